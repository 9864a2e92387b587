import Archive
import ArchiveKit
import Foundation
import MetricModel
import Synchronization
import TestKit
import Testing

@Suite("Files that are damaged, old or missing do not stop the archive")
struct ArchiveFilesTests {
    /// What an archive reported.
    final class Events: Sendable {
        private let events = Mutex<[ArchiveEvent]>([])
        var all: [ArchiveEvent] { events.withLock { $0 } }
        func add(_ event: ArchiveEvent) { events.withLock { $0.append(event) } }
    }

    @Test(
        "a damaged file is set aside and a new one begun",
        arguments: [[UInt8]("not an rrd".utf8), [], [UInt8](repeating: 0, count: 5_000)])
    func damaged(bytes: [UInt8]) async throws {
        let directory = try TemporaryFolder()
        let events = Events()
        let archive = try openArchive(directory, report: { events.add($0) })
        let path = archive.layout.path(of: cpu())
        try FileManager.default.createDirectory(
            atPath: archive.layout.folder(of: cpu()), withIntermediateDirectories: true)
        try Data(bytes).write(to: URL(fileURLWithPath: path))
        archive.store(rows([[1, 2]]))
        let fetched = try await archive.fetch(Query(cpu(), from: midnight, to: midnight + 15))
        await archive.close()
        #expect(fetched.values == [[1], [2]])
        #expect(archive.counters.filesDamaged == 1)
        #expect(archive.counters.rowsWritten == 1)
        let aside = directory.names(in: "rrd/prod/web1").filter { $0.hasPrefix("cpu.rrd.damaged-") }
        #expect(aside.count == 1)
        let kept = try Data(contentsOf: URL(fileURLWithPath: archive.layout.folder(of: cpu()) + "/" + aside[0]))
        #expect([UInt8](kept) == bytes)
        guard case .setAside(path, _, _) = events.all.first else {
            Issue.record("not reported: \(events.all)")
            return
        }
    }

    @Test(
        "a file cut short or removed while it is in use is noticed before librrd touches it", arguments: [true, false])
    func changed(isRemoved: Bool) async throws {
        let directory = try TemporaryFolder()
        let archive = try openArchive(directory)
        archive.store(rows([[1, 2]]))
        await archive.flush()
        let path = archive.layout.path(of: cpu())
        if isRemoved {
            try FileManager.default.removeItem(atPath: path)
        } else {
            #expect(truncate(path, 3_000) == 0)
        }
        archive.store(rows([[3, 4]], from: midnight + 15))
        await archive.close()
        #expect(archive.counters.rowsWritten == 2)
        #expect(archive.counters.filesCreated == 2)
        #expect(archive.counters.filesDamaged == (isRemoved ? 0 : 1))
    }

    @Test("a file from the future is left alone, and its rows are lost and counted")
    func future() async throws {
        let directory = try TemporaryFolder()
        let path = ArchiveLayout(directory: directory.path).path(of: cpu())
        try FileManager.default.createDirectory(
            atPath: ArchiveLayout(directory: directory.path).folder(of: cpu()), withIntermediateDirectories: true)
        _ = try RRDTool.run(
            "create", path, "--start", "4000000000", "--step", "15", "DS:user:GAUGE:120:U:U", "RRA:AVERAGE:0.5:1:10")
        let archive = try openArchive(directory)
        archive.store(rows([[1, 2]]))
        await archive.close()
        #expect(archive.counters.rowsFailed == 1)
        #expect(archive.counters.filesDamaged == 0)
        #expect(archive.counters.errors[.open]?.count == 1)
        #expect(directory.names(in: "rrd/prod/web1") == ["cpu.rrd"])
    }

    @Test("fields that a later version adds go to a sibling, and a query joins them")
    func sibling() async throws {
        let directory = try TemporaryFolder()
        let old = try openArchive(directory)
        old.store(rows([[1, 2]]))
        await old.close()
        let size = try Data(contentsOf: URL(fileURLWithPath: old.layout.path(of: cpu()))).count

        let archive = try openArchive(directory)
        let meaning = definition(["steal", "user", "guest"])
        archive.store(rows([[5, 6, 7]], as: meaning, from: midnight + 15))
        let fetched = try await archive.fetch(Query(cpu(), from: midnight, to: midnight + 30))
        await archive.close()
        #expect(directory.names(in: "rrd/prod/web1") == ["cpu.2.rrd", "cpu.rrd"])
        #expect(try Data(contentsOf: URL(fileURLWithPath: archive.layout.path(of: cpu()))).count == size)
        #expect(told(fetched["user"]) == ["1.0", "6.0"])
        #expect(told(fetched["idle"]) == ["2.0", "nan"])
        #expect(told(fetched["steal"]) == ["nan", "5.0"])
        #expect(told(fetched["guest"]) == ["nan", "7.0"])
        let witness = try RRDTool.fetch(
            archive.layout.path(of: cpu(), sibling: 2), from: midnight + 15, to: midnight + 30, resolution: 15)
        #expect(witness == [midnight + 30: ["5.0", "7.0"]])
    }

    @Test("a definition that changes while rows wait loses none of them")
    func changesWhileWaiting() async throws {
        let directory = try TemporaryFolder()
        let archive = try openArchive(directory)
        archive.store(rows([[1, 2]]))
        archive.store(rows([[7, 8]], as: definition(["idle", "user"]), from: midnight + 15))
        let fetched = try await archive.fetch(Query(cpu(), from: midnight, to: midnight + 30))
        await archive.close()
        #expect(fetched["user"] == [1, 8])
        #expect(fetched["idle"] == [2, 7])
        #expect(archive.counters.filesCreated == 1)
    }

    @Test("columns without a file, when all files are used up, are reported, and the others written")
    func siblingsUsedUp() async throws {
        let directory = try TemporaryFolder()
        let archive = try openArchive(directory)
        let fields: [StaticString] = ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j"]
        for (index, field) in fields.enumerated() {
            archive.store(
                rows([[Double(index)]], as: definition([field]), from: midnight + index * 15))
        }
        archive.store(rows([[1, 2]], as: definition(["i", "j"]), from: midnight + 150))
        await archive.close()
        #expect(archive.counters.filesCreated == ArchiveLayout.maximumSiblings)
        #expect(archive.counters.rowsWritten == 10)
        #expect(archive.counters.rowsFailed == 1)
        #expect(archive.counters.errors[.open]?.lastText.hasSuffix("no file is left for the columns j") == true)
    }

    @Test("a file made for a shorter step waits long enough for the new one")
    func longerStep() async throws {
        let directory = try TemporaryFolder()
        let old = try openArchive(directory, step: 1)
        old.store(rows([[1, 2]], step: 1))
        await old.close()
        let archive = try openArchive(directory, step: 60)
        archive.store(rows([[5, 6]], from: midnight + 1, step: 60))
        let fetched = try await archive.fetch(Query(cpu(), columns: ["user"], from: midnight, to: midnight + 61))
        await archive.close()
        #expect(fetched["user"] == [1] + [Double](repeating: 5, count: 60))
        let header = try RRDHeader(readingFrom: archive.layout.path(of: cpu()), now: midnight + 61)
        #expect(header?.columns.map(\.heartbeat) == [480, 480])
    }

    @Test("no file is created on a disk that is nearly full; it is counted, and said once")
    func noSpace() async throws {
        let directory = try TemporaryFolder()
        let before = try openArchive(directory)
        before.store(rows([[1, 1]]))
        await before.close()

        let events = Events()
        let archive = try openArchive(directory, minimumFree: .max, report: { events.add($0) })
        archive.store(rows([[2, 2]], from: midnight + 15))
        archive.store(rows([[2, 2]], of: cpu(host("new1"))))
        archive.store(rows([[2, 2]], of: cpu(host("new2"))))
        await archive.close()
        #expect(archive.counters.rowsWritten == 1)
        #expect(archive.counters.filesWithoutSpace == 2)
        #expect(archive.counters.rowsFailed == 2)
        #expect(events.all.count == 1)
        #expect(directory.names(in: "rrd/prod") == ["web1"])
    }

    @Test("what librrd refuses is counted with its words")
    func refusedByLibrary() throws {
        var lines = UpdateLines()
        lines.begin(at: midnight)
        lines.append(1)
        let error = #expect(throws: RRDError.self) { try lines.write(to: "/nonexistent/cpu.rrd") }
        #expect(error?.call == "rrd_updatex_r")
        #expect(error?.description.contains("/nonexistent/cpu.rrd") == true)
        #expect(error?.text.contains("No such file or directory") == true)
    }

    @Test("those of a host that is forgotten go, with the rows that wait for them")
    func forgotten() async throws {
        let directory = try TemporaryFolder()
        let archive = try openArchive(directory)
        let (gone, stays) = (cpu(host("batch1")), cpu(host("web1")))
        for series in [gone, stays] { archive.store(rows([[1, 2]], of: series)) }
        await archive.flush()
        for series in [gone, stays] { archive.store(rows([[3, 4]], of: series, from: midnight + 15)) }
        try await onThread { try archive.removeBlocking(host("batch1")) }
        #expect(archive.layout.hosts(in: prod) == [host("web1")])
        await archive.close()
        #expect(archive.layout.hosts(in: prod) == [host("web1")])
        #expect(archive.counters.rowsWritten == 3)
    }
}
