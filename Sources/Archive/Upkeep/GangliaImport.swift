import Foundation
package import MetricModel
import Wire

/// Takes the history of a ``GangliaTree`` into the files of an archive.
///
/// Each metric becomes the column that its live values would land in, in our unit. What is known in the archive stays; files
/// that are missing are made. Done again, or after an interruption, it does what is left to do.
package struct GangliaImport {
    private let target: ImportTarget
    private let places: [String: GangliaPlace]
    private let step: Int
    private let now: Int

    /// One file of Ganglia's and the columns of ours that it fills.
    private struct Source {
        let metric: String
        let path: String
        let place: GangliaPlace
    }

    private static let cpu = SubjectName(literal: "cpu")
    private static let coreColumns = ["cores_sum", "cores_max", "cores_num"]
    private static let coreMetric = "cpu_num"

    /// - `archive`: that nobody writes meanwhile.
    /// - `definitions`: the subjects that metrics may belong to.
    /// - `step`: seconds, of new files.
    /// - `now`: seconds since 1970.
    /// - `minimumFree`: the space in bytes that creating files leaves free.
    package init(
        into archive: ClosedArchive, definitions: [Definition], step: Int, now: Int, isDryRun: Bool = false,
        minimumFree: Int = 256 << 20
    ) {
        target = ImportTarget(layout: archive.layout, isDryRun: isDryRun, minimumFree: minimumFree)
        places = GangliaPlace.all(in: definitions)
        self.step = step
        self.now = now
    }

    /// Reads and writes files for as long as it takes: blocks.
    ///
    /// - `progress`: is told how many files of the tree are done, and whose are next.
    package func run(_ tree: GangliaTree, progress: (Int, String) -> Void = { _, _ in }) -> ImportReport {
        var report = ImportReport()
        report.refused = tree.refused
        var done = 0
        for folder in tree.folders {
            progress(done, folder.path)
            for (series, sources) in sources(of: folder) { take(sources, into: series, of: folder, &report) }
            done += folder.metrics.count
        }
        progress(done, "")
        return report
    }

    /// What belongs together in one file of ours.
    private func sources(of folder: GangliaTree.Folder) -> [(Series, [Source])] {
        var order: [Series] = []
        var sources: [Series: [Source]] = [:]
        for metric in folder.metrics {
            guard let (series, place) = place(of: metric, owner: folder.owner) else { continue }
            if sources[series] == nil { order.append(series) }
            sources[series, default: []].append(
                Source(metric: metric, path: "\(folder.path)/\(metric).rrd", place: place))
        }
        return order.map { ($0, sources[$0] ?? []) }
    }

    /// Nil for what a group has no history of.
    private func place(of metric: String, owner: ArchiveFile.Owner) -> (Series, GangliaPlace)? {
        switch (owner, places[metric]) {
        case (.host(let host), let place?): return (.host(host, place.definition.subject, nil), place)
        case (.group(let group), let place?): return (.group(group, place.definition.subject), place)
        case (.host(let host), nil):
            guard let instance = InstanceName(metric) else { return nil }
            let place = GangliaPlace(definition: .foreign, field: 0, factor: 1, tmax: 0)
            return (.host(host, Definition.foreign.subject, instance), place)
        case (.group, nil): return nil
        }
    }

    private func take(
        _ sources: [Source], into series: Series, of folder: GangliaTree.Folder, _ report: inout ImportReport
    ) {
        var columns: [(name: String, rings: [Ring], path: String)] = []
        var lastUpdate = 0
        let cores = coresPerHost(series, folder)
        for source in sources {
            do {
                guard let contents = try FileContents(readingFrom: source.path, now: now) else { continue }
                report.filesRead += 1
                for column in try self.columns(of: source, contents, series, cores: cores) {
                    columns.append((column.name, column.rings, source.path))
                }
                lastUpdate = max(lastUpdate, contents.header.lastUpdate)
            } catch {
                report.refuse(source.path, "\(error)")
            }
        }
        if case .group = series, series.subject == Self.cpu, let cores {
            columns.append(("cores_sum", cores.sum, folder.path))
            columns.append(("cores_num", cores.number, folder.path))
        }
        guard !columns.isEmpty, let definition = sources.first?.place.definition else { return }
        do {
            try fill(columns, of: series, definition, lastUpdate: lastUpdate, &report)
        } catch {
            report.refuse(target.layout.path(of: series), "\(error)")
        }
    }

    /// The columns that a file of Ganglia's fills, in our unit.
    private func columns(
        of source: Source, _ contents: FileContents, _ series: Series, cores: Cores?
    ) throws -> [(name: String, rings: [Ring])] {
        guard let sum = contents.column(named: "sum") else { throw GangliaFileError.noColumn("sum") }
        let field = source.place.definition.fields[source.place.field]
        let factor = source.place.factor
        guard case .group = series else {
            let rings = contents.rings.map { ring in
                ring.mapped(sum) { _, value in field.range.contains(value * factor) ? value * factor : .nan }
            }
            return [(field.name.text, rings)]
        }
        guard let number = contents.column(named: "num") else { throw GangliaFileError.noColumn("num") }
        let numbers = contents.rings.map { $0.mapped(number) { _, value in value } }
        if series.subject == Self.cpu {
            guard let cores else { throw GangliaFileError.noCores }
            let sums = contents.rings.map { ring in
                // Percent of hosts whose cores are not known one by one: each counts as the mean host.
                ring.mapped(sum) { row, value in value / 100 * cores.mean(over: row) }
            }
            return [("\(field.name)_sum", sums), ("\(field.name)_num", numbers)]
        }
        let sums = contents.rings.map { $0.mapped(sum) { _, value in value * factor } }
        return [("\(field.name)_sum", sums), ("\(field.name)_num", numbers)]
    }

    /// How many cores the hosts of a cluster had together.
    private struct Cores {
        let sum, number: [Ring]

        /// Of one host; NaN where it is unknown.
        func mean(over row: Range<Int>) -> Double {
            guard let sums = sum.source(for: row, of: .average), let numbers = number.source(for: row, of: .average)
            else { return .nan }
            var (sum, number) = (Stretch(), Stretch())
            sum.add(sums, 0, over: row, step: 1)
            number.add(numbers, 0, over: row, step: 1)
            return sum.row(sums.definition) / number.row(numbers.definition)
        }
    }

    private func coresPerHost(_ series: Series, _ folder: GangliaTree.Folder) -> Cores? {
        guard case .group = series, series.subject == Self.cpu else { return nil }
        let path = "\(folder.path)/\(Self.coreMetric).rrd"
        guard let contents = try? FileContents(readingFrom: path, now: now),
            let sum = contents.column(named: "sum"), let number = contents.column(named: "num")
        else { return nil }
        return Cores(
            sum: contents.rings.map { $0.mapped(sum) { _, value in value } },
            number: contents.rings.map { $0.mapped(number) { _, value in value } })
    }

    private func fill(
        _ columns: [(name: String, rings: [Ring], path: String)], of series: Series, _ definition: Definition,
        lastUpdate: Int, _ report: inout ImportReport
    ) throws {
        var files: [(contents: FileContents, filled: Int, isNew: Bool)] = []
        for sibling in 1...ArchiveLayout.maximumSiblings {
            let path = target.layout.path(of: series, sibling: sibling)
            guard let contents = try FileContents(readingFrom: path, now: now) else { continue }
            files.append((try grown(contents, of: series, definition), 0, false))
        }
        if files.isEmpty { files.append((newFile(of: series, definition, lastUpdate: lastUpdate), 0, true)) }
        for column in columns {
            let owner = files.indices.first { files[$0].contents.column(named: column.name) != nil }
            guard let owner, let place = files[owner].contents.column(named: column.name) else {
                report.refuse(column.path, "\(target.layout.path(of: series)) has no column \(column.name)")
                continue
            }
            guard files[owner].contents.isPlain else {
                throw FileContentsError.notPlain(path: files[owner].contents.path)
            }
            let step = files[owner].contents.header.step
            files[owner].contents = files[owner].contents.advanced(to: lastUpdate / step * step)
            files[owner].filled += files[owner].contents.fill(place, from: column.rings)
        }
        for file in files { target.write(file.contents, filled: file.filled, isNew: file.isNew, &report) }
    }

    /// A young file has no room for what comes: it grows now.
    private func grown(
        _ contents: FileContents, of series: Series, _ definition: Definition
    ) throws(FileContentsError) -> FileContents {
        guard Youth(contents.header) != nil else { return contents }
        let plan = RetentionPlan(retention(of: series, definition), step: contents.header.step)
        return try contents.resized(to: plan.archives, step: plan.step)
    }

    /// Groups are kept as the aggregator keeps them all.
    private func retention(of series: Series, _ definition: Definition) -> Retention {
        if case .group = series { .planning } else { definition.retention }
    }

    private func newFile(of series: Series, _ definition: Definition, lastUpdate: Int) -> FileContents {
        let schema = Schema(definition, for: series)
        var columns = schema.columns
        if case .group = series, series.subject == Self.cpu { columns += Self.coreColumns }
        return FileContents(
            path: target.layout.path(of: series), columns: columns,
            plan: RetentionPlan(retention(of: series, definition), step: step),
            heartbeat: schema.heartbeat(step: step), lastUpdate: lastUpdate / step * step)
    }
}

/// Why a file of Ganglia's has nothing to take.
private enum GangliaFileError: Error, CustomStringConvertible {
    case noColumn(String)
    case noCores

    var description: String {
        switch self {
        case .noColumn(let name): "expected a data source named \(name)"
        case .noCores: "sums of percent need the number of cores, of which cpu_num.rrd beside it says nothing"
        }
    }
}
