package import Foundation

/// The time that a graph shows, in seconds since 1970: (from, to].
package struct TimeRange: Sendable, Hashable {
    package let from, to: Int

    /// - Precondition: `from` is before `to`, and neither before 1970.
    package init(from: Int, to: Int) {
        precondition(0 <= from && from < to, "a range must go forward")
        (self.from, self.to) = (from, to)
    }

    /// About how long a row should be, so that a picture has one for each pixel; at least 1.
    func secondsPerPixel(_ size: GraphSize) -> Int { max(1, (to - from) / size.width) }

    /// As in `2026-11-22 10:00–11:00 UTC`.
    package var text: String { text(in: .gmt) }

    /// As in `2026-11-22 11:00–12:00 UTC+1`; the zone's distance stands at both ends where they differ in it.
    package func text(in zone: TimeZone) -> String {
        let offsets = [from, to].map { zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double($0))) }
        let (start, end) = (CivilTime(seconds: from + offsets[0]), CivilTime(seconds: to + offsets[1]))
        let names = offsets.map(Self.name(ofOffset:))
        if offsets[0] != offsets[1] {
            return "\(start.date) \(start.clock) \(names[0]) – \(end.date) \(end.clock) \(names[1])"
        }
        return start.date == end.date
            ? "\(start.date) \(start.clock)–\(end.clock) \(names[0])"
            : "\(start.date) \(start.clock) – \(end.date) \(end.clock) \(names[0])"
    }

    /// `UTC`, `UTC+1`, `UTC−3:30`.
    private static func name(ofOffset seconds: Int) -> String {
        guard seconds != 0 else { return "UTC" }
        let minutes = abs(seconds) / 60
        let rest = minutes % 60
        let fraction = rest == 0 ? "" : rest < 10 ? ":0\(rest)" : ":\(rest)"
        return "UTC\(seconds < 0 ? "−" : "+")\(minutes / 60)\(fraction)"
    }
}
