import Archive
import ArchiveKit
import Foundation
import MetricModel
import TestKit
import Testing

@Suite("A plan of space")
struct SpacePlanTests {
    @Test("is what files then take, to the byte", arguments: Retention.ofAgents, [15, 60])
    func exact(retention: Retention, step: Int) async throws {
        let directory = try TemporaryFolder()
        let meaning = definition(["a", "b", "model"], retention: retention)
        let group = Series.group(prod, meaning.subject)
        let plan = SpacePlan(
            hosts: 2, each: [PlannedFiles(meaning, for: cpu(), step: step)], groups: 1,
            each: [PlannedFiles(meaning, for: group, step: step)], step: step)
        #expect(plan.files == 3 && plan.inodes == 6)
        #expect(plan.parts.map(\.retention) == [retention.word, retention.word])
        #expect(plan.parts.map(\.values) == [4, 6])
        #expect(plan.valuesPerDay == 10 * 86_400 / step)
        var bytes = 0
        for (name, series, count) in [("host", cpu(), 2), ("group", group, 1)] {
            let path = "\(directory.path)/\(name).rrd"
            try await makeGrownFile(path, retention, step: step, columns: Schema(meaning, for: series).columns)
            let facts = try FileFacts(of: path, now: midnight + 1000)
            #expect(
                PlannedFiles(like: facts.header, step: step)
                    == PlannedFiles(retention, columns: facts.header.columns.count, step: step))
            bytes += count * facts.size
        }
        #expect(plan.bytes == bytes)
    }

    @Test("keeps the pace of slow subjects, and the size of foreign files")
    func like() async throws {
        let directory = try TemporaryFolder()
        let archive = try openArchive(directory)
        archive.store(rows([[1, 2]], as: definition(pace: 60)))
        await archive.close()
        let header = try FileFacts(of: archive.layout.path(of: cpu()), now: midnight + 1000).header
        #expect(PlannedFiles(like: header, step: 15) == PlannedFiles(.brief, columns: 2, pace: 60, step: 15))
        let path = "\(directory.path)/a.rrd"
        _ = try await onThread {
            try RRDTool.run("create", path, "--step", "5", "DS:sum:GAUGE:40:U:U", "RRA:LAST:0.5:1:10")
        }
        let foreign = PlannedFiles(like: try FileFacts(of: path, now: time(nil)).header, step: 60)
        #expect(foreign.retention == nil)
        #expect(try foreign.size == Data(contentsOf: URL(fileURLWithPath: path)).count)
        #expect(foreign.pace == 5)
    }

    @Test(
        "fits only where space and inodes are left",
        arguments: [(0, 0, false), (1 << 40, 1, false), (1 << 40, 100, true)])
    func fits(bytes: Int, files: Int, isEnough: Bool) {
        let plan = SpacePlan(
            hosts: 3, each: [PlannedFiles(.planning, count: 4, columns: 10, step: 15)], groups: 0, each: [], step: 15)
        #expect((plan.shortage(in: FreeSpace(bytes: bytes, files: files)) == nil) == isEnough)
    }
}
