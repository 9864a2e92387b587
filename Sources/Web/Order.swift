/// A word of an address by which a table is ordered.
protocol Order: RawRepresentable<String>, CaseIterable, Sendable, Equatable {
    /// The order of a table unless an address says otherwise.
    static var usual: Self { get }
}

extension Order {
    /// The order that an address names under `sort`.
    init(_ query: QueryString) throws(WebError) {
        guard let text = query["sort"], !text.isEmpty else {
            self = .usual
            return
        }
        guard let order = Self(rawValue: text) else {
            let all = Self.allCases.map(\.rawValue)
            throw .badRequest(
                "sort: expected one of \(all.joined(separator: ", ")), found \"\(text.prefix(40))\"",
                hint: "try sort=\(all.last ?? "")")
        }
        self = order
    }

    /// As an address has it; nothing for the usual one.
    var query: [(String, String)] { self == .usual ? [] : [("sort", rawValue)] }

    /// Whether one value comes before another: the highest first, unknown ones last; nil if they are equal.
    static func isBefore(_ left: Double?, _ right: Double?) -> Bool? {
        guard left != right else { return nil }
        guard let left else { return false }
        guard let right else { return true }
        return left > right
    }
}
