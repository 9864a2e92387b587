import Archive
import Foundation
import MetricModel

/// Continues files with rows of every step, as an aggregator does.
struct RecentWriter {
    private let park: Park
    private let shape: HostShape
    private let layout: ArchiveLayout
    private var writer = PlainRowWriter()
    private static let step = 15

    init(_ park: Park, _ shape: HostShape, in directory: String) {
        self.park = park
        self.shape = shape
        layout = ArchiveLayout(directory: directory)
    }

    /// - `end`: seconds since 1970, a multiple of a step.
    mutating func write(through end: Int) throws {
        guard let first = park.hosts.first, let part = shape.parts(of: first).first,
            let file = try file(of: .host(first.key, part.definition.subject, part.instance))
        else { return }
        var start = file.lastUpdate / Self.step * Self.step
        while start < end {
            let next = min(end, Park.day(of: start) + 86_400)
            try write(after: start, through: next)
            start = next
        }
    }

    /// Of one day at most.
    private mutating func write(after start: Int, through end: Int) throws {
        let rows = (end - start) / Self.step
        var groups: [GroupName: [SubjectName: GroupSums]] = [:]
        for (number, host) in park.hosts.enumerated() {
            Progress.say("the steps since", number, of: park.hosts.count)
            let moments = MomentTable(of: host, after: start, through: end, every: Self.step)
            for part in shape.parts(of: host) {
                var values: [Double] = []
                values.reserveCapacity(rows * part.columns.count)
                for row in 0..<moments.count { part.append(row, of: moments, noisiness: 1, to: &values) }
                let width = part.columns.count
                try append(to: .host(host.key, part.definition.subject, part.instance), width, moments.ends) {
                    let row = values[$0 * width..<($0 + 1) * width]
                    return row.allSatisfy(\.isNaN) ? nil : Array(row)
                }
                guard part.instance == nil else { continue }
                for name in [Park.cluster, host.group] {
                    var sums = groups[name]?[part.definition.subject] ?? GroupSums(part, rows: [rows])
                    groups[name]?[part.definition.subject] = nil
                    sums.add(values, to: 0, cores: host.cores)
                    groups[name, default: [:]][part.definition.subject] = sums
                }
            }
        }
        let ends = Array(stride(from: start + Self.step, through: end, by: Self.step))
        for (name, subjects) in groups {
            for (subject, sums) in subjects {
                try append(to: .group(name, subject), 3 * sums.definition.fields.count, ends, sums.update)
            }
        }
    }

    private mutating func append(
        to series: Series, _ columns: Int, _ ends: [Int], _ row: (Int) -> [Double]?
    ) throws {
        guard let header = try file(of: series) else { return }
        var batch = UpdateBatch(columns: columns)
        for (index, end) in ends.enumerated() where end > header.lastUpdate {
            if let values = row(index) { batch.append(values, at: UpdateBatch.Time(end)) }
        }
        guard !batch.times.isEmpty else { return }
        try writer.write(batch, to: CheckedFile(path: layout.path(of: series), header: header))
    }

    private func file(of series: Series) throws -> RRDHeader? {
        try RRDHeader(readingFrom: layout.path(of: series), now: Int(time(nil)))
    }
}
