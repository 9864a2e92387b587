/// The spans of time that pages offer, up to the present.
package enum RangePreset: String, Sendable, CaseIterable {
    case hour = "1h"
    case threeHours = "3h"
    case twelveHours = "12h"
    case day = "24h"
    case week = "7d"
    case month = "30d"
    case quarter = "90d"
    case year = "1y"

    package static let usual = RangePreset.hour

    /// A preset by its name, or by one that it once had.
    package init?(named text: String) {
        switch text {
        case "1d": self = .day
        case "1w": self = .week
        case "1m": self = .month
        default: self.init(rawValue: text)
        }
    }

    /// As links name it.
    var words: String {
        switch self {
        case .hour: "1 h"
        case .threeHours: "3 h"
        case .twelveHours: "12 h"
        case .day: "24 h"
        case .week: "7 d"
        case .month: "30 d"
        case .quarter: "90 d"
        case .year: "1 y"
        }
    }

    /// In full, for those who hear the page.
    var fullWords: String {
        switch self {
        case .hour: "1 hour"
        case .threeHours: "3 hours"
        case .twelveHours: "12 hours"
        case .day: "24 hours"
        case .week: "7 days"
        case .month: "30 days"
        case .quarter: "90 days"
        case .year: "1 year"
        }
    }

    /// Where a graph begins, as its `from`.
    var start: String { "-\(rawValue)" }
}
