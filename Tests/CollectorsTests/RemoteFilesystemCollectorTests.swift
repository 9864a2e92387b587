import Collectors
import MetricModel
import Procfs
import TestKit
import Testing

/// Serialized, since there may be 16 threads in the whole process.
@Suite("Remote file systems", .serialized)
struct RemoteFilesystemCollectorTests {
    @Test("a recording answers at once; one that does not tell its size does not answer")
    func recorded() throws {
        let values = try RemoteFilesystemCollector.values(of: .hypervisor)
        #expect(values.rows == ["filesystem_remote@/mnt/share", "filesystem_remote@/mnt/ssh"])
        expect(values.row("filesystem_remote@/mnt/share"), are: ["answered": 0])
        expect(
            values.row("filesystem_remote@/mnt/ssh"),
            are: [
                "size": 4_096_000, "used": 3_072_000, "free": 819_200, "used_pct": 100 * 750 / 950.0,
                "read_only": 0, "answered": 1, "age": 0,
            ])
    }

    @Test("hosts without any say nothing and start no thread")
    func without() throws {
        #expect(try RemoteFilesystemCollector.values(of: FixtureHost.idleVM).rows.isEmpty)
        #expect(RemoteFilesystem.threads == 0)
    }

    @Test("one that hangs is told as such, holds up nobody, and is told of again once it answers")
    func hangs() throws {
        let host = try PlayedHost(.idleVM)
        let hanging = HangingMount()
        try host.edit("proc/self/mountinfo") { _ in mounts([hanging.path, "/fine", "/broken"]) }
        let collector = RemoteFilesystemCollector(
            host.roots, FilesystemStatistics(mayHang: true) { _ in nil }, call: HangingMount.call)
        var buffer = ReadBuffer()
        try collector.sample(at: .start, through: &buffer)
        // Nothing was asked before, so that there is nothing to say.
        #expect(collector.values(at: .start).rows.isEmpty)
        var seconds = 0.0
        /// Reads until the row says so, as though 15 s passed each time.
        func reads(_ path: String, _ isMet: (Values) -> Bool) -> Bool {
            becomesTrue {
                seconds += 15
                guard (try? collector.sample(at: .start + seconds, through: &buffer)) != nil else { return false }
                return isMet(collector.values(at: .start + seconds))
            }
        }
        #expect(reads("/fine") { $0["filesystem_remote@/fine.answered"] == 1 })
        try collector.sample(at: .start + 1_000_000, through: &buffer)
        let values = collector.values(at: .start + 1_000_000)
        #expect(values.rows.first == "filesystem_remote@\(hanging.path)")
        expect(values.row("filesystem_remote@\(hanging.path)"), are: ["answered": 0])
        #expect(values["filesystem_remote@/broken.answered"] == 0)
        #expect(values["filesystem_remote@/broken.size"] == nil)
        #expect(RemoteFilesystem.threads == 3)

        hanging.release()
        #expect(reads(hanging.path) { $0["filesystem_remote@\(hanging.path).size"] == 409_600 })
        // The next question hangs again.
        #expect(reads(hanging.path) { $0["filesystem_remote@\(hanging.path).answered"] == 0 })
        // The first call and the second; a thread that has not got so far would end at once.
        hanging.awaitCall()
        hanging.awaitCall()

        try host.edit("proc/self/mountinfo") { _ in mounts(["/fine"]) }
        collector.forget()
        try collector.sample(at: .start + 2_000_000, through: &buffer)
        // The thread that waits ends at once, and the one that hangs when it returns.
        #expect(becomesTrue { RemoteFilesystem.threads == 2 })
        hanging.release()
        #expect(becomesTrue { RemoteFilesystem.threads == 1 })
        withExtendedLifetime(collector) {}
    }

    @Test("there are at most 16 threads, those that hang for nobody included")
    func limit() throws {
        #expect(becomesTrue { RemoteFilesystem.threads == 0 })
        let host = try PlayedHost(.idleVM)
        let hanging = (0..<15).map { _ in HangingMount() }
        var threads = hanging.compactMap { RemoteFilesystem($0.path, call: HangingMount.call) }
        for thread in threads { thread.ask() }
        for mount in hanging { mount.awaitCall() }
        threads.removeAll()
        #expect(RemoteFilesystem.threads == 15)

        try host.edit("proc/self/mountinfo") { _ in mounts(["/a", "/b", "/c"]) }
        let collector = RemoteFilesystemCollector(
            host.roots, FilesystemStatistics(mayHang: true) { _ in nil }, call: HangingMount.call)
        var buffer = ReadBuffer()
        try collector.sample(at: .start, through: &buffer)
        #expect(RemoteFilesystem.threads == 16)
        #expect(collector.leftOut == 2)
        for mount in hanging { mount.release() }
        #expect(becomesTrue { RemoteFilesystem.threads == 1 })
        #expect(collector.leftOut == 2)
        try collector.sample(at: .start + 15, through: &buffer)
        #expect(collector.leftOut == 0)
        #expect(RemoteFilesystem.threads == 3)
    }

    private func mounts(_ paths: [String]) -> String {
        paths.enumerated().map { "\($0) 1 0:\($0 + 50) / \($1) rw - nfs4 filer:/\($0) rw\n" }.joined()
    }
}
