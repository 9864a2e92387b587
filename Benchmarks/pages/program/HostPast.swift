import Archive
import MetricModel

/// What happened on a host up to a day's end, at each resolution that files keep.
struct HostPast {
    /// Seconds since 1970.
    let end: Int
    private var tables: [Key: MomentTable] = [:]
    private let host: SimulatedHost

    private struct Key: Hashable {
        let seconds: Int
        let consolidation: Consolidation
    }

    static let hour = 3600
    static let day = 86_400

    init(of host: SimulatedHost, until end: Int) {
        self.host = host
        self.end = end
    }

    /// What one archive of a file holds of a series, row by row, the oldest first; NaN before the host's time.
    mutating func ring(_ archive: RoundRobinArchive, step: Int, of part: Part) -> [Double] {
        let seconds = archive.stepsPerRow * step
        let columns = part.columns.count
        if seconds > Self.hour {
            let hours = values(every: Self.hour, archive.consolidation, Self.hour, of: part, rows: archive.rows * 24)
            return Self.fold(hours, by: seconds / Self.hour, columns, archive.consolidation)
        }
        return values(every: seconds, archive.consolidation, seconds, of: part, rows: archive.rows, columns)
    }

    private mutating func values(
        every seconds: Int, _ consolidation: Consolidation, _ length: Int, of part: Part, rows: Int,
        _ columns: Int? = nil
    ) -> [Double] {
        let columns = columns ?? part.columns.count
        let table = table(every: seconds, consolidation, rows: rows)
        var values = [Double](repeating: .nan, count: max(0, rows - table.count) * columns)
        values.reserveCapacity(rows * columns)
        let noisiness = (15 / Double(seconds)).squareRoot()
        for row in max(0, table.count - rows)..<table.count {
            part.append(row, of: table, noisiness: noisiness, to: &values)
        }
        return values
    }

    private mutating func table(every seconds: Int, _ consolidation: Consolidation, rows: Int) -> MomentTable {
        let key = Key(seconds: seconds, consolidation: consolidation)
        let start = max(host.joined, end - rows * seconds)
        if let known = tables[key], let first = known.ends.first, first <= start + seconds { return known }
        let reach: Double = consolidation == .max ? 1 : consolidation == .min ? -1 : 0
        let table = MomentTable(of: host, after: start, through: end, every: seconds, reach: reach)
        tables[key] = table
        return table
    }

    /// Makes one row of so many.
    private static func fold(
        _ values: [Double], by count: Int, _ columns: Int, _ consolidation: Consolidation
    ) -> [Double] {
        let rows = values.count / columns / count
        var result = [Double](repeating: .nan, count: rows * columns)
        for row in 0..<rows {
            for column in 0..<columns {
                var sum = 0.0
                var number = 0.0
                for part in 0..<count {
                    let value = values[(row * count + part) * columns + column]
                    guard !value.isNaN else { continue }
                    switch consolidation {
                    case .max: sum = number == 0 ? value : max(sum, value)
                    case .min: sum = number == 0 ? value : min(sum, value)
                    case .average, .last: sum += value
                    }
                    number += 1
                }
                guard number * 2 >= Double(count) else { continue }
                result[row * columns + column] = consolidation == .average ? sum / number : sum
            }
        }
        return result
    }
}
