import Foundation

/// A zone's clock over a stretch of time: what it shows when, and when it shows something.
///
/// Asking Foundation is slow, so it is asked once, for the moments at which the zone's offset changes.
struct ZoneClock {
    /// From a moment on the zone is so many seconds ahead of UTC.
    private struct Segment {
        let start, offset: Int
    }

    private let segments: [Segment]

    private static let day = 86_400

    init(_ zone: TimeZone, over time: TimeRange) {
        // Days at both ends may be asked for whole.
        let (from, to) = (time.from - 32 * Self.day, time.to + 32 * Self.day)
        var segments = [Segment(start: .min, offset: zone.offset(at: from))]
        guard zone != .gmt else {
            self.segments = segments
            return
        }
        // No zone changes its offset twice within less than a few weeks.
        let stride = max(14 * Self.day, (to - from) / 400)
        var known = from
        while known < to {
            let next = min(known + stride, to)
            let after = zone.offset(at: next)
            if let last = segments.last, last.offset != after {
                var (low, high) = (known, next)
                while high - low > 1 {
                    let middle = low + (high - low) / 2
                    if zone.offset(at: middle) == last.offset { low = middle } else { high = middle }
                }
                segments.append(Segment(start: high, offset: zone.offset(at: high)))
            }
            known = next
        }
        self.segments = segments
    }

    /// Seconds that the zone is ahead of UTC.
    func offset(at seconds: Int) -> Int { segments.last { $0.start <= seconds }?.offset ?? 0 }

    /// What the clock shows.
    func local(_ seconds: Int) -> CivilTime { CivilTime(seconds: seconds + offset(at: seconds)) }

    /// The first moment at which the clock shows a time or a later one: where it leaps over the time, that of the leap.
    func moment(of local: CivilTime) -> Int {
        let wanted = local.seconds
        var best = Int.max
        for (index, segment) in segments.enumerated() {
            let end = index + 1 < segments.count ? segments[index + 1].start : .max
            let moment = max(segment.start, wanted - segment.offset)
            if moment < end { best = min(best, moment) }
        }
        return best
    }

    /// The moments in a range at which the clock shows a multiple of so many seconds since midnight; an hour that comes
    /// twice has its own twice.
    ///
    /// - `step`: divides a day.
    func multiples(of step: Int, in time: TimeRange) -> [Int] {
        var moments: [Int] = []
        for (index, segment) in segments.enumerated() {
            let end = index + 1 < segments.count ? segments[index + 1].start - 1 : .max
            let (from, to) = (max(segment.start, time.from), min(end, time.to))
            guard from <= to else { continue }
            var local = (from + segment.offset + step - 1) / step * step
            while local - segment.offset <= to {
                moments.append(local - segment.offset)
                local += step
            }
        }
        return moments
    }
}
