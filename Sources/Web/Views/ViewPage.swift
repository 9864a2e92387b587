import Graphs
import MetricModel

/// A view: the graphs that somebody put together, for one range.
struct ViewPage {
    let view: SavedView
    let graphs: [DrawnItem]
    /// Whether it is one that is saved; its address otherwise says all of it, and it can be changed here.
    let isSaved: Bool
    /// What can be added; of a view that is not saved.
    let definitions: [GraphDefinition]
    let groups: [GroupName]
    let range: PageRange
    let freshness: Freshness

    /// Where files of views are looked for.
    static let folder = "/etc/plexus/views"

    var page: Page {
        Page(
            title: view.title,
            trail: [
                ("views", Link.views), (isSaved ? view.name : view.title, isSaved ? Link.view(view.name) : Link.view),
            ],
            refresh: !graphs.isEmpty && range.isLive ? freshness.step : nil, freshness: freshness, content: content)
    }

    /// What the address says beside the time.
    private var query: [(String, String)] { isSaved ? [] : ViewQuery.pairs(view) ?? [] }

    private var bar: RangeBar {
        RangeBar(range: range, page: isSaved ? Link.view(view.name) : Link.view, others: query)
    }

    private var content: HTML {
        """
        <div class="head"><h1>\(view.title)</h1>\(editLink)</div>
        \(view.notes.map { "<p class=\"note\">\($0)</p>\n" as HTML } ?? "")\
        <div class="bandhead"><h2 id="graphs">Graphs</h2>
        \(bar.presets)</div>
        \(bar.times)\
        \(band)
        \(isSaved ? "" : settings)\
        \(text)
        """
    }

    private var editLink: HTML {
        guard isSaved, let pairs = ViewQuery.pairs(view) else { return "" }
        return "<a href=\"\(Link.view.with(pairs + range.query))\">Change it</a>"
    }

    private var band: HTML {
        guard !graphs.isEmpty else {
            return "<p class=\"plain\">No graph is in it yet: add one below, or by “Add to a view” at any graph.</p>\n"
        }
        let figures = graphs.enumerated().map { index, graph -> HTML in
            graph.figure(range, links: isSaved ? "" : moves(index))
        }
        return "<div class=\"graphs\">\n\(figures)</div>\n"
    }

    /// The same view with its graphs in another order, or with one less.
    private func moves(_ index: Int) -> HTML {
        func link(_ words: String, _ label: String, _ change: (inout [GraphItem]) -> Void) -> HTML {
            var other = view
            change(&other.items)
            guard let pairs = ViewQuery.pairs(other) else { return "" }
            let label = "\(label): \(graphs[index].words)"
            return "<a href=\"\(Link.view.with(pairs + range.query))\" aria-label=\"\(label)\">\(words)</a> "
        }
        let back = index > 0 ? link("◀", "Move to the front") { $0.swapAt(index, index - 1) } : ""
        let on =
            index < view.items.count - 1 ? link("▶", "Move to the back") { $0.swapAt(index, index + 1) } : ""
        return back + on + link("✕", "Take out") { $0.remove(at: index) }
    }

    // MARK: Changing it

    private var settings: HTML {
        let items = query.filter { $0.0 == "item" }
        let about = query.filter { $0.0 != "item" }
        let name = FormParts.form(
            Link.view, label: "What it is called", hidden: items + range.query,
            FormParts.text("title", "Title", view.title, example: "Web, for Mondays", limit: GraphItem.longestText)
                + FormParts.text(
                    "notes", "Notes", view.notes ?? "", example: "what to look for", limit: GraphItem.longestText)
                + FormParts.text("name", "Name of its file", view.name, example: "web-mondays", limit: GraphName.limit),
            button: "Call it so")
        let adding = FormParts.form(
            Link.view, label: "Add a graph", hidden: about + items + range.query,
            FormParts.select(
                "graph", "Graph", [("", "–")] + definitions.map { ($0.name.text, $0.title) }, chosen: nil)
                + FormParts.text("metrics", "or metrics", "", example: "disk@*.reads")
                + FormParts.select(
                    "group", "of the group", [("", "–")] + groups.prefix(500).map { ($0.text, $0.text) }, chosen: nil)
                + FormParts.text("host", "the host", "", example: "shop/web1")
                + FormParts.text("hosts", "or hosts", "", example: "web*"),
            button: "Add")
        let pasted = FormParts.form(
            Link.view, label: "Add a graph by its address", hidden: about + items + range.query,
            FormParts.text("add", "or by address", "", example: "/compare?graph=load&group=web&group=db", limit: 2000),
            button: "Add")
        return """
            <h2>Add a graph</h2>
            \(adding)\(pasted)
            <h2>Title</h2>
            \(name)
            """
    }

    /// The file that says the same, and what to do with it.
    private var text: HTML {
        var named = view
        if !isSaved {
            named = SavedView(
                name: view.name.isEmpty ? "my-view" : view.name, title: view.title, notes: view.notes,
                from: range.isLive ? range.ends.from : nil, items: view.items)
        }
        guard let yaml = named.yaml else {
            return "<p class=\"note\">Its file is one of ganglia-web's.</p>\n"
        }
        return """
            <details class="file"\(isSaved ? "" : " open")><summary>As a file</summary>
            <p>Nothing is kept on this server by changing an address. To keep the view for everybody, save this as \
            <code>\(Self.folder)/\(named.name).yaml</code>, see whether it is right with \
            <code>plexus graph --check \(Self.folder)</code>, and start the aggregator again.</p>
            <pre><code>\(yaml)</code></pre></details>

            """
    }
}
