import Archive
import MetricModel

/// The means and maxima of each hour of a series that people plan with, of one host or of many, from which percentiles by
/// the hour and by the day are made.
struct PlannedHours {
    private let definition: Definition
    /// Of each host, hour by hour, the last one last: for each field one.
    private var means: [[Float]] = []
    private var maxima: [[Float]] = []
    private let columns: Int

    /// Nobody's.
    init(_ part: Part) {
        definition = part.definition
        columns = part.columns.count
    }

    private static let hours = 366 * 24

    /// A host's year.
    init(_ part: Part, past: inout HostPast) {
        self.init(part)
        func values(_ consolidation: Consolidation) -> [Float] {
            past.ring(
                RoundRobinArchive(consolidation, stepsPerRow: 1, rows: Self.hours, maximumUnknown: 0.5),
                step: HostPast.hour, of: part
            ).map { Float($0) }
        }
        means = [values(.average)]
        maxima = [values(.max)]
    }

    mutating func join(_ other: PlannedHours) {
        means += other.means
        maxima += other.maxima
    }

    /// The rows of percentile files, with what their columns mean.
    func rings(
        _ template: (Definition, Series) throws -> FileTemplate, of host: SimulatedHost?
    ) rethrows -> [(Definition, [[Double]])] {
        try PercentilePeriod.allCases.compactMap { period in
            guard let meaning = period.definition(of: definition) else { return nil }
            let series = Series.group(Park.cluster, meaning.subject)
            let rows = try template(meaning, series).archives[0].rows
            let length = period.seconds / HostPast.hour
            var ring = [Double](repeating: .nan, count: rows * columns * PercentilePeriod.shares.count)
            for row in max(0, rows - Self.hours / length)..<rows {
                let first = Self.hours - (rows - row) * length
                for column in 0..<columns {
                    let values = percentiles(of: first..<first + length, column)
                    let place = (row * columns + column) * values.count
                    ring.replaceSubrange(place..<place + values.count, with: values)
                }
            }
            return (meaning, [ring])
        }
    }

    private func percentiles(of hours: Range<Int>, _ column: Int) -> [Double] {
        var low: [Float] = []
        var high: [Float] = []
        low.reserveCapacity(hours.count * means.count)
        high.reserveCapacity(hours.count * means.count)
        for host in means.indices {
            for hour in hours where !means[host][hour * columns + column].isNaN {
                low.append(means[host][hour * columns + column])
                high.append(maxima[host][hour * columns + column])
            }
        }
        return Spread.percentiles(means: low, maxima: high)
    }
}
