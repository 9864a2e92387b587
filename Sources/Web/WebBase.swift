/// Below which path everything is served behind a proxy: nothing, or `/plexus`.
package struct WebBase: Sendable, Equatable {
    /// Without a slash at the end; empty if everything begins at `/`.
    package let path: String

    package static let root = WebBase(path: "")

    private init(path: String) { self.path = path }

    /// Parses `/plexus` or `/tools/plexus/`; of letters, digits and `-._~` between the slashes.
    package init(parsing text: String) throws(WebServerError) {
        let segments = text.split(separator: "/")
        let isPlain = segments.allSatisfy { segment in
            segment != "." && segment != ".."
                && segment.utf8.allSatisfy { Link.encoded(String(UnicodeScalar($0))).utf8.count == 1 }
        }
        guard isPlain, text.isEmpty || text.first == "/", text.utf8.count <= 200 else { throw .badBase(text) }
        path = segments.map { "/" + $0 }.joined()
    }

    /// A request's path as it is without the base.
    func stripped(_ path: String) -> String {
        guard !self.path.isEmpty, path.hasPrefix(self.path) else { return path }
        let rest = path.dropFirst(self.path.count)
        return rest.isEmpty ? "/" : rest.first == "/" ? String(rest) : path
    }
}
