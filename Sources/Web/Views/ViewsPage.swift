import Graphs
import MetricModel

/// The views that are saved; if a graph is to be added, the views it can be added to.
struct ViewsPage {
    let views: [SavedView]
    /// What is to be added, and how it is called; nil for nothing.
    let added: (item: GraphItem, words: String)?
    let freshness: Freshness

    var page: Page {
        Page(title: "Views", trail: [("views", Link.views)], freshness: freshness, content: content)
    }

    private var content: HTML {
        """
        <div class="head"><h1>\(added.map { "Add “\($0.words)” to a view" } ?? "Views")</h1>\
        <a href="\(address(of: SavedView(name: "", title: "A view", items: [])))">A new view</a></div>
        \(views.isEmpty ? none : list)
        """
    }

    private var none: HTML {
        """
        <p class="plain">No view is saved yet. A view is a page of graphs of any hosts and groups: begin with a new one, \
        and its page shows the file that keeps it.</p>

        """
    }

    private var list: HTML {
        """
        <div class="scroll"><table>
        <thead><tr><th scope="col">View</th><th scope="col" class="n">Graphs</th><th scope="col">Notes</th></tr></thead>
        <tbody>
        \(views.map(row))</tbody></table></div>

        """
    }

    private func row(_ view: SavedView) -> HTML {
        let address = added == nil ? Link.view(view.name).href : self.address(of: view)
        return """
            <tr><th scope="row" class="name"><a href="\(address)">\(view.title)</a></th>\
            <td class="n">\(view.items.count)</td><td class="meaning">\(view.notes ?? "")</td></tr>

            """
    }

    /// The view with what is added, to be changed; a view of ganglia-web's as it is.
    private func address(of view: SavedView) -> String {
        var view = view
        if let added { view.items.append(added.item) }
        return ViewQuery.pairs(view).map(Link.view.with) ?? Link.view(view.name).href
    }
}
