import Graphs

/// In which ways the graphs of a group can be drawn, all together.
struct GroupChoices {
    let options: GraphOptions
    let page: PageAddress
    let range: PageRange

    var html: HTML {
        """
        <div class="choices">\(row("Hosts", "view", options.view?.rawValue, GraphChoices.views))\
        \(row("Per", "per", options.normalisation?.rawValue, [(nil, "group")] + GraphChoices.sizes))\
        \(row("Beside", "previous", options.previous?.rawValue, GraphChoices.earlier))</div>

        """
    }

    private func row(_ name: String, _ key: String, _ current: String?, _ values: [(String?, String)]) -> HTML {
        let others = page.without(key)
        return NamedChoices(name: name, values: values, current: current) { value in
            others.with(range.query + (value.map { [(key, $0)] } ?? []))
        }.html
    }
}
