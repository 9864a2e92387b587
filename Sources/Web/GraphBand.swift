import Graphs
import MetricModel

/// All graphs of a host or a group for one range, and the ways to other ranges.
struct GraphBand {
    let graphs: [DrawnGraph]
    /// The host's or group's own page.
    let page: PageAddress
    /// As the descriptions of the pictures name it.
    let name: String
    let range: PageRange

    var html: HTML {
        """
        <div class="bandhead"><h2 id="graphs">Graphs</h2>
        \(bar.presets)</div>
        \(bar.times)\
        <div class="graphs">
        \(graphs.map(figure))</div>

        """
    }

    private var bar: RangeBar { RangeBar(range: range, page: page) }

    private func figure(_ graph: DrawnGraph) -> HTML {
        let definition = graph.definition
        let words = "\(definition.title) of \(name), \(range.words)"
        return """
            <figure data-json="\(address(definition, "json", DrawnGraph.size))" tabindex="-1">\
            \(graph.picture)<output></output>
            <figcaption><span>\(definition.summary)</span><span>\(["svg", "png", "pdf", "csv", "json"].map { suffix in
                dataLink(definition, suffix, words)
            })</span></figcaption></figure>

            """
    }

    private func dataLink(_ definition: GraphDefinition, _ suffix: String, _ words: String) -> HTML {
        """
        <a href="\(address(definition, suffix, Self.large))" aria-label="\(words), as \(suffix.uppercased())">\
        \(suffix.uppercased())</a>
        """
    }

    /// On its own.
    private static let large = GraphSize(width: 1200, height: 480)

    private func address(_ definition: GraphDefinition, _ suffix: String, _ size: GraphSize) -> String {
        page.graph(
            definition.name.text, suffix, range.pictureQuery + [("size", "\(size.width)x\(size.height)")])
    }
}
