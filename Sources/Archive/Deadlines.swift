package import MetricModel

/// When which series must be written; to the twentieth of a second, which keeps adding and asking cheap.
package struct Deadlines {
    /// Nanoseconds by the monotonic clock.
    package typealias Moment = UInt64

    /// Deadlines nearer to each other than this are one.
    private static let grain: Moment = 50_000_000

    private var due: [Moment: [Series]] = [:]

    package init() {}

    /// The next deadline; nil if there is none.
    package private(set) var next: Moment?

    package mutating func add(_ series: Series, at moment: Moment) {
        let slot = moment / Self.grain * Self.grain
        due[slot, default: []].append(series)
        next = min(next ?? slot, slot)
    }

    /// Takes out what is due, the most overdue first, and leaves what is more than `limit` for the next time.
    package mutating func popDue(at now: Moment, limit: Int = .max) -> [Series] {
        var taken: [Series] = []
        while let slot = next, slot <= now, taken.count < limit {
            var waiting = due[slot] ?? []
            let share = min(waiting.count, limit - taken.count)
            taken += waiting.suffix(share)
            waiting.removeLast(share)
            due[slot] = waiting.isEmpty ? nil : waiting
            if waiting.isEmpty { next = due.keys.min() }
        }
        return taken
    }

    /// When a series must be written whose first pending row came at `now`: the next of the moments that are the series'
    /// own, which come once in each `period` and at other times for others, so that the writing is spread out.
    ///
    /// - `period`: nanoseconds.
    package static func deadline(of series: Series, firstRowAt now: Moment, period: Moment) -> Moment {
        guard period > 0 else { return now }
        let phase = Moment(Double(period) * fraction(of: series))
        let passed = (now % period + period - phase % period) % period
        return now + (period - passed)
    }

    /// Where in any period a series' own moment lies, 0..<1.
    static func fraction(of series: Series) -> Double { Double(series.stableHash >> 11) / Double(1 << 53) }
}
