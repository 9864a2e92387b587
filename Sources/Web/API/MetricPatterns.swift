import ClusterState

/// Patterns for names, with `*` for any run of characters and `?` for any one.
struct MetricPatterns {
    private let patterns: [String]

    /// The most patterns of one request, and the longest, in bytes: each costs time for each name.
    static let maximum = 20
    static let longest = 200

    init(_ patterns: [String]) { self.patterns = patterns }

    /// The patterns of a request; throws ``WebError`` where there are too many or one is too long.
    init(_ query: QueryString, _ key: String) throws(WebError) {
        let patterns = query.all(key).filter { !$0.isEmpty }
        guard patterns.count <= Self.maximum, patterns.allSatisfy({ $0.utf8.count <= Self.longest }) else {
            throw .badRequest(
                "\(key): expected at most \(Self.maximum) patterns of \(Self.longest) bytes, found more",
                hint: "use * for any text: \(key)=cpu.*")
        }
        self.patterns = patterns
    }

    /// Whether one of the names fits one of the patterns; all do where there are none.
    func fit(_ names: String...) -> Bool {
        patterns.isEmpty
            || patterns.contains { pattern in names.contains { GroupRule.matches($0, pattern: pattern) } }
    }
}
