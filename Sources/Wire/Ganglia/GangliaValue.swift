/// One value, with the printf format that its sender wants it shown in.
///
/// The type says how the value travelled. What it means is the metadata's business: gmetric sends every value as text.
package struct GangliaValue: Sendable, Equatable {
    package var format: String
    package var content: Content

    package enum Content: Sendable, Equatable {
        case ushort(UInt16)
        case short(Int16)
        case int(Int32)
        case uint(UInt32)
        case string(String)
        case float(Float)
        case double(Double)
    }

    package init(_ content: Content, format: String) {
        self.content = content
        self.format = format
    }

    /// The value as a number in the metadata's units, parsed if it came as text.
    ///
    /// nil if it is none, not finite, or too large. A text may look like a number though the metadata says `string`.
    package var number: Double? {
        let number: Double? =
            switch content {
            case .ushort(let value): Double(value)
            case .short(let value): Double(value)
            case .int(let value): Double(value)
            case .uint(let value): Double(value)
            case .float(let value): Double(value)
            case .double(let value): value
            case .string(let text): Double(gangliaText: text)
            }
        guard let number, number.isFinite else { return nil }
        return number
    }

    /// The text that gmond would show, its XML's `VAL` before escaping.
    ///
    /// A format that is unsafe, unknown or does not fit the value's type is ignored: gmond hands it to its own printf,
    /// which one datagram can then crash.
    package var formatted: String {
        GangliaFormat(format)?.text(of: content) ?? content.description
    }
}

extension GangliaValue.Content: CustomStringConvertible {
    /// The value without any format; numbers with as many digits as tell them apart.
    package var description: String {
        switch self {
        case .ushort(let value): "\(value)"
        case .short(let value): "\(value)"
        case .int(let value): "\(value)"
        case .uint(let value): "\(value)"
        case .float(let value): "\(value)"
        case .double(let value): "\(value)"
        case .string(let text): text
        }
    }
}

extension Double {
    /// Reads a number as C's `strtod` does (`12`, `.5`, `1e-7`, `0x1F`), blanks around it allowed.
    ///
    /// nil for anything else, and for what is not a finite number.
    init?(gangliaText text: String) {
        let isBlank = { (byte: UInt8) in byte == 0x20 || (0x09...0x0D).contains(byte) }
        let bytes = text.utf8.drop(while: isBlank)
        guard let last = bytes.lastIndex(where: { !isBlank($0) }) else { return nil }
        let digits = bytes[...last]
        // The standard library also reads words, and stops at a NUL.
        guard
            digits.allSatisfy({ byte in
                switch byte {
                case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "f"),
                    UInt8(ascii: "A")...UInt8(ascii: "F"), UInt8(ascii: "x"), UInt8(ascii: "X"), UInt8(ascii: "p"),
                    UInt8(ascii: "P"), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."):
                    true
                default: false
                }
            }), let number = Double(Substring(digits)), number.isFinite
        else { return nil }
        self = number
    }
}
