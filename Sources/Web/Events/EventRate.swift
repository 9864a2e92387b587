package import MetricModel
import Synchronization

/// How often events are taken: a program that has gone wild must not fill the log.
package final class EventRate: Sendable {
    private struct Bucket {
        /// How many may come at once.
        var tokens: Double
        var at: Int64
    }

    package init() {}

    private let bucket = Mutex(Bucket(tokens: EventRate.burst, at: 0))

    package static let burst = 60.0
    static let perSecond = 2.0

    /// nil if one may come now; else after how many seconds.
    package func take(at now: Timestamp) -> Int? {
        bucket.withLock { bucket in
            let passed = max(0, Double(now.milliseconds - bucket.at) / 1000)
            bucket.tokens = min(Self.burst, bucket.tokens + passed * Self.perSecond)
            bucket.at = now.milliseconds
            guard bucket.tokens >= 1 else { return Int(((1 - bucket.tokens) / Self.perSecond).rounded(.up)) }
            bucket.tokens -= 1
            return nil
        }
    }
}
