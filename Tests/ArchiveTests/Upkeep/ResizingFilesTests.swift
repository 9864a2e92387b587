import Archive
import ArchiveKit
import Foundation
import MetricModel
import TestKit
import Testing

@Suite("The files of an archive are resized to their classes")
struct ResizingFilesTests {
    private func closed(_ folder: TemporaryFolder, step: Int = 15) async throws -> ClosedArchive {
        let archive = try openArchive(folder, step: step)
        archive.store(rows((0..<100).map { [Double($0), 2] }, step: step))
        await archive.close()
        return try await ClosedArchive(directory: folder.path)
    }

    private func resize(
        _ archive: ClosedArchive, as meaning: [Definition], to retention: Retention? = nil, step: Int? = nil,
        isDryRun: Bool = false, minimumFree: Int = 0
    ) async throws -> Resizing.Outcome {
        try await onThread {
            let resizing = Resizing(
                in: archive, definitions: meaning, to: retention, step: step, now: midnight + 1500, isDryRun: isDryRun,
                minimumFree: minimumFree)
            return try resizing.resize(archive.layout.files()[0])
        }
    }

    @Test("a class that has grown takes what is known along, and the archive goes on in it")
    func grown() async throws {
        let folder = try TemporaryFolder()
        let archive = try await closed(folder)
        let path = archive.layout.files()[0].path
        let (old, new) = (RetentionPlan(.brief, step: 15), RetentionPlan(.planning, step: 15))
        let meaning = definition(retention: .planning)
        let expected = Resizing.Outcome.resized(before: old.bytes(columns: 2), after: new.bytes(columns: 2))
        let before = try Data(contentsOf: URL(fileURLWithPath: path))
        #expect(try await resize(archive, as: [meaning], isDryRun: true) == expected)
        #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == before)
        #expect(try await resize(archive, as: [meaning]) == expected)
        #expect(try await resize(archive, as: [meaning]) == .unchanged(bytes: new.bytes(columns: 2)))
        archive.release()

        let again = try openArchive(folder)
        again.store(rows([[500, 2]], as: meaning, from: midnight + 1500))
        let fetched = try await again.fetch(Query(cpu(), from: midnight, to: midnight + 1515, resolution: 15))
        await again.close()
        #expect(fetched["user"] == (0..<100).map { Double($0) } + [500])
        let minutes = try RRDTool.fetch(path, from: midnight, to: midnight + 600, resolution: 60)
        #expect(minutes[midnight + 60]?[0] == "1.5")
        let header = try #require(try RRDHeader(readingFrom: path, now: midnight + 1515))
        #expect(header.archives == new.archives)
    }

    @Test("another class and another step, as they are asked for")
    func asked() async throws {
        let folder = try TemporaryFolder()
        let archive = try await closed(folder)
        _ = try await resize(archive, as: [], to: .detail, step: 60)
        let path = archive.layout.files()[0].path
        let header = try #require(try RRDHeader(readingFrom: path, now: midnight + 1500))
        #expect(header.step == 60)
        #expect(header.archives == RetentionPlan(.detail, step: 60).archives)
        let minutes = try RRDTool.fetch(path, from: midnight, to: midnight + 120, resolution: 60)
        #expect(minutes.keys.sorted().map { minutes[$0]?[0] } == ["1.5", "5.5"])
    }

    @Test("a subject that nobody defines keeps its class where it has one, and else is refused")
    func unknownClass() async throws {
        let folder = try TemporaryFolder()
        let archive = try await closed(folder)
        #expect(
            try await resize(archive, as: []) == .unchanged(bytes: RetentionPlan(.brief, step: 15).bytes(columns: 2)))
        let path = archive.layout.files()[0].path
        try FileManager.default.removeItem(atPath: path)
        _ = try RRDTool.run(
            "create", path, "--start", "\(midnight)", "--step", "15", "DS:a:GAUGE:120:U:U", "RRA:AVERAGE:0.5:1:10")
        await #expect(throws: ResizingError.unknownClass(path: path)) { try await resize(archive, as: []) }
    }

    @Test("a young file grows by itself, and earlier only if it is asked to")
    func young() async throws {
        let folder = try TemporaryFolder()
        let planned = definition(retention: .planning)
        let live = try openArchive(folder)
        live.store(rows([[1, 2]], as: planned))
        await live.close()
        let archive = try await ClosedArchive(directory: folder.path)
        let young = RetentionPlan(.planning, step: 15).beginning
        #expect(try await resize(archive, as: [planned]) == .unchanged(bytes: young.bytes(columns: 2)))
        let grown = Resizing.Outcome.resized(
            before: young.bytes(columns: 2), after: RetentionPlan(.planning, step: 15).bytes(columns: 2))
        #expect(try await resize(archive, as: [planned], to: .planning) == grown)
    }

    @Test("without room for the new file the old one stays")
    func noRoom() async throws {
        let folder = try TemporaryFolder()
        let archive = try await closed(folder)
        await #expect(throws: ArchiveError.self) {
            try await resize(archive, as: [], to: .planning, minimumFree: .max)
        }
        let path = archive.layout.files()[0].path
        let header = try #require(try RRDHeader(readingFrom: path, now: midnight + 1500))
        #expect(header.archives == RetentionPlan(.brief, step: 15).archives)
    }
}
