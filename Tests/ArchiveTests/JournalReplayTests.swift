import Foundation
import MetricModel
import Synchronization
import TestKit
import Testing

@testable import Archive

@Suite("What a dead aggregator had taken is in the files of the next")
struct JournalReplayTests {
    private static let values = (0..<30).map { [Double($0) + 0.25, Double($0 * 2)] }

    @Test("all rows, whether or not they had been written, and with another number of workers", arguments: [1, 2, 3])
    func replay(workers: Int) async throws {
        let directory = try TemporaryFolder()
        let archive = try openArchive(directory)
        let hosts = ["web1", "web2", "web3"].map { host($0) }
        for name in hosts { archive.store(rows(Array(Self.values[..<10]), of: cpu(name))) }
        await archive.flush()
        for name in hosts { archive.store(rows(Array(Self.values[10...]), of: cpu(name), from: midnight + 150)) }
        await archive.sync()

        let copy = try remains(of: directory)
        let events = Mutex<[ArchiveEvent]>([])
        let next = try Archive(
            directory: copy.path, step: 15, workers: workers, flushAfter: .seconds(1_000_000), minimumFree: 0,
            report: { event in events.withLock { $0.append(event) } })
        for name in hosts {
            let found = try await next.fetch(Query(cpu(name), from: midnight, to: midnight + 450))
            #expect(found["user"] == Self.values.map { $0[0] })
            #expect(found["idle"] == Self.values.map { $0[1] })
        }
        #expect(next.counters.rowsReplayed == 90)
        #expect(next.counters.rowsLate == 0)
        #expect(events.withLock { $0.contains { if case .replayed = $0 { true } else { false } } })
        await next.close()
        await archive.close()
        #expect(try FileManager.default.contentsOfDirectory(atPath: next.layout.journalFolder).isEmpty)
        #expect(try FileManager.default.contentsOfDirectory(atPath: archive.layout.journalFolder).isEmpty)
    }

    @Test("a torn end is cut, and told")
    func torn() async throws {
        let directory = try TemporaryFolder()
        let archive = try openArchive(directory)
        archive.store(rows(Self.values))
        await archive.sync()
        let copy = try remains(of: directory)
        await archive.close()
        let folder = "\(copy.path)/journal"
        for name in try FileManager.default.contentsOfDirectory(atPath: folder) {
            let file = try #require(FileHandle(forUpdatingAtPath: "\(folder)/\(name)"))
            // Over the segment's end.
            try file.seek(toOffset: try file.seekToEnd() - UInt64(JournalFormat.recordHeaderSize))
            try file.write(contentsOf: Data([200, 0, 0, 0, 1, 2, 3, 4, 5]))
            try file.close()
        }
        let events = Mutex<[ArchiveEvent]>([])
        let next = try openArchive(copy) { event in events.withLock { $0.append(event) } }
        let found = try await next.fetch(Query(cpu(), from: midnight, to: midnight + 450))
        #expect(found["user"] == Self.values.map { $0[0] })
        let told = events.withLock {
            $0.compactMap { if case .journalBroken(_, let lost, _, let isTorn) = $0 { (lost, isTorn) } else { nil } }
        }
        #expect(told.allSatisfy { $0 == (9, true) } && !told.isEmpty)
        await next.close()
    }

    @Test("a segment with damage inside is kept under another name, and what follows it is read")
    func damaged() async throws {
        let directory = try TemporaryFolder()
        let archive = try openArchive(directory)
        archive.store(rows(Array(Self.values[..<10])))
        await archive.sync()
        let copy = try remains(of: directory)
        await archive.close()
        // A second life adds segments behind the first.
        let second = try openArchive(copy)
        second.store(rows(Array(Self.values[10...]), from: midnight + 150))
        await second.sync()
        let third = try remains(of: copy)
        await second.close()
        let folder = "\(third.path)/journal"
        let first = try #require(try FileManager.default.contentsOfDirectory(atPath: folder).sorted().first)
        var bytes = try Data(contentsOf: URL(filePath: "\(folder)/\(first)"))
        bytes[bytes.count - 5] ^= 0x40
        try bytes.write(to: URL(filePath: "\(folder)/\(first)"))
        let last = try openArchive(third)
        let found = try await last.fetch(Query(cpu(), from: midnight + 150, to: midnight + 450))
        #expect(found["user"] == Self.values[10...].map { $0[0] })
        await last.close()
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["\(first).damaged"])
    }
}
