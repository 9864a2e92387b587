/// The part of an address behind the `?`, in pairs of key and value, as forms write it.
///
/// A `+` is a space there; a sign is written `%2B`.
package struct QueryString: Sendable, Equatable {
    package struct Pair: Sendable, Hashable {
        package let key, value: String
    }

    package let pairs: [Pair]

    package static let maximumPairs = 100

    /// Nothing.
    init() { pairs = [] }

    /// Throws ``WebError`` where a `%` begins no byte, the bytes are not UTF-8, or there are too many pairs.
    package init(parsing text: String) throws(WebError) {
        var pairs: [Pair] = []
        for part in text.utf8.split(separator: UInt8(ascii: "&")) {
            guard pairs.count < Self.maximumPairs else {
                throw .badRequest(
                    "expected at most \(Self.maximumPairs) parameters, found more", hint: "ask several times")
            }
            let equals = part.firstIndex(of: UInt8(ascii: "=")) ?? part.endIndex
            let key = try Self.decoded(part[..<equals])
            let value = equals < part.endIndex ? try Self.decoded(part[part.index(after: equals)...]) : ""
            pairs.append(Pair(key: key, value: value))
        }
        self.pairs = pairs
    }

    /// The first value of a key; nil if the key is missing.
    package subscript(key: String) -> String? { pairs.first { $0.key == key }?.value }

    /// Every value of a key, in their order.
    package func all(_ key: String) -> [String] { pairs.filter { $0.key == key }.map(\.value) }

    private static func decoded(_ part: Substring.UTF8View) throws(WebError) -> String {
        let text = String(Substring(part))
        guard part.contains(where: { $0 == UInt8(ascii: "+") || $0 == UInt8(ascii: "%") }) else { return text }
        guard let decoded = Link.decoded(text.replacing("+", with: " ")) else {
            throw .badRequest(
                "\"\(text.prefix(80))\" is not percent-encoded UTF-8", hint: "write % as %25, and other bytes as %XX")
        }
        return decoded
    }
}
