/// The one conversion that a printf format of Ganglia's consists of: `%[flags][width][.precision][h|l|ll]` and one of
/// `d i u x f e g s`.
///
/// Formats come from the network, so they are parsed, bounded and applied here and never reach a printf.
struct GangliaFormat: Equatable {
    var flags: Flags = []
    var width = 0
    /// Decimal places, significant digits or bytes, by the conversion.
    var precision: Int?
    var length = Length.none
    var conversion: Conversion

    /// The largest width and precision: nobody needs more, and text must not grow by what a stranger asks for.
    static let maximumWidth = 64

    struct Flags: OptionSet {
        let rawValue: UInt8
        static let leftAligned = Flags(rawValue: 1)
        static let plusSign = Flags(rawValue: 2)
        static let blankSign = Flags(rawValue: 4)
        static let alternate = Flags(rawValue: 8)
        static let zeroPadded = Flags(rawValue: 16)
    }

    enum Length { case none, short, long, longLong }

    enum Conversion {
        case signed, unsigned, hexadecimal
        case fixed, exponential, general
        case string
    }

    /// nil if the text is anything else than exactly one such conversion.
    init?(_ text: String) {
        var rest = Substring(text).utf8
        guard rest.popFirst() == UInt8(ascii: "%") else { return nil }
        while let byte = rest.first, let flag = Flags(byte) {
            flags.insert(flag)
            rest.removeFirst()
        }
        guard let width = Self.number(from: &rest) else { return nil }
        self.width = width
        if rest.first == UInt8(ascii: ".") {
            rest.removeFirst()
            guard let precision = Self.number(from: &rest) else { return nil }
            self.precision = precision
        }
        if rest.first == UInt8(ascii: "h") {
            rest.removeFirst()
            length = .short
        }
        while rest.first == UInt8(ascii: "l") {
            rest.removeFirst()
            switch length {
            case .none: length = .long
            case .long: length = .longLong
            case .short, .longLong: return nil
            }
        }
        guard let byte = rest.popFirst(), let conversion = Conversion(byte), rest.isEmpty else { return nil }
        self.conversion = conversion
    }

    /// The decimal number at the front, 0 if there is none; nil if it is over the maximum.
    private static func number(from rest: inout Substring.UTF8View) -> Int? {
        var number = 0
        while let byte = rest.first, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) {
            number = number * 10 + Int(byte - UInt8(ascii: "0"))
            guard number <= maximumWidth else { return nil }
            rest.removeFirst()
        }
        return number
    }
}

extension GangliaFormat.Flags {
    fileprivate init?(_ byte: UInt8) {
        switch byte {
        case UInt8(ascii: "-"): self = .leftAligned
        case UInt8(ascii: "+"): self = .plusSign
        case UInt8(ascii: " "): self = .blankSign
        case UInt8(ascii: "#"): self = .alternate
        case UInt8(ascii: "0"): self = .zeroPadded
        default: return nil
        }
    }
}

extension GangliaFormat.Conversion {
    fileprivate init?(_ byte: UInt8) {
        switch byte {
        case UInt8(ascii: "d"), UInt8(ascii: "i"): self = .signed
        case UInt8(ascii: "u"): self = .unsigned
        case UInt8(ascii: "x"): self = .hexadecimal
        case UInt8(ascii: "f"): self = .fixed
        case UInt8(ascii: "e"): self = .exponential
        case UInt8(ascii: "g"): self = .general
        case UInt8(ascii: "s"): self = .string
        default: return nil
        }
    }
}
