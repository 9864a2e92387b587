package import Foundation

/// Values of some weeks by the hour of the week, on the clocks of a zone.
package struct HoursOfWeek: Sendable {
    /// Which of the values of an hour counts.
    package enum Statistic: String, Sendable, CaseIterable {
        case mean, p95, max
    }

    /// By weekday, Monday first, then by hour; NaN where nothing is known.
    package let values: [[Double]]

    /// Rows of more than an hour would be of several hours at once.
    package static let longestRow = 3600

    /// - Parameters:
    ///   - rows: NaN where unknown; each counts for the hour in which its middle lies.
    ///   - start: of the first row, seconds since 1970.
    ///   - step: seconds a row, ``longestRow`` at most.
    ///   - zone: whose clocks say which hour it is.
    ///   - statistic: what is made of an hour's values.
    package init(_ rows: [Double], start: Int, step: Int, zone: TimeZone, statistic: Statistic) {
        let clock = ZoneClock(zone, over: TimeRange(from: start, to: start + max(1, rows.count * step)))
        var hours = [[Double]](repeating: [], count: 7 * 24)
        for (row, value) in rows.enumerated() where value.isFinite {
            let middle = clock.local(start + row * step + step / 2)
            hours[middle.weekday * 24 + middle.hour].append(value)
        }
        let figures = hours.map { values -> Double in
            let statistics = SeriesStatistics(values)
            let figure =
                switch statistic {
                case .mean: statistics.mean
                case .p95: statistics.p95
                case .max: statistics.maximum
                }
            return figure ?? .nan
        }
        values = (0..<7).map { Array(figures[($0 * 24)..<($0 * 24 + 24)]) }
    }
}
