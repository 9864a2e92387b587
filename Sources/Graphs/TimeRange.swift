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
    package var text: String {
        let (start, end) = (CivilTime(seconds: from), CivilTime(seconds: to))
        return start.date == end.date
            ? "\(start.date) \(start.clock)–\(end.clock) UTC"
            : "\(start.date) \(start.clock) – \(end.date) \(end.clock) UTC"
    }
}
