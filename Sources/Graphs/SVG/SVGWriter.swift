/// Markup as it grows: everything of a picture goes into one buffer.
///
/// ``text(_:)`` is the only way for words, and lets none of them be taken for markup.
struct SVGWriter {
    private(set) var bytes: [UInt8] = []

    init(capacity: Int = 16_384) { bytes.reserveCapacity(capacity) }

    var string: String { String(decoding: bytes, as: UTF8.self) }

    /// Markup as it is.
    static func += (writer: inout SVGWriter, markup: StaticString) {
        writer.bytes.append(contentsOf: UnsafeBufferPointer(start: markup.utf8Start, count: markup.utf8CodeUnitCount))
    }

    /// Markup that was made by this renderer, and holds no words of others.
    mutating func markup(_ made: String) { bytes.append(contentsOf: made.utf8) }

    mutating func markup(_ letter: UInt8) { bytes.append(letter) }

    /// Markup that was written apart.
    mutating func append(_ other: SVGWriter) { bytes.append(contentsOf: other.bytes) }

    /// Words of any origin, in an element or in an attribute in double quotes.
    ///
    /// XML has no way to write most control characters; they become U+FFFD.
    mutating func text(_ words: String) {
        for scalar in words.unicodeScalars {
            switch scalar {
            case "&": self += "&amp;"
            case "<": self += "&lt;"
            case ">": self += "&gt;"
            case "\"": self += "&quot;"
            case "'": self += "&#39;"
            case "\u{0}"..<" ", "\u{7F}"..."\u{9F}", "\u{FFFE}", "\u{FFFF}": self += "\u{FFFD}"
            case " "..."~": bytes.append(UInt8(truncatingIfNeeded: scalar.value))
            default: bytes.append(contentsOf: String(Character(scalar)).utf8)
            }
        }
    }

    mutating func number(_ value: Int) {
        guard value < 0 || value > 9 else {
            bytes.append(UInt8(ascii: "0") + UInt8(value))
            return
        }
        if value < 0 { bytes.append(UInt8(ascii: "-")) }
        var rest = value.magnitude
        // Most numbers of a path are as short as that.
        if rest < 100 {
            if rest > 9 { bytes.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest / 10)) }
            bytes.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10))
            return
        }
        let first = bytes.count
        repeat {
            bytes.append(UInt8(ascii: "0") + UInt8(rest % 10))
            rest /= 10
        } while rest > 0
        bytes[first...].reverse()
    }

    /// A length in pixels, to a tenth of one.
    mutating func number(_ value: Double) {
        let tenths = Int((value * 10).rounded())
        if tenths < 0 { bytes.append(UInt8(ascii: "-")) }
        let size = tenths.magnitude
        number(Int(size / 10))
        if size % 10 != 0 {
            bytes.append(UInt8(ascii: "."))
            number(Int(size % 10))
        }
    }

    mutating func attribute(_ name: StaticString, _ value: Double) { attribute(name) { $0.number(value) } }

    mutating func attribute(_ name: StaticString, _ value: Int) { attribute(name) { $0.number(value) } }

    mutating func attribute(_ name: StaticString, _ value: String) { attribute(name) { $0.text(value) } }

    private mutating func attribute(_ name: StaticString, _ write: (inout SVGWriter) -> Void) {
        self += " "
        self += name
        self += "=\""
        write(&self)
        self += "\""
    }

    mutating func title(_ words: String) {
        self += "<title>"
        text(words)
        self += "</title>"
    }

    /// A path with a class; nothing if nothing was drawn.
    mutating func path(_ name: StaticString, _ pen: consuming PathPen, title words: String? = nil) {
        let commands = pen.finished()
        guard !commands.bytes.isEmpty else { return }
        self += "<path class=\""
        self += name
        self += "\" d=\""
        bytes.append(contentsOf: commands.bytes)
        if let words {
            self += "\">"
            title(words)
            self += "</path>"
        } else {
            self += "\"/>"
        }
    }

    /// Words at a place, whose class says how they lie about it and look; none for the plain look.
    mutating func label(_ words: String, x: Double, y: Double, class name: StaticString = "") {
        self += "<text"
        if name.utf8CodeUnitCount > 0 {
            self += " class=\""
            self += name
            self += "\""
        }
        attribute("x", x)
        attribute("y", y)
        self += ">"
        text(words)
        self += "</text>"
    }
}
