import Archive
import Foundation
import MetricModel
import Wire

/// The round-robin databases that gmetad would have left of the same hosts: a file for each of gmond's metrics, and the
/// cluster's and the grid's sums.
struct GangliaTree {
    private let park: Park
    private let shape: HostShape
    private let root: String
    private let end: Int
    private let single: FileTemplate
    private let summary: FileTemplate
    private var writer = PlainRowWriter()
    private static let step = 15
    private static let summaryFolder = "__SummaryInfo__"

    /// The default of gmetad 3.7's RRAs: a day, two weeks, a year.
    private static let archives = [(1, 5856), (4, 20_160), (40, 52_704)].map { stepsPerRow, rows in
        RoundRobinArchive(.average, stepsPerRow: stepsPerRow, rows: rows, maximumUnknown: 0.5)
    }

    /// - `root`: gmetad's `rrd_rootdir`.
    /// - `end`: when the history ends, in seconds since 1970.
    init(_ park: Park, _ shape: HostShape, in root: String, until end: Int) throws {
        self.park = park
        self.shape = shape
        self.root = root
        self.end = end / Self.step * Self.step
        try FileManager.default.createDirectory(atPath: root, withIntermediateDirectories: true)
        func template(_ columns: [String]) throws -> FileTemplate {
            try FileTemplate(
                columns, heartbeat: 8 * Self.step, Self.archives, step: Self.step, end: Park.day(of: end), in: root)
        }
        single = try template(["sum"])
        summary = try template(["sum", "num"])
    }

    /// Of one metric: for each archive, and for the steps since the last day's end, sum and number of each row.
    private struct Sums {
        var rings: [[Double]]
        var recent: [Double]

        mutating func add(_ values: [Double], to ring: Int?) {
            for (row, value) in values.enumerated() where !value.isNaN {
                if let ring {
                    rings[ring][2 * row] += value
                    rings[ring][2 * row + 1] += 1
                } else {
                    recent[2 * row] += value
                    recent[2 * row + 1] += 1
                }
            }
        }
    }

    mutating func write() throws {
        let day = Park.day(of: end)
        let steps = (end - day) / Self.step
        var sums: [String: Sums] = [:]
        for (number, host) in park.hosts.enumerated() {
            Progress.say("gmetad's files", number, of: park.hosts.count)
            let folder = "\(root)/\(Park.cluster)/\(host.key.name)"
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            var past = HostPast(of: host, until: day)
            let recent = MomentTable(of: host, after: day, through: end, every: Self.step)
            for part in shape.parts(of: host) where part.instance == nil {
                let metrics = GangliaColumn.all(of: part)
                guard !metrics.isEmpty else { continue }
                let rings = Self.archives.map { past.ring($0, step: Self.step, of: part) }
                var since: [Double] = []
                for row in 0..<recent.count { part.append(row, of: recent, noisiness: 1, to: &since) }
                for metric in metrics {
                    let columns = rings.map { metric.values(in: $0, width: part.columns.count) }
                    let path = "\(folder)/\(metric.name).rrd"
                    try single.write(columns, to: path)
                    let values = metric.values(in: since, width: part.columns.count)
                    try append(values, to: path, width: 1)
                    var sum =
                        sums.removeValue(forKey: metric.name)
                        ?? Sums(
                            rings: Self.archives.map { [Double](repeating: 0, count: 2 * $0.rows) },
                            recent: [Double](repeating: 0, count: 2 * steps))
                    for (index, column) in columns.enumerated() { sum.add(column, to: index) }
                    sum.add(values, to: nil)
                    sums[metric.name] = sum
                }
            }
        }
        for folder in ["\(root)/\(Park.cluster)/\(Self.summaryFolder)", "\(root)/\(Self.summaryFolder)"] {
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            for (name, sum) in sums {
                let path = "\(folder)/\(name).rrd"
                try summary.write(sum.rings, to: path)
                try append(sum.recent, to: path, width: 2)
            }
        }
    }

    /// Continues a file by the rows since the last day's end.
    private mutating func append(_ values: [Double], to path: String, width: Int) throws {
        guard let header = try RRDHeader(readingFrom: path, now: end) else { return }
        var batch = UpdateBatch(columns: width)
        for row in 0..<values.count / width {
            let time = Park.day(of: end) + (row + 1) * Self.step
            batch.append(values[row * width..<(row + 1) * width], at: UpdateBatch.Time(time))
        }
        guard !batch.times.isEmpty else { return }
        try writer.write(batch, to: CheckedFile(path: path, header: header))
    }
}
