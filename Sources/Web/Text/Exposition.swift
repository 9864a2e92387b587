/// Text in the Prometheus format 0.0.4: families of samples, each family in one piece.
struct Exposition {
    private(set) var text = ""

    static let contentType = "text/plain; version=0.0.4; charset=utf-8"

    enum Kind: String {
        case gauge, counter
    }

    /// Begins a family.
    mutating func family(_ name: String, _ kind: Kind, _ help: String) {
        text += "# HELP \(name) "
        Self.write(help, to: &text, quotes: false)
        text += "\n# TYPE \(name) \(kind.rawValue)\n"
    }

    /// A family of one sample; left out if the value is not known.
    mutating func single(_ name: String, _ kind: Kind, _ value: Double?, _ help: String) {
        guard let value else { return }
        family(name, kind, help)
        sample(name, [], value)
    }

    mutating func single(_ name: String, _ kind: Kind, _ value: some BinaryInteger, _ help: String) {
        single(name, kind, Double(value), help)
    }

    /// - `milliseconds`: since 1970; nil for the present.
    mutating func sample(
        _ name: String, _ labels: [(name: String, value: String)], _ value: Double, at milliseconds: Int64? = nil
    ) {
        text += name
        if !labels.isEmpty {
            text += "{"
            for (index, label) in labels.enumerated() {
                text += index > 0 ? ",\(label.name)=\"" : "\(label.name)=\""
                Self.write(label.value, to: &text, quotes: true)
                text += "\""
            }
            text += "}"
        }
        text += " "
        text += Self.number(value)
        if let milliseconds { text += " \(milliseconds)" }
        text += "\n"
    }

    /// Hands out what has been written.
    mutating func take() -> String {
        defer { text = "" }
        return text
    }

    private static func number(_ value: Double) -> String {
        if value.isNaN { return "NaN" }
        if value.isInfinite { return value > 0 ? "+Inf" : "-Inf" }
        if value == value.rounded(), value.magnitude < 0x1p53 { return String(Int64(value)) }
        return "\(value)"
    }

    /// Backslashes and line feeds are escaped everywhere, quotes in labels only.
    private static func write(_ words: String, to text: inout String, quotes: Bool) {
        guard words.utf8.contains(where: { $0 == 0x5C || $0 == 0x0A || $0 == 0x22 }) else {
            text += words
            return
        }
        for scalar in words.unicodeScalars {
            switch scalar {
            case "\\": text += "\\\\"
            case "\n": text += "\\n"
            case "\"" where quotes: text += "\\\""
            default: text.unicodeScalars.append(scalar)
            }
        }
    }
}
