import Graphs
import MetricModel

/// One graph of a host or a group: large, with its numbers, in every way it can be drawn, and over other times.
struct GraphPage {
    let owner: GraphOwner
    let graph: DrawnGraph
    /// Every instance that there is history of; empty where the graph is of none.
    let instances: [InstanceName]
    /// One graph for each of the first instances; nil where they are drawn together.
    let each: [DrawnGraph]?
    /// The same over other times.
    let spans: [(range: PageRange, graph: DrawnGraph)]
    let range: PageRange
    let freshness: Freshness

    /// A page has so many instances' graphs.
    static let maximumEach = 30

    private var definition: GraphDefinition { graph.definition }

    private var own: PageAddress { owner.page.appending("graph").appending(definition.name.text) }

    /// What the address says otherwise than usual, beside the time.
    private var query: [(String, String)] {
        graph.options.pairs + (each == nil ? [] : [("each", "instance")])
    }

    private var choices: GraphChoices {
        GraphChoices(
            definition: definition, options: graph.options, query: query, instances: instances, owner: owner,
            page: own, range: range)
    }

    var page: Page {
        Page(
            title: "\(definition.title) · \(owner.name)", trail: owner.trail + [(definition.title, own)],
            refresh: range.isLive ? freshness.step : nil, freshness: freshness, content: content)
    }

    private var content: HTML {
        let bar = RangeBar(range: range, page: own.keeping(query))
        return """
            <div class="head"><h1>\(definition.title)</h1><span class="note">of <a href="\(back)">\(owner.name)</a>\
            </span></div>
            <p class="note">\(definition.summary)</p>
            <div class="bandhead">\(bar.presets)</div>
            \(bar.times)\
            <div class="one">\(figure)</div>
            \(choices.html)\(numbers)\(eachInstance)\
            <h2>Over other times</h2>
            <div class="graphs">
            \(spans.map(span))</div>

            """
    }

    private var back: String { owner.page.with(range.query) }

    private var figure: HTML {
        GraphFigure(
            graph: graph, page: owner.page, name: owner.name, range: range, hasSentence: true
        ).html
    }

    private var numbers: HTML {
        guard let data = graph.data, data.emptiness == nil else { return "" }
        return GraphNumbers(data: data, owner: owner, range: range).html
    }

    private func span(_ span: (range: PageRange, graph: DrawnGraph)) -> HTML {
        let words = span.range.span.map { "Last \($0.fullWords)" } ?? span.range.words
        let address = own.keeping(graph.options.pairs).with(span.range.query)
        return GraphFigure(
            graph: span.graph, page: owner.page, name: owner.name, range: span.range, hasData: false,
            title: words, address: address, note: ""
        ).html
    }

    /// One graph for each instance, as far as there is room.
    private var eachInstance: HTML {
        guard let each else { return "" }
        let rest = instances.count - each.count
        let note: HTML = rest > 0 ? "<small>the first \(each.count) of \(instances.count)</small>" : ""
        return """
            <h2 id="each">One for each\(note)</h2>
            <div class="graphs">
            \(each.map { graph in
                GraphFigure(
                    graph: graph, page: owner.page, name: owner.name, range: range, hasData: false, note: ""
                ).html
            })</div>

            """
    }
}
