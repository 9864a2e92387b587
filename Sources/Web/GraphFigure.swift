import Graphs
import MetricModel

/// A graph in a page, with what it shows in words, the way to its own page and to its data.
struct GraphFigure {
    let graph: DrawnGraph
    /// The page of the host or group.
    let page: PageAddress
    /// As the descriptions of the links name the host or group.
    let name: String
    let range: PageRange
    /// Whether what can be read from it stands under it.
    var hasSentence = false
    /// Whether pictures and data are linked.
    var hasData = true
    /// Whether a graph of several instances leads to one for each.
    var unfolds = false
    /// What stands under it in place of its title, and where that leads.
    var title: String?
    var address: String?
    /// What stands beside the title, in place of what the graph is about.
    var note: HTML?

    var html: HTML {
        """
        <figure data-json="\(file("json", graph.size))" tabindex="-1">\(graph.picture)\
        <output></output>
        <figcaption>\(sentence)<span><a href="\(address ?? graphPage([]))">\(title ?? ownTitle)</a> \(note ?? "\(definition.summary)")\
        \(each)</span>\(data)</figcaption></figure>

        """
    }

    /// What the sentence is called among the parts of a page that change.
    static func sentencePart(of id: String) -> String { "\(id)-sentence" }

    private var definition: GraphDefinition { graph.definition }

    private var ownTitle: String { definition.title + (graph.options.instance.map { ": \($0)" } ?? "") }

    private var sentence: HTML {
        guard hasSentence, let sentence = graph.sentence else { return "" }
        let words: HTML = "<span class=\"sentence\">\(sentence.prefix(1).uppercased() + sentence.dropFirst())</span>"
        return words.renewed(as: Self.sentencePart(of: graph.id))
    }

    /// The graph's own page, for the same time.
    private func graphPage(_ query: [(String, String)]) -> String {
        page.appending("graph").appending(definition.name.text).with(
            query + graph.options.pairs.filter { $0.0 != "busiest" } + range.query)
    }

    private var each: HTML {
        guard unfolds, definition.isOfInstances, graph.options.instance == nil,
            graph.data.map({ $0.series.count > 1 }) ?? false
        else { return "" }
        return " <a href=\"\(graphPage([("each", "instance")]))#each\">One for each</a>"
    }

    private var data: HTML {
        guard hasData else { return "" }
        let words = "\(ownTitle) of \(name), \(range.words)"
        return """
            <span class="data">\(GraphFormat.allCases.map { format -> HTML in
                let suffix = format.rawValue.uppercased()
                return """
                    <a href="\(file(format.rawValue, Self.large))" aria-label="\(words), as \(suffix)">\(suffix)</a>
                    """
            })</span>
            """
    }

    /// A picture in a file of its own.
    private static let large = GraphSize(width: 1200, height: 480)

    private func file(_ suffix: String, _ size: GraphSize) -> String {
        page.graph(
            definition.name.text, suffix,
            range.pictureQuery + graph.options.pairs + [("size", "\(size.width)x\(size.height)")])
    }
}
