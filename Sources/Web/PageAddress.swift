/// Where a page is: a path below the base, to which a query can be added.
///
/// Written into a page, it is a link that keeps what the reader has chosen for all pages (``Kept``).
package struct PageAddress: Sendable, Hashable {
    /// Below the base, percent-encoded: `/host/prod/web1`.
    let path: String

    /// - `segments`: not encoded yet; none for the overview.
    package init(_ segments: String...) {
        path = "/" + segments.map(Link.encoded).joined(separator: "/")
    }

    private init(path: String) { self.path = path }

    /// One step further down.
    package func appending(_ segment: String) -> PageAddress {
        PageAddress(path: (path == "/" ? "" : path) + "/" + Link.encoded(segment))
    }

    /// As a form names it, which brings the query itself.
    package var action: String { Link.base + path }

    /// A link.
    package var href: String { with([]) }

    /// A link with keys and values, in this order, and with what is kept where it is not among them.
    package func with(_ query: [(String, String)]) -> String {
        action + Link.query(query + Link.kept.pairs(except: query.map(\.0)))
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
