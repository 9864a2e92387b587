import ArchiveKit
import Foundation
import MetricModel
import TestKit
import Testing

@testable import Archive

@Suite("A Ganglia tree's history becomes ours")
struct GangliaImportTests {
    private static let definitions = [
        Definition(
            subject: SubjectName(literal: "cpu"), retention: .planning, title: "CPU",
            fields: [
                Field("user", .percent, .rate, in: 0...100, title: "", summary: "", flatName: "cpu_user"),
                Field("idle", .percent, .rate, in: 0...100, title: "", summary: "", flatName: "cpu_idle"),
            ]),
        Definition(
            subject: SubjectName(literal: "memory"), retention: .planning, title: "Memory",
            fields: [Field("total", .bytes, .gauge, in: 0...1e19, title: "", summary: "", flatName: "mem_total")]),
    ]

    /// Rows of ten days, of which a fifth of a day at the full step, with a gap; made as gmetad makes its files.
    private static let archives = ["RRA:AVERAGE:0.5:1:1200", "RRA:AVERAGE:0.5:4:8000", "RRA:AVERAGE:0.5:40:2000"]
    private static let count = 10 * 5760 / 40
    private static let end = midnight + count * 600

    private func make(_ name: String, in folder: TemporaryFolder, sums: Bool = false, _ value: (Int) -> [Double]) throws
    {
        let url = URL(fileURLWithPath: "\(folder.path)/rrds/\(name).rrd")
        try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        let columns = (sums ? ["sum", "num"] : ["sum"]).map { "DS:\($0):GAUGE:100000:U:U" }
        try RRDCreation.create(url.path, definitions: columns + Self.archives, step: 15, start: midnight)
        let header = try #require(try RRDHeader(readingFrom: url.path, now: midnight))
        var batch = UpdateBatch(columns: columns.count)
        // Coarse while it is long ago, step by step at the end.
        for row in 1..<Self.count - 20 {
            batch.append(value(row), at: UpdateBatch.Time(midnight + row * 600))
        }
        let last = midnight + (Self.count - 21) * 600
        for step in 1...(21 * 40) { batch.append(value(step % 97), at: UpdateBatch.Time(last + step * 15)) }
        var writer = PlainRowWriter(on: SystemDisk())
        try writer.write(batch, to: CheckedFile(path: url.path, header: header))
    }

    private func tree(in folder: TemporaryFolder) throws -> GangliaTree {
        try make("prod/web1/cpu_user", in: folder) { [Double($0 % 90)] }
        try make("prod/web1/mem_total", in: folder) { $0 % 200 == 7 ? [.nan] : [Double($0)] }
        try make("prod/web1/my_own_metric", in: folder) { [-Double($0)] }
        try make("prod/__SummaryInfo__/cpu_user", in: folder, sums: true) { [Double($0 % 90) * 2, 2] }
        try make("prod/__SummaryInfo__/cpu_num", in: folder, sums: true) { _ in [12, 2] }
        try make("prod/__SummaryInfo__/mem_total", in: folder, sums: true) { [Double($0), 2] }
        try make("__SummaryInfo__/mem_total", in: folder, sums: true) { [Double($0), 2] }
        try make("prod/.hidden/cpu_user", in: folder) { [Double($0)] }
        try Data("not an rrd".utf8).write(to: URL(fileURLWithPath: "\(folder.path)/rrds/prod/web1/cpu_idle.rrd"))
        return try GangliaTree("\(folder.path)/rrds")
    }

    private func run(
        _ tree: GangliaTree, into archive: ClosedArchive, now: Int = end, isDryRun: Bool = false
    ) async throws -> ImportReport {
        try await onThread {
            GangliaImport(
                into: archive, definitions: Self.definitions, step: 15, now: now, isDryRun: isDryRun, minimumFree: 0
            ).run(tree)
        }
    }

    private func closed(_ folder: TemporaryFolder) async throws -> ClosedArchive {
        await (try openArchive(folder)).close()
        return try await ClosedArchive(directory: folder.path)
    }

    /// What rrdtool tells of a column of ours and of Ganglia's `sum`, where both know it.
    private func compare(
        _ ours: String, _ column: Int, _ theirs: String, theirColumn: Int = 0, resolution: Int, for seconds: Int,
        factor: Double = 1
    ) throws {
        let range = (Self.end - seconds)..<Self.end
        let found = try RRDTool.fetch(ours, from: range.lowerBound, to: range.upperBound, resolution: resolution)
        let expected = try RRDTool.fetch(theirs, from: range.lowerBound, to: range.upperBound, resolution: resolution)
        #expect(found.keys.sorted() == expected.keys.sorted())
        #expect(found.count >= seconds / resolution)
        for (end, row) in expected {
            let (left, right) = (found[end]?[column] ?? "none", row[theirColumn])
            if let left = Double(left), let right = Double(right), !right.isNaN {
                #expect(abs(left - right * factor) <= 1e-9 * abs(right * factor), "\(resolution) s, \(end - midnight)")
            } else {
                #expect(left == right, "\(resolution) s, \(end - midnight)")
            }
        }
    }

    @Test("every row lands in the column of its live values, in our unit; what cannot be taken is named")
    func taken() async throws {
        let folder = try TemporaryFolder()
        let tree = try tree(in: folder)
        let archive = try await closed(folder)
        let report = try await run(tree, into: archive)
        #expect(report.filesRead == 5)
        #expect(report.filesCreated == 5)
        #expect(
            report.refused.map { "\($0.path.dropFirst(folder.path.count)): \($0.reason)" } == [
                "/rrds/prod/.hidden: expected a valid host name",
                "/rrds/prod/web1/cpu_idle.rrd: header: expected at least 128 bytes, found 10",
            ])
        let (ours, theirs) = ("\(archive.layout.root)/prod/web1", "\(folder.path)/rrds/prod/web1")
        let groups = "\(archive.layout.root)/.groups/prod"
        let sums = "\(folder.path)/rrds/prod/__SummaryInfo__"
        for (resolution, seconds) in [(15, 12_000), (60, 5 * 86_400), (600, 9 * 86_400)] {
            try compare("\(ours)/cpu.rrd", 0, "\(theirs)/cpu_user.rrd", resolution: resolution, for: seconds)
            try compare(
                "\(ours)/memory.rrd", 0, "\(theirs)/mem_total.rrd", resolution: resolution, for: seconds, factor: 1024)
            try compare(
                "\(groups)/memory.rrd", 0, "\(sums)/mem_total.rrd", resolution: resolution, for: seconds, factor: 1024)
            try compare(
                "\(groups)/memory.rrd", 2, "\(sums)/mem_total.rrd", theirColumn: 1, resolution: resolution,
                for: seconds)
            // Percents of six cores each.
            try compare(
                "\(groups)/cpu.rrd", 0, "\(sums)/cpu_user.rrd", resolution: resolution, for: seconds, factor: 0.06)
        }
        let foreign = try #require(
            try FileContents(readingFrom: "\(ours)/foreign@my_own_metric.rrd", now: Self.end))
        #expect(foreign.rings[0][0, endingAt: Self.end] == -64)
        let hour = try #require(
            try FileContents(readingFrom: "\(ours)/cpu.rrd", now: Self.end)?.rings.first {
                $0.resolution == 3600 && $0.consolidation == .max
            })
        #expect(hour[0, endingAt: midnight + 36_000] == 60)
    }

    @Test("taken twice, nothing changes; a dry run makes nothing")
    func twice() async throws {
        let folder = try TemporaryFolder()
        let tree = try tree(in: folder)
        let archive = try await closed(folder)
        let dry = try await run(tree, into: archive, isDryRun: true)
        #expect(folder.names(in: "rrd") == [])
        let first = try await run(tree, into: archive)
        #expect(dry == first)
        let files = archive.layout.files()
        let before = try files.map { try Data(contentsOf: URL(fileURLWithPath: $0.path)) }
        let second = try await run(tree, into: archive)
        #expect(second.values == 0)
        #expect(second.filesUnchanged == files.count)
        #expect(try files.map { try Data(contentsOf: URL(fileURLWithPath: $0.path)) } == before)
    }

    @Test("after both have run beside each other, ours stays, and goes on as if it had heard all")
    func besideEachOther() async throws {
        let folder = try TemporaryFolder()
        let tree = try tree(in: folder)
        let (begin, end) = (Self.end - 3000, Self.end - 600)
        // Two hours ago the archive began to hear the host, ten minutes ago it was stopped.
        let live = try openArchive(folder)
        let cpu = Self.definitions[0]
        let values = (begin..<end).filter { $0 % 15 == 0 }.map { _ in [50.5, 20] }
        live.store(rows(values, of: series, as: cpu, from: begin))
        await live.close()
        let archive = try await ClosedArchive(directory: folder.path)
        _ = try await run(tree, into: archive)
        archive.release()
        let path = archive.layout.path(of: series)
        let contents = try #require(try FileContents(readingFrom: path, now: Self.end))
        #expect(contents.header.lastUpdate == Self.end)
        let steps = contents.rings[0]
        for row in steps.rows(in: (begin - 1500)..<Self.end) {
            let expected = begin < row && row <= end ? 50.5 : Double((row - (Self.end - 21 * 600)) / 15 % 97 % 90)
            #expect(steps[0, endingAt: row] == expected, "\(row - begin)")
            #expect(steps[1, endingAt: row].isNaN == !(begin < row && row <= end))
        }
        // The open rows hold what the steps say.
        for archive in contents.rings.indices where contents.rings[archive].consolidation == .average {
            let stretch = [steps].stretch(0, over: contents.openRow(archive), of: .average, step: 15)
            guard contents.rings[archive].resolution < 10_000, contents.rings[archive].resolution > 15 else { continue }
            #expect(contents.openValue(archive, 0) == stretch.openRow(.average))
        }
        let again = try openArchive(folder)
        again.store(rows([[1, 2]], of: series, as: cpu, from: Self.end))
        let fetched = try await again.fetch(Query(series, from: Self.end - 15, to: Self.end + 15))
        await again.close()
        #expect(fetched["user"]?.last == 1)
        #expect(again.counters.rowsWritten == 1)
    }

    private var series: Series { cpu(web1) }

    @Test("a counter's file holds rates, as live counters become", arguments: ["COUNTER", "DERIVE"])
    func counters(type: String) async throws {
        let folder = try TemporaryFolder()
        let path = "\(folder.path)/rrds/prod/web1/requests.rrd"
        try FileManager.default.createDirectory(
            atPath: "\(folder.path)/rrds/prod/web1", withIntermediateDirectories: true)
        try RRDCreation.create(
            path, definitions: ["DS:sum:\(type):120:U:U", "RRA:AVERAGE:0.5:1:100"], step: 15, start: midnight)
        for row in 1...20 { _ = try RRDTool.run("update", path, "\(midnight + row * 15):\(row * 45)") }
        let archive = try await closed(folder)
        let now = midnight + 300
        _ = try await run(try GangliaTree("\(folder.path)/rrds"), into: archive, now: now)
        let found = try #require(
            try FileContents(readingFrom: "\(archive.layout.root)/prod/web1/foreign@requests.rrd", now: now))
        #expect(found.rings[0][0, endingAt: now] == 3)
    }

    @Test(
        "what root makes in an aggregator's directory is the aggregator's", .enabled(if: geteuid() == 0, "needs root"))
    func owner() async throws {
        let folder = try TemporaryFolder()
        let tree = try tree(in: folder)
        try FileManager.default.createDirectory(atPath: "\(folder.path)/data/rrd", withIntermediateDirectories: true)
        #expect(chown("\(folder.path)/data", 65_534, 65_534) == 0)
        let archive = try await ClosedArchive(directory: "\(folder.path)/data")
        _ = try await run(tree, into: archive)
        let below = try FileManager.default.subpathsOfDirectory(atPath: "\(folder.path)/data")
        #expect(below.contains("rrd/prod/web1/cpu.rrd") && below.contains("archive.lock"))
        for path in below {
            var status = stat()
            #expect(lstat("\(folder.path)/data/\(path)", &status) == 0)
            #expect(status.st_uid == 65_534 && status.st_gid == 65_534, "\(path)")
        }
    }
}
