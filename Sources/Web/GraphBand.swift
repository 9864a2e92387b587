import Graphs
import MetricModel

/// All graphs of a host or a group for one range, and the links to the other ranges.
struct GraphBand {
    let graphs: [DrawnGraph]
    /// The host's or group's own page.
    let page: String
    /// As the descriptions of the pictures name it.
    let name: String
    let range: PageRange

    var html: HTML {
        """
        <div class="bandhead"><h2 id="graphs">Graphs</h2>
        <ul class="ranges" aria-label="Range of the graphs">
        \(PageRange.allCases.map(rangeLink))</ul></div>
        <div class="graphs">
        \(graphs.map(figure))</div>

        """
    }

    private func rangeLink(_ range: PageRange) -> HTML {
        let current: HTML = range == self.range ? " aria-current=\"true\"" : ""
        return """
            <li><a href="\(page + Link.query(["range": range.rawValue]))" aria-label="\(range.fullWords)"\(current)>\
            \(range.words)</a></li>

            """
    }

    private func figure(_ graph: DrawnGraph) -> HTML {
        let definition = graph.definition
        let words = "\(definition.title) of \(name), the last \(range.fullWords)"
        return """
            <figure data-json="\(address(definition, "json", DrawnGraph.size))" data-svg="\(fragment(definition))" \
            tabindex="-1">\(graph.picture)<output></output>
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

    /// The picture alone as it stands in the page, for a script to renew it.
    private func fragment(_ definition: GraphDefinition) -> String {
        address(definition, "svg", DrawnGraph.size) + "&inline=\(definition.name)"
    }

    private func address(_ definition: GraphDefinition, _ suffix: String, _ size: GraphSize) -> String {
        Link.graph(
            on: page, definition.name.text, suffix,
            ["from": range.start, "to": "now", "size": "\(size.width)x\(size.height)"])
    }
}
