import Graphs
import MetricModel

/// The spans of time that pages offer.
package enum PageRange: String, Sendable, CaseIterable {
    case hour = "1h"
    case sixHours = "6h"
    case day = "1d"
    case week = "1w"
    case month = "1m"
    case year = "1y"

    package static let usual = PageRange.hour

    /// The range of a page's `?range=`; the usual one if there is none.
    package init(query text: String?) throws(WebError) {
        guard let text else {
            self = .usual
            return
        }
        guard let range = PageRange(rawValue: text) else {
            let all = PageRange.allCases.map(\.rawValue).joined(separator: ", ")
            throw .badRequest("range: expected one of \(all), found \"\(text.prefix(40))\"", hint: "try ?range=1d")
        }
        self = range
    }

    /// As links name it.
    var words: String {
        switch self {
        case .hour: "1 h"
        case .sixHours: "6 h"
        case .day: "1 d"
        case .week: "1 w"
        case .month: "1 m"
        case .year: "1 y"
        }
    }

    /// In full, for those who hear the page.
    var fullWords: String {
        switch self {
        case .hour: "1 hour"
        case .sixHours: "6 hours"
        case .day: "1 day"
        case .week: "1 week"
        case .month: "1 month"
        case .year: "1 year"
        }
    }

    /// Where a graph begins, as its `from`.
    var start: String {
        switch self {
        case .month: "-1mon"
        default: "-\(rawValue)"
        }
    }

    /// The time from the range's start to the present.
    func time(now: Timestamp) -> TimeRange {
        let now = Int(now.seconds)
        // The texts are our own.
        return (try? TimeText.range(from: start, to: "now", now: now)) ?? TimeRange(from: max(0, now - 3600), to: now)
    }
}
