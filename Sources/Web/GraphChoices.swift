import Graphs
import MetricModel

/// In which ways one graph can be drawn: by links, and by a form for what has no few choices.
struct GraphChoices {
    let definition: GraphDefinition
    let options: GraphOptions
    /// What the address says now, beside the time.
    let query: [(String, String)]
    let instances: [InstanceName]
    let owner: GraphOwner
    let page: PageAddress
    let range: PageRange

    /// More are chosen in a form.
    private static let maximumLinks = 16

    static let earlier: [(String?, String)] = [
        (nil, "as usual"), ("day", "the day before"), ("week", "the week before"), ("none", "nothing"),
    ]

    static let sizes: [(String?, String)] = [("core", "core"), ("gib", "GiB of memory")]

    static let views: [(String?, String)] = [
        (nil, "as usual"), ("totals", "together"), ("hosts", "each"), ("top", "the largest and the rest"),
        ("spread", "the spread and the largest"),
    ]

    var html: HTML {
        """
        <div class="choices">\(earlier)\(peaks)\(size)\(view)\(instance)\(form)</div>

        """
    }

    private var isHost: Bool { if case .host = owner { true } else { false } }

    private var earlier: HTML {
        row(
            "Beside", "previous", options.previous?.rawValue, Self.earlier)
    }

    private var peaks: HTML {
        definition.hasPeaks ? row("Peaks", "peaks", options.hasPeaks ? nil : "off", [(nil, "on"), ("off", "off")]) : ""
    }

    /// Percents are of each host's own size as they are.
    private var size: HTML {
        let unit = isHost ? definition.unit : definition.group.unit
        guard unit != .percent, unit != .seconds, !definition.isShare else { return "" }
        return row(
            "Per", "per", options.normalisation?.rawValue,
            [(nil, isHost ? "host" : "group")] + Self.sizes)
    }

    private var view: HTML {
        guard !isHost, definition.group.host != nil else { return "" }
        return row("Hosts", "view", options.view?.rawValue, Self.views)
    }

    private var instance: HTML {
        guard isHost, instances.count > 1 else { return "" }
        let isEach = query.contains { $0.0 == "each" }
        let own = instances.prefix(Self.maximumLinks).map { instance -> ChoiceLinks.Choice in
            choice(instance.text, address("instance", instance.text), instance == options.instance)
        }
        return links(
            "Instance",
            [
                choice("all in one", address("instance", nil), options.instance == nil && !isEach),
                choice("one for each", page.with(without("instance") + [("each", "instance")] + range.query), isEach),
            ] + own)
    }

    private var form: HTML {
        let names = ["low", "high"] + (hasSelection ? ["instance", "each"] : [])
        let kept = page.keeping(query.filter { !names.contains($0.0) } + range.query)
        return """
            <form action="\(page.action)" method="get">\(kept.inputs(except: names))\(selection)\
            <label>Axis from <input name="low" value="\(text("low"))" inputmode="decimal" size="6" \
            maxlength="20"></label>
            <label>to <input name="high" value="\(text("high"))" inputmode="decimal" size="6" \
            maxlength="20"></label><button>Draw</button></form>
            """
    }

    private var hasSelection: Bool { isHost && instances.count > Self.maximumLinks }

    private var selection: HTML {
        guard hasSelection else { return "" }
        return """
            <label>Instance <select name="instance"><option value="">all in one</option>\(instances.map { instance in
                let chosen: HTML = instance == options.instance ? " selected" : ""
                return "<option\(chosen)>\(instance)</option>"
            })</select></label>
            """
    }

    private func text(_ key: String) -> String { query.first { $0.0 == key }?.1 ?? "" }

    /// - `values`: nil for what the definition says.
    private func row(_ title: String, _ key: String, _ current: String?, _ values: [(String?, String)]) -> HTML {
        NamedChoices(name: title, values: values, current: current) { address(key, $0) }.html
    }

    private func links(_ title: String, _ links: [ChoiceLinks.Choice]) -> HTML {
        NamedChoices(name: title, choices: links).html
    }

    private func choice(_ words: String, _ address: String, _ isCurrent: Bool) -> ChoiceLinks.Choice {
        ChoiceLinks.Choice(words: words, address: address, isCurrent: isCurrent)
    }

    private func without(_ key: String) -> [(String, String)] { query.filter { $0.0 != key && $0.0 != "each" } }

    /// The page with another value of one option.
    private func address(_ key: String, _ value: String?) -> String {
        page.with(without(key) + (value.map { [(key, $0)] } ?? []) + range.query)
    }
}
