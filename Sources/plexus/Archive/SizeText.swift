import Foundation

/// Sizes and moments as people read them.
enum SizeText {
    /// Three figures and a unit of thousands: `660 kB`, `1.25 GB`.
    static func bytes(_ count: Int) -> String {
        let units = ["B", "kB", "MB", "GB", "TB", "PB", "EB"]
        var value = Double(count)
        var unit = 0
        while value >= 999.5, unit < units.count - 1 {
            value /= 1000
            unit += 1
        }
        let decimals = unit == 0 || value >= 99.95 ? 0 : value >= 9.995 ? 1 : 2
        return String(format: "%.\(decimals)f", value) + " " + units[unit]
    }

    /// In groups of three digits: `5 660 874 780`, with narrow spaces that do not break.
    static func number(_ number: Int) -> String {
        let digits = Array(String(number.magnitude))
        let groups = stride(from: digits.count, to: 0, by: -3).map { String(digits[max(0, $0 - 3)..<$0]) }
        return (number < 0 ? "-" : "") + groups.reversed().joined(separator: "\u{202F}")
    }

    /// A number of things: `1 file`, `4 files`.
    static func count(_ number: Int, _ thing: String) -> String { "\(number) \(thing)\(number == 1 ? "" : "s")" }

    /// In UTC: `2026-05-04T13:07:00Z`; `-` for none.
    static func moment(_ moment: Date?) -> String { moment?.formatted(.iso8601) ?? "-" }

    /// A span in its largest whole unit: `90 s`, `15 min`, `36 h`, `400 d`.
    static func span(_ seconds: Int) -> String {
        for (unit, length) in [("d", 86_400), ("h", 3600), ("min", 60)] where seconds >= 2 * length || seconds == length
        {
            return "\(seconds / length) \(unit)"
        }
        return "\(seconds) s"
    }
}

/// Values as a program reads them: `snake_case`, times in ISO 8601, one document.
func printJSON(_ value: some Encodable) throws {
    let encoder = JSONEncoder()
    encoder.keyEncodingStrategy = .convertToSnakeCase
    encoder.dateEncodingStrategy = .iso8601
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    print(String(decoding: try encoder.encode(value), as: UTF8.self))
}
