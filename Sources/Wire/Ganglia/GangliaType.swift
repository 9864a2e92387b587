/// What a metric's metadata says its values are, whichever message then carries them: gmetric sends numbers as text.
package enum GangliaType: Hashable, Sendable {
    case string
    case int8, uint8, int16, uint16, int32, uint32
    case float, double
    /// Known to Ganglia's XML; no Ganglia program sends it.
    case timestamp
    /// A word that Ganglia does not know, as it was received.
    case other(String)

    /// Nine of them can be sent, by gmetric's `--type` too.
    package static let sendable: [GangliaType] = [
        .string, .int8, .uint8, .int16, .uint16, .int32, .uint32, .float, .double,
    ]

    package init(_ word: String) {
        self = (Self.sendable + [.timestamp]).first { $0.word == word } ?? .other(word)
    }

    /// The type's name in messages and in XML.
    package var word: String {
        switch self {
        case .string: "string"
        case .int8: "int8"
        case .uint8: "uint8"
        case .int16: "int16"
        case .uint16: "uint16"
        case .int32: "int32"
        case .uint32: "uint32"
        case .float: "float"
        case .double: "double"
        case .timestamp: "timestamp"
        case .other(let word): word
        }
    }

    /// Whether values are numbers, also when they arrive as text.
    package var isNumeric: Bool {
        switch self {
        case .string, .timestamp, .other: false
        case .int8, .uint8, .int16, .uint16, .int32, .uint32, .float, .double: true
        }
    }
}
