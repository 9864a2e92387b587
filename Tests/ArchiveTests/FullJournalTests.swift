import Archive
import Foundation
import MetricModel
import Synchronization
import TestKit
import Testing

@Suite("Rows that the journal has no room for")
struct FullJournalTests {
    private static let values = (0..<40).map { [Double($0) + 0.25, Double($0 * 2)] }

    private static func part(_ range: Range<Int>) -> [Row] {
        rows(Array(values[range]), from: midnight + range.lowerBound * 15)
    }

    @Test("are not lost with the process, once they are in their file")
    func killed() async throws {
        let directory = try TemporaryFolder()
        let disk = RefusingDisk()
        let archive = try Archive(
            directory: directory.path, step: 15, flushAfter: .seconds(1_000_000), minimumFree: 0, disk: disk)
        archive.store(Self.part(0..<10))
        await archive.flush()
        disk.refuse(true)
        archive.store(Self.part(10..<20))
        await archive.sync()
        disk.refuse(false)
        archive.store(Self.part(20..<30))
        await archive.flush()
        archive.store(Self.part(30..<40))
        await archive.sync()

        let copy = try remains(of: directory)
        let next = try openArchive(copy)
        let found = try await next.fetch(Query(cpu(), from: midnight, to: midnight + 600))
        #expect(found["user"] == Self.values.map { $0[0] })
        await next.close()
        await archive.close()
        #expect(archive.counters.errors.keys.map(\.rawValue) == ["journal"])
    }

    @Test("leave nothing in it, neither empty segments nor half a record")
    func tidy() async throws {
        let directory = try TemporaryFolder()
        let disk = RefusingDisk()
        let archive = try Archive(
            directory: directory.path, step: 15, workers: 1, flushAfter: .seconds(1_000_000), minimumFree: 0, disk: disk
        )
        archive.store(Self.part(0..<10))
        await archive.sync()
        disk.refuse(true)
        for index in 10..<20 {
            archive.store(Self.part(index..<index + 1))
            await archive.sync()
        }
        #expect(directory.names(in: "journal").count == 1)
        disk.refuse(false)
        archive.store(Self.part(20..<40))
        await archive.sync()
        #expect(directory.names(in: "journal").count == 2)

        let copy = try remains(of: directory)
        let events = Mutex<[ArchiveEvent]>([])
        let next = try openArchive(copy) { event in events.withLock { $0.append(event) } }
        #expect(next.counters.rowsReplayed == 30)
        #expect(events.withLock { $0.count } == 1, "\(events.withLock { $0 })")
        await next.close()
        await archive.close()
        #expect(copy.names(in: "journal").isEmpty)
    }
}
