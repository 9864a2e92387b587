/// How many tasks the kernel counted as load at its last sampling, worked out from the one-minute average.
///
/// Every 5 s (and one timer tick) the kernel counts the tasks that are runnable or in uninterruptible sleep, and sets
/// `average = average · e + count · (1 − e)` with e = 1884/2048 (`kernel/sched/loadavg.c`: `EXP_1`, `FIXED_1`,
/// `LOAD_FREQ`). Hence `count = (new − old · e) ÷ (1 − e)`.
///
/// The file shows two decimals, rounded: each average lies within 0.0052 of the true one, which 1 ÷ (1 − e) = 12.5 makes
/// 0.120 of the count; the kernel's own rounding, to 1/2048, adds 0.006. So the count, which is a whole number, is exact
/// after rounding, and what is further than 0.13 from a whole number was not made by one sampling and is unknown.
///
/// Two readings no more than 5 s apart have at most one sampling between them. It may leave the two decimals as they
/// are: where they have not changed for 6 s there was one for certain, and the formula gives the average itself. A new
/// count is therefore known at the next reading if it moves the average, else after 6 s.
package struct ActiveTasks: Sendable {
    /// Tasks at the last sampling; nil while that cannot be told.
    package private(set) var count: Int?
    private var average: Double?
    private var readAt: UInt64 = 0
    /// When the average changed, or began to be watched.
    private var steadySince: UInt64 = 0

    private static let decay = 1884.0 / 2048
    private static let tolerance = 0.13
    /// The kernel's samplings lie further apart than this, in nanoseconds, whatever the length of its timer tick.
    private static let oneSampling: UInt64 = 5_000_000_000
    /// In as many nanoseconds there was a sampling for certain.
    private static let aSampling: UInt64 = 6_000_000_000

    package init() {}

    /// Takes in the one-minute average as it was read at a moment of the monotonic clock, in nanoseconds.
    package mutating func add(_ new: Double, at now: UInt64) {
        defer { (average, readAt) = (new, now) }
        guard let average, now >= readAt, now - readAt <= Self.oneSampling else {
            count = nil
            steadySince = now
            return
        }
        if new != average {
            count = Self.count(from: average, to: new)
            steadySince = now
        } else if now - steadySince >= Self.aSampling {
            count = Self.count(from: new, to: new)
        }
    }

    /// Forgets the readings.
    package mutating func forget() { self = ActiveTasks() }

    private static func count(from old: Double, to new: Double) -> Int? {
        let estimate = (new - old * decay) / (1 - decay)
        let whole = estimate.rounded()
        guard whole >= 0, abs(estimate - whole) <= tolerance else { return nil }
        return Int(exactly: whole)
    }
}
