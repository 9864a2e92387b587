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

    /// - Returns: the deadline, to the grain.
    @discardableResult
    package mutating func add(_ series: Series, at moment: Moment) -> Moment {
        let slot = moment / Self.grain * Self.grain
        due[slot, default: []].append(series)
        next = min(next ?? slot, slot)
        return slot
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
    ///
    /// Those of one host lie near each other: their files do so too in the tables of the file system, which writes a block
    /// of sixteen for each that has changed.
    static func fraction(of series: Series) -> Double {
        let spread = 1.0 / 32
        let fraction = unit(series.stableOwnersHash) + unit(series.stableHash) * spread
        return fraction < 1 ? fraction : fraction - 1
    }

    /// Names that differ in their last letter only have hashes near each other.
    private static func unit(_ hash: UInt64) -> Double {
        let mixed = (hash ^ hash >> 32) &* 0x9E37_79B9_7F4A_7C15
        return Double((mixed ^ mixed >> 29) >> 11) / Double(1 << 53)
    }
}
