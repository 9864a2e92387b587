/// Where a page is: a path below the base, to which a query can be added.
///
/// Written into a page, it is a link that keeps what the reader has chosen for all pages (``Kept``).
package struct PageAddress: Sendable, Hashable {
    /// Below the base, percent-encoded: `/host/prod/web1`.
    let path: String
    /// What the page shows otherwise than it usually does; its links keep it.
    private var own: [QueryString.Pair] = []

    /// - `segments`: not encoded yet; none for the overview.
    package init(_ segments: String...) {
        path = "/" + segments.map(Link.encoded).joined(separator: "/")
    }

    private init(path: String) { self.path = path }

    /// One step further down.
    package func appending(_ segment: String) -> PageAddress {
        PageAddress(path: (path == "/" ? "" : path) + "/" + Link.encoded(segment))
    }

    /// The same page, whose links keep these keys and values where they don't say otherwise.
    package func keeping(_ query: [(String, String)]) -> PageAddress {
        var page = self
        let keys = Set(query.map(\.0))
        page.own = own.filter { !keys.contains($0.key) } + query.map { QueryString.Pair(key: $0.0, value: $0.1) }
        return page
    }

    /// The same page, whose links do not keep a key.
    func without(_ key: String) -> PageAddress {
        var page = self
        page.own.removeAll { $0.key == key }
        return page
    }

    /// What links keep, in a form, whose own inputs would drop it.
    ///
    /// - `keys`: the names of the form's other inputs.
    func inputs(except keys: [String]) -> HTML {
        let own = self.own.filter { !keys.contains($0.key) }
        return HTML(own.map { "<input type=\"hidden\" name=\"\($0.key)\" value=\"\($0.value)\">" })
            + Link.kept.inputs(except: keys)
    }

    /// As a form names it, which brings the query itself.
    package var action: String { Link.base + path }

    /// A link.
    package var href: String { with([]) }

    /// A link with keys and values, in this order, and with what is kept where it is not among them.
    package func with(_ query: [(String, String)]) -> String {
        let keys = query.map(\.0)
        let own = self.own.filter { !keys.contains($0.key) }.map { ($0.key, $0.value) }
        return action + Link.query(query + own + Link.kept.pairs(except: keys + own.map(\.0)))
    }

    /// The picture or the data of a graph of this host or group.
    ///
    /// - `graph`: the graph's name.
    /// - `suffix`: the format: `svg`, `png`, `pdf`, `csv` or `json`.
    /// - `query`: keys and values, in this order.
    package func graph(_ graph: String, _ suffix: String, _ query: [(String, String)]) -> String {
        "\(Link.base)/graph\(path)/\(Link.encoded(graph)).\(suffix)" + Link.query(query)
    }
}
