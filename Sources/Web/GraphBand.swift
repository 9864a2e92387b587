import Graphs
import MetricModel

/// All graphs of a host or a group for one range, and the links to the other ranges.
struct GraphBand {
    let definitions: [GraphDefinition]
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
        \(definitions.map(figure))</div>

        """
    }

    private func rangeLink(_ range: PageRange) -> HTML {
        let current: HTML = range == self.range ? " aria-current=\"true\"" : ""
        return """
            <li><a href="\(page + Link.query(["range": range.rawValue]))" aria-label="\(range.fullWords)"\(current)>\
            \(range.words)</a></li>

            """
    }

    private func figure(_ definition: GraphDefinition) -> HTML {
        let words = "\(definition.title) of \(name), the last \(range.fullWords)"
        return """
            <figure><a href="\(address(definition, "png", Self.large))"><picture>\
            <source media="(max-width:44rem)" srcset="\(address(definition, "png", Self.narrow))" \
            width="\(Self.narrow.width)" height="\(Self.narrow.height)">\
            <img src="\(address(definition, "png", Self.usual))" width="\(Self.usual.width)" \
            height="\(Self.usual.height)" loading="lazy" alt="\(words)"></picture></a>
            <figcaption><span>\(definition.title)</span><span>\(["csv", "json", "pdf"].map { suffix in
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

    /// On a page, on a telephone's page, and on its own.
    private static let usual = GraphSize(width: 640, height: 260)
    private static let narrow = GraphSize(width: 360, height: 220)
    private static let large = GraphSize(width: 1200, height: 480)

    private func address(_ definition: GraphDefinition, _ suffix: String, _ size: GraphSize) -> String {
        Link.graph(
            on: page, definition.name.text, suffix,
            ["from": range.start, "to": "now", "size": "\(size.width)x\(size.height)"])
    }
}
