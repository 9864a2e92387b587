import Foundation
package import MetricModel

/// Moments as documents write them.
package enum ISO8601 {
    /// A moment in UTC with whole seconds: `2026-05-04T13:07:00Z`.
    package static func text(_ moment: Timestamp) -> String {
        Date(timeIntervalSince1970: Double(moment.seconds)).formatted(.iso8601)
    }
}
