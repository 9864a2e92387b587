package import Graphs
import MetricModel

/// A view as an address says all of it: `title=…&item=…&item=…`, each item a query of its own.
package enum ViewQuery {
    /// An item's keys and values as one text: `graph=load&group=web`.
    package static func text(_ pairs: [(String, String)]) -> String { String(Link.query(pairs).dropFirst()) }

    /// The item of a text, as ``text(_:)`` or the query of any address of ours has it.
    package static func item(_ text: String) throws(WebError) -> GraphItem {
        try GraphItem(try QueryString(parsing: text))
    }

    /// Keys and values of a view's address; nil for a view with graphs that no address can say.
    package static func pairs(_ view: SavedView) -> [(String, String)]? {
        var pairs = view.name.isEmpty ? [] : [("name", view.name)]
        pairs.append(("title", view.title))
        if let notes = view.notes { pairs.append(("notes", notes)) }
        for item in view.items {
            guard let own = item.pairs else { return nil }
            pairs.append(("item", text(own)))
        }
        return pairs
    }

    /// The view of an address.
    package static func view(_ query: QueryString) throws(WebError) -> SavedView {
        func line(_ key: String) throws(WebError) -> String? {
            guard let text = query[key], !text.isEmpty else { return nil }
            guard text.count <= GraphItem.longestText,
                text.unicodeScalars.allSatisfy({ $0.properties.generalCategory != .control })
            else {
                throw .badRequest(
                    "\(key): expected a line of at most \(GraphItem.longestText) characters", hint: "say less")
            }
            return text
        }
        let texts = query.all("item").filter { !$0.isEmpty }
        guard texts.count <= SavedView.maximumItems else {
            throw .badRequest(
                "expected at most \(SavedView.maximumItems) graphs, found \(texts.count)", hint: "make two views")
        }
        var items: [GraphItem] = []
        for text in texts { items.append(try item(text)) }
        let name = try line("name") ?? ""
        guard name.isEmpty || GraphName(name) != nil else {
            throw .badRequest("name: expected a-z, 0-9, _ and -, found \"\(name.prefix(40))\"", hint: "try name=web-1")
        }
        return SavedView(
            name: name, title: try line("title") ?? "A view", notes: try line("notes"), items: items)
    }
}
