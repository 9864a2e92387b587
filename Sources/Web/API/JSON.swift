/// A JSON document whose fields keep the order in which they are written: what the documentation shows is what is sent.
package enum JSON: Sendable, Equatable {
    case null
    case bool(Bool)
    case integer(Int64)
    /// NaN and infinity, which JSON cannot say, become null.
    case number(Double)
    case string(String)
    case array([JSON])
    case object([(String, JSON)])

    /// A number that may be unknown.
    package init(_ number: Double?) { self = number.map { .number($0) } ?? .null }

    /// Text that may be missing.
    package init(_ text: String?) { self = text.map { .string($0) } ?? .null }

    package init(_ count: some BinaryInteger) { self = .integer(Int64(clamping: count)) }

    package static func == (left: JSON, right: JSON) -> Bool { left.text == right.text }

    /// The document in UTF-8 on one line.
    package var text: String {
        var text = ""
        write(to: &text)
        return text
    }

    private func write(to text: inout String) {
        switch self {
        case .null: text += "null"
        case .bool(let value): text += value ? "true" : "false"
        case .integer(let value): text += String(value)
        case .number(let value): text += Self.number(value)
        case .string(let value): Self.write(value, to: &text)
        case .array(let elements):
            text += "["
            for (index, element) in elements.enumerated() {
                if index > 0 { text += "," }
                element.write(to: &text)
            }
            text += "]"
        case .object(let fields):
            text += "{"
            for (index, field) in fields.enumerated() {
                if index > 0 { text += "," }
                Self.write(field.0, to: &text)
                text += ":"
                field.1.write(to: &text)
            }
            text += "}"
        }
    }

    private static func number(_ value: Double) -> String {
        guard value.isFinite else { return "null" }
        if value == value.rounded(), value.magnitude < 0x1p53 { return String(Int64(value)) }
        return "\(value)"
    }

    /// Writes a quoted string; `<` is escaped too, so that a browser can never take JSON for markup.
    private static func write(_ string: String, to text: inout String) {
        text += "\""
        for scalar in string.unicodeScalars {
            switch scalar {
            case "\"": text += "\\\""
            case "\\": text += "\\\\"
            case "\n": text += "\\n"
            case "\r": text += "\\r"
            case "\t": text += "\\t"
            case "\u{0}"..."\u{1F}", "<", "\u{7F}", "\u{2028}", "\u{2029}":
                let digits = String(scalar.value, radix: 16)
                text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: text.unicodeScalars.append(scalar)
            }
        }
        text += "\""
    }
}

extension JSON: ExpressibleByDictionaryLiteral, ExpressibleByArrayLiteral, ExpressibleByStringLiteral,
    ExpressibleByIntegerLiteral, ExpressibleByNilLiteral
{
    package init(dictionaryLiteral fields: (String, JSON)...) { self = .object(fields) }

    package init(arrayLiteral elements: JSON...) { self = .array(elements) }

    package init(stringLiteral text: String) { self = .string(text) }

    package init(integerLiteral number: Int64) { self = .integer(number) }

    package init(nilLiteral: ()) { self = .null }
}
