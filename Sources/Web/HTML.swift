package import MetricModel

/// A piece of a page that is safe to send: whatever is interpolated into it is escaped, unless it is such a piece itself.
///
///     let row: HTML = "<td>\(host.name)</td>"
///
/// Attributes stand in double quotes. Every name came from the network and is not to be trusted.
package struct HTML: Sendable, Equatable, ExpressibleByStringInterpolation {
    /// The markup.
    package private(set) var text: String
    /// What of it a script renews, by name.
    package private(set) var parts: [String: RenewedPart] = [:]

    package init(stringLiteral markup: String) { text = markup }

    package init(stringInterpolation: StringInterpolation) {
        (text, parts) = (stringInterpolation.text, stringInterpolation.parts)
    }

    /// Several pieces, one after another.
    package init(_ pieces: some Sequence<HTML>) {
        text = ""
        for piece in pieces { self += piece }
    }

    init(part: RenewedPart, named name: String) { (text, parts) = (part.text, [name: part]) }

    package static func + (left: HTML, right: HTML) -> HTML { HTML([left, right]) }

    /// What a form sends beside what is typed: keys and values.
    static func hidden(_ pairs: [(String, String)]) -> HTML {
        HTML(pairs.map { "<input type=\"hidden\" name=\"\($0)\" value=\"\($1)\">" })
    }

    package static func += (left: inout HTML, right: HTML) {
        left.text += right.text
        if !right.parts.isEmpty { left.parts.merge(right.parts) { first, _ in first } }
    }

    /// Text in which no character can be taken for markup, in an element or in a quoted attribute.
    package static func escaped(_ text: String) -> String {
        guard text.utf8.contains(where: isMarkup) else { return text }
        var escaped = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": escaped += "&amp;"
            case "<": escaped += "&lt;"
            case ">": escaped += "&gt;"
            case "\"": escaped += "&quot;"
            case "'": escaped += "&#39;"
            default: escaped.unicodeScalars.append(scalar)
            }
        }
        return escaped
    }

    private static func isMarkup(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "&"), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "\""), UInt8(ascii: "'"): true
        default: false
        }
    }

    /// Collects markup as it is and everything else escaped.
    package struct StringInterpolation: StringInterpolationProtocol {
        var text = ""
        var parts: [String: RenewedPart] = [:]

        package init(literalCapacity: Int, interpolationCount: Int) {
            text.reserveCapacity(literalCapacity + 16 * interpolationCount)
        }

        package mutating func appendLiteral(_ markup: String) { text += markup }

        package mutating func appendInterpolation(_ words: String) { text += HTML.escaped(words) }

        package mutating func appendInterpolation(_ name: some Name) { text += HTML.escaped(name.text) }

        /// A link.
        package mutating func appendInterpolation(_ page: PageAddress) { text += HTML.escaped(page.href) }

        package mutating func appendInterpolation(_ number: some BinaryInteger) { text += String(number) }

        package mutating func appendInterpolation(_ piece: HTML) {
            text += piece.text
            if !piece.parts.isEmpty { parts.merge(piece.parts) { first, _ in first } }
        }

        package mutating func appendInterpolation(_ pieces: [HTML]) {
            for piece in pieces { appendInterpolation(piece) }
        }
    }
}
