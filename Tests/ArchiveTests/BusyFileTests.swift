import Archive
import ArchiveKit
import Foundation
import MetricModel
import TestKit
import Testing

@Suite("A file that another process has locked")
struct BusyFileTests {
    private static func hold(_ path: String) async throws -> Victim {
        try await onThread {
            var task = Victim.Task(path)
            task.kind = .hold
            let holder = try Victim(task)
            try holder.wait(for: 1, more: "holds")
            return holder
        }
    }

    @Test("gets its rows when it is free again, and none is lost")
    func later() async throws {
        let directory = try TemporaryFolder()
        let archive = try openArchive(directory, flushAfter: .milliseconds(20))
        archive.store(rows([[1, 1]]))
        await archive.flush()
        let path = archive.layout.path(of: cpu())
        let holder = try await Self.hold(path)
        archive.store(rows([[2, 2], [3, 3]], from: midnight + 15))
        await archive.flush()
        #expect(archive.counters.rowsWritten == 1 && archive.counters.rowsFailed == 0)
        _ = try await onThread { try holder.finish() }
        let patience = ContinuousClock.now + .seconds(20)
        while archive.counters.rowsWritten < 3, ContinuousClock.now < patience { await Task.yield() }
        #expect(archive.counters.rowsWritten == 3 && archive.counters.errors.isEmpty)
        await archive.close()
        #expect(directory.names(in: "journal").isEmpty)
    }

    @Test("gets its rows at the next start, if it is locked to the end")
    func nextStart() async throws {
        let directory = try TemporaryFolder()
        let archive = try openArchive(directory)
        archive.store(rows([[1, 1]]))
        await archive.flush()
        let holder = try await Self.hold(archive.layout.path(of: cpu()))
        archive.store(rows([[2, 2], [3, 3]], from: midnight + 15))
        await archive.close()
        #expect(archive.counters.rowsFailed == 2)
        _ = try await onThread { try holder.finish() }
        let next = try openArchive(directory)
        #expect(try await next.fetch(Query(cpu(), from: midnight, to: midnight + 45))["user"] == [1, 2, 3])
        await next.close()
    }
}
