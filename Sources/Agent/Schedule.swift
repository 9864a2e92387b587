package import MetricModel

/// When an agent samples, reports and sends, by the wall clock: every whole second; at whole multiples of the interval;
/// and a while after that, which differs from host to host so that a thousand hosts do not burst.
package struct Schedule: Sendable, Equatable {
    /// Seconds between two reports.
    package let interval: Int64
    /// Milliseconds from a report to its sending.
    package let delay: Int64
    private var lastSecond: Int64
    private var lastReport: Int64

    /// A schedule that begins now; the first report covers what is left of the interval, if that is a second or more.
    package init(interval: Int, delay: Int64, at now: Timestamp) {
        self.interval = Int64(interval)
        self.delay = delay
        lastSecond = now.seconds
        // What begins less than a second before a report is no interval to speak of.
        lastReport = (now + 999).seconds / Int64(interval)
    }

    /// A delay in milliseconds that a hash decides, so that it stays the same: less than 80 % of the interval, since the
    /// rest is left for the way, and less than ``longestDelay``.
    package static func delay(hash: UInt64, interval: Int) -> Int64 {
        Int64(hash % UInt64(min(interval * 800, longestDelay)))
    }

    /// Milliseconds over which sending is spread at most: heartbeats and answers wait behind the values.
    package static let longestDelay = 16_000

    /// The next moment at which there is something to do.
    package func nextSecond(after now: Timestamp) -> Timestamp { Timestamp(seconds: now.seconds + 1) }

    /// Whether a new second has begun since the last call; also after the clock was set back.
    package mutating func isNewSecond(_ now: Timestamp) -> Bool {
        defer { lastSecond = now.seconds }
        return now.seconds != lastSecond
    }

    /// Whether an interval has ended since the last call; also after the clock was set back.
    package mutating func isReportDue(_ now: Timestamp) -> Bool {
        defer { lastReport = now.seconds / interval }
        return now.seconds / interval != lastReport
    }
}
