import Collectors
import Procfs
import TestKit
import Testing

@Suite("Files and tasks")
struct LimitsCollectorTests {
    @Test("are told with their limits")
    func limits() throws {
        let values = try LimitsCollector.values(of: FixtureHost(name: "kernel-3.10"))
        expect(
            values.row("limits"),
            are: [
                "files": 1984, "files_max": 382_862, "files_pct": 100 * 1984 / 382_862.0, "inodes": 31007.5,
                "inodes_free": 300, "tasks": 311, "tasks_max": 30601, "tasks_pct": 100 * 310 / 30601.0,
                "entropy": 3070, "entropy_pool": 4096,
            ])
        // Where pid_max is the smaller.
        let host = try PlayedHost(.hypervisor)
        try host.edit("proc/sys/kernel/pid_max") { _ in "32768\n" }
        #expect(try LimitsCollector.values(of: host) { _ in }["limits.tasks_max"] == 32768)
    }

    @Test("what a host does not tell is unknown")
    func incomplete() throws {
        #expect(try LimitsCollector.values(of: .container).row("limits") == ["tasks": 900.5])
    }
}
