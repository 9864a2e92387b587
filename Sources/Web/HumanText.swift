package import Foundation
import Graphs
package import MetricModel

/// Values as people read them: three significant figures or so, and the unit after a space that does not break.
package enum HumanText {
    /// What stands for a value that is not known; never a zero.
    package static let unknown = "–"

    /// A value of a field: `12.4 %`, `3.7 GiB`, `12 ms`.
    ///
    /// - `zone`: whose clocks show a moment.
    package static func value(_ value: Double, of field: Field, in zone: TimeZone) -> String {
        guard value.isFinite else { return unknown }
        if field.unit == .seconds, field.name == bootTime, let moment = Timestamp(plausible: value) {
            return self.moment(moment, in: zone)
        }
        return self.value(value, in: field.unit)
    }

    private static let bootTime = FieldName(literal: "boot_time")

    package static func value(_ value: Double, in unit: MetricModel.Unit) -> String {
        guard value.isFinite else { return unknown }
        switch unit {
        case .bytes: return bytes(value)
        // Rates and counts in thousands, sizes of memory and file systems in 1024s: as the graphs have them.
        case .bytesPerSecond: return thousands(value) + "B/s"
        case .percent: return percent(value)
        case .seconds: return value.magnitude < 60 ? shortTime(value) : duration(value)
        case .perSecond: return thousands(value) + "/s"
        case .none: return count(value)
        case .cores: return count(value) + "\u{A0}cores"
        default: return count(value) + "\u{A0}" + unit.symbol
        }
    }

    /// Bytes in powers of 1024.
    package static func bytes(_ value: Double) -> String {
        guard value.isFinite else { return unknown }
        var value = value
        var prefix = 0
        while value.magnitude >= 1023.5, prefix < binaryPrefixes.count - 1 {
            value /= 1024
            prefix += 1
        }
        return (prefix == 0 ? fixed(value, value == value.rounded() ? 0 : 1) : figures(value))
            + "\u{A0}" + binaryPrefixes[prefix]
    }

    private static let binaryPrefixes = ["B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"]

    package static func percent(_ value: Double) -> String {
        value.isFinite ? fixed(value, 1) + "\u{A0}%" : unknown
    }

    /// A number of things: whole if it is whole, else with two decimals.
    package static func count(_ value: Double) -> String {
        guard value.isFinite else { return unknown }
        return value == value.rounded() ? grouped(value) : value.magnitude < 1000 ? fixed(value, 2) : grouped(value)
    }

    /// A load average, always with two decimals so that a column lines up; unknown if nil.
    package static func load(_ value: Double?) -> String { value.map { fixed($0, 2) } ?? unknown }

    /// Bytes per second; unknown if nil.
    package static func traffic(_ value: Double?) -> String {
        value.map { self.value($0, in: .bytesPerSecond) } ?? unknown
    }

    /// What comes in and goes out, in bytes per second; unknown if both are.
    package static func traffic(_ received: Double?, _ sent: Double?) -> String {
        guard received != nil || sent != nil else { return unknown }
        return [received, sent].map(traffic).joined(separator: " · ")
    }

    /// A span of time in its two largest parts: `3 d 4 h`, `12 min`, `8 s`.
    package static func duration(_ seconds: Double) -> String {
        guard seconds.isFinite, seconds.magnitude < 1e12 else { return unknown }
        let whole = Int64(seconds.magnitude.rounded())
        let sign = seconds < 0 ? "−" : ""
        let parts = [
            (whole / 86400, "d"), (whole / 3600 % 24, "h"), (whole / 60 % 60, "min"), (whole % 60, "s"),
        ]
        guard let first = parts.firstIndex(where: { $0.0 > 0 }) else { return "0\u{A0}s" }
        let shown = parts[first..<min(first + 2, parts.count)].filter { $0.0 > 0 }
        return sign + shown.map { "\($0.0)\u{A0}\($0.1)" }.joined(separator: " ")
    }

    /// How long ago something was: `8 s ago`; what lies ahead by the clocks' difference is `now`.
    package static func ago(_ moment: Timestamp, at now: Timestamp) -> String {
        let seconds = Double(now - moment) / 1000
        return seconds < 1 ? "now" : duration(seconds) + " ago"
    }

    /// A moment as a zone's clocks show it: `2026-05-04 13:07 UTC+02:00 DST`.
    package static func moment(_ moment: Timestamp, in zone: TimeZone) -> String {
        let seconds = Int(moment.seconds)
        return zone.text(at: seconds - seconds % 60)
    }

    private static func shortTime(_ seconds: Double) -> String {
        switch seconds.magnitude {
        case 0: "0\u{A0}s"
        case ..<0.001: fixed(seconds * 1e6, 0) + "\u{A0}µs"
        case ..<1: figures(seconds * 1000) + "\u{A0}ms"
        default: figures(seconds) + "\u{A0}s"
        }
    }

    /// A number with its decimal prefix; the unit follows directly.
    private static func thousands(_ value: Double) -> String {
        switch value.magnitude {
        case ..<999.5: figures(value) + "\u{A0}"
        case ..<999.5e3: figures(value / 1e3) + "\u{A0}k"
        case ..<999.5e6: figures(value / 1e6) + "\u{A0}M"
        case ..<999.5e9: figures(value / 1e9) + "\u{A0}G"
        default: figures(value / 1e12) + "\u{A0}T"
        }
    }

    /// Three significant figures for numbers under a thousand.
    private static func figures(_ value: Double) -> String {
        switch value.magnitude {
        case 0: "0"
        case ..<9.995: fixed(value, 2)
        case ..<99.95: fixed(value, 1)
        default: fixed(value, 0)
        }
    }

    /// A whole number with a thin space between thousands.
    private static func grouped(_ value: Double) -> String {
        guard value.magnitude < 1e15 else { return fixed(value, 0) }
        var digits = fixed(value.magnitude, 0)
        var groups: [String] = []
        while digits.count > 3 {
            groups.insert(String(digits.suffix(3)), at: 0)
            digits.removeLast(3)
        }
        return (value < 0 ? "−" : "") + ([digits] + groups).joined(separator: "\u{202F}")
    }

    /// With so many decimals, or a power of ten where there would be more digits than anybody reads.
    private static func fixed(_ value: Double, _ decimals: Int) -> String {
        value.magnitude < 1e15 ? FixedText.of(value, decimals: decimals) : String(format: "%.2e", value)
    }
}

extension Timestamp {
    /// A moment in seconds since 1970 that somebody sent; nil if no calendar would show it.
    package init?(plausible seconds: Double) {
        guard (0...1e11).contains(seconds) else { return nil }
        self.init(seconds: Int64(seconds))
    }
}
