import Foundation
import MetricModel
import TestKit
import Testing

@testable import Archive

@Suite("A new file is small, and grows")
struct GrowthTests {
    private static let meaning = definition(retention: .planning)

    /// So many quarter-minutes, some of them unknown.
    private static func day(_ count: Int, from first: Int = 0) -> [Row] {
        let values = (first..<(first + count)).map { index -> [Double] in
            let idle: Double = index % 41 == 0 ? .nan : Double(index * index % 1000)
            return [Double(index % 977) / 8, idle]
        }
        return rows(values, as: meaning, from: midnight + first * 15)
    }

    /// What the file would be that had been of its class from the beginning.
    private static func reference(
        _ rows: [Row], in folder: TemporaryFolder
    ) throws -> (path: String, header: RRDHeader) {
        let path = "\(folder.path)/reference.rrd"
        let plan = RetentionPlan(.planning, step: 15)
        try RRDCreation.create(
            path, columns: ["user", "idle"], plan: plan, heartbeat: Schema(meaning, for: cpu()).heartbeat(step: 15),
            start: midnight)
        let header = try #require(try RRDHeader(readingFrom: path, now: midnight))
        var writer = LibraryRowWriter()
        var batch = UpdateBatch(columns: 2)
        for row in rows { batch.append(row.values, at: UpdateBatch.Time(Int(row.end))) }
        try writer.write(batch, to: CheckedFile(path: path, header: header))
        return (path, header)
    }

    /// The values of all archives, column by column.
    private static func everyRow(_ path: String) throws -> [[Double]] {
        let file = try #require(try ReadableFile(path, on: SystemDisk(), now: midnight + 86_400))
        return try file.header.archives.map { archive in
            let choice = ArchiveChoice(archive, of: file.header, file.header.span(of: archive))
            return try file.rows(choice, ["user", "idle"]).values.flatMap { $0 }
        }
    }

    private static func size(_ archive: Archive) throws -> Int {
        try FileManager.default.attributesOfItem(atPath: archive.layout.path(of: cpu()))[.size] as? Int ?? 0
    }

    @Test("to what it would be, had it been of its class from the beginning")
    func grows() async throws {
        let folder = try TemporaryFolder()
        let archive = try openArchive(folder)
        let young = RetentionPlan.young(step: 15).bytes(columns: 2)
        for part in 0..<8 {
            archive.store(Self.day(240, from: part * 240))
            await archive.flush()
            let size = try Self.size(archive)
            if part < 6 { #expect(size == young) }
        }
        #expect(try Self.size(archive) == RetentionPlan(.planning, step: 15).bytes(columns: 2))
        let expected = try Self.reference(Self.day(1920), in: folder)
        let found = archive.layout.path(of: cpu())
        // Where librrd begins a ring is chance; everything before says the same, and so do the rings.
        let layout = try #require(PlainLayout(expected.header))
        let pointers = layout.headerSize - layout.archives.count * 8
        let headers = try [found, expected.path].map { path in
            try Data(contentsOf: URL(fileURLWithPath: path)).prefix(pointers)
        }
        #expect(headers[0] == headers[1])
        for (ours, theirs) in zip(try Self.everyRow(found), try Self.everyRow(expected.path)) {
            #expect(ours.count == theirs.count)
            #expect(zip(ours, theirs).allSatisfy { $0 == $1 || ($0.isNaN && $1.isNaN) })
        }
        #expect(archive.counters.errors.isEmpty && archive.counters.rowsFailed == 0)
        let names = try FileManager.default.contentsOfDirectory(atPath: archive.layout.folder(of: cpu()))
        #expect(names.sorted() == ["cpu.rrd", "cpu_hours.rrd"])
        await archive.close()
    }

    @Test("also where the archive was closed in between, and where hours were silent")
    func reopened() async throws {
        let folder = try TemporaryFolder()
        let first = try openArchive(folder)
        first.store(Self.day(100))
        await first.close()
        let second = try openArchive(folder)
        second.store(Self.day(20, from: 2000))
        let before = try await second.fetch(Query(cpu(), from: midnight, to: midnight + 1500))
        await second.flush()
        let after = try await second.fetch(Query(cpu(), from: midnight, to: midnight + 1500))
        #expect(after.values.map(told) == Self.columns(Self.day(100)).map(told))
        #expect(before.values.map(told) != after.values.map(told))
        #expect(try Self.size(second) > RetentionPlan.young(step: 15).bytes(columns: 2))
        await second.close()
    }

    private static func columns(_ rows: [Row]) -> [[Double]] {
        [rows.map { $0.values[0] }, rows.map { $0.values[1] }]
    }

    @Test("not where it is of a class that takes little more")
    func brief() {
        #expect(RetentionPlan(.brief, step: 15).beginning == RetentionPlan(.brief, step: 15))
        #expect(RetentionPlan(.planning, step: 15).beginning == RetentionPlan.young(step: 15))
        #expect(RetentionPlan(.detail, step: 300).beginning == RetentionPlan.young(step: 300))
    }

    @Test("and stays young where there is no space, and is told")
    func noSpace() async throws {
        let folder = try TemporaryFolder()
        let first = try openArchive(folder)
        first.store(Self.day(1200))
        await first.close()
        let second = try openArchive(folder, minimumFree: .max)
        second.store(Self.day(600, from: 1200))
        await second.flush()
        #expect(second.counters.filesWithoutSpace > 0 && second.counters.rowsWritten == 600)
        #expect(try Self.size(second) == RetentionPlan.young(step: 15).bytes(columns: 2))
        await second.close()
    }
}
