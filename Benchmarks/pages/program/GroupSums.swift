import Archive
import Foundation
import MetricModel

/// The sum, the maximum and the number of a group's values of one subject, at each row of some archives.
struct GroupSums {
    /// As the group keeps it: of `cpu`, in cores.
    let definition: Definition
    /// Three for each column, row by row, for each archive.
    private(set) var rings: [[Double]]
    private let isCPU: Bool

    init(_ part: Part, rows: [Int]) {
        let fields = part.columns.map { part.definition.fields[$0] }
        isCPU = part.definition.subject.text == "cpu"
        let cores = Field(
            "cores", .cores, .gauge, in: 0...1e6, title: "Cores", summary: "The cores of the hosts that reported.")
        definition = Definition(
            subject: part.definition.subject, retention: part.definition.retention, pace: part.definition.pace,
            title: part.definition.title, fields: fields + (isCPU ? [cores] : []))
        let width = 3 * definition.fields.count
        rings = rows.map { [Double](repeating: 0, count: $0 * width) }
    }

    /// Adds a member's rows.
    mutating func add(_ values: [Double], to ring: Int, cores: Int) {
        let fields = definition.fields.count
        let columns = isCPU ? fields - 1 : fields
        let scale = isCPU ? Double(cores) / 100 : 1
        for row in 0..<(values.count / columns) {
            for column in 0..<fields {
                let value = column < columns ? values[row * columns + column] * scale : Double(cores)
                guard !values[row * columns].isNaN, !value.isNaN else { continue }
                let place = (row * fields + column) * 3
                rings[ring][place] += value
                rings[ring][place + 1] =
                    rings[ring][place + 2] == 0 ? value : max(rings[ring][place + 1], value)
                rings[ring][place + 2] += 1
            }
        }
    }

    /// What files hold: nothing where nobody reported, and sums that were never as high or as low as all members' extremes
    /// together, since those come at different times.
    func filed(_ archives: [RoundRobinArchive]) -> [[Double]] {
        archives.indices.map { index in
            let archive = archives[index]
            let means = archives.firstIndex {
                $0.consolidation == .average && $0.stepsPerRow == archive.stepsPerRow
            }
            var ring = rings[index]
            for place in stride(from: 0, to: ring.count, by: 3) {
                if ring[place + 2] == 0 {
                    (ring[place], ring[place + 1], ring[place + 2]) = (.nan, .nan, .nan)
                } else if let means, archive.consolidation != .average {
                    ring[place] = rings[means][place] + 0.3 * (ring[place] - rings[means][place])
                }
            }
            return ring
        }
    }

    /// A row of the only archive, as an update; nil where nobody reported.
    func update(_ row: Int) -> [Double]? {
        let width = 3 * definition.fields.count
        let values = Array(rings[0][row * width..<(row + 1) * width])
        guard values[2] > 0 else { return nil }
        return values
    }
}
