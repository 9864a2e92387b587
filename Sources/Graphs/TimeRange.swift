package import Foundation

/// The time that a graph shows, in seconds since 1970: (from, to].
package struct TimeRange: Sendable, Hashable {
    package let from, to: Int

    /// What archives and calendars can handle: 1980 to 9999.
    package static let limits = Moment.range

    /// - Precondition: `from` is before `to`, and neither before 1970.
    package init(from: Int, to: Int) {
        precondition(0 <= from && from < to, "a range must go forward")
        (self.from, self.to) = (from, to)
    }

    /// About how long a row should be, so that a picture has one for each pixel; at least 1.
    func secondsPerPixel(_ size: GraphSize) -> Int { max(1, (to - from) / size.width) }

    /// As in `2026-11-22 10:00–11:00 UTC+01:00`, with both offsets where the clocks are changed in between.
    package func text(in zone: TimeZone) -> String {
        let (start, end) = (zone.civil(at: from), zone.civil(at: to))
        let (first, last) = (zone.offsetText(at: from), zone.offsetText(at: to))
        guard first == last else { return "\(zone.text(at: from)) – \(zone.text(at: to))" }
        return start.date == end.date
            ? "\(start.date) \(start.clock)–\(end.clock) \(last)"
            : "\(start.date) \(start.clock) – \(end.date) \(end.clock) \(last)"
    }
}
