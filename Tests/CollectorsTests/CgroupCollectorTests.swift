import Collectors
import Foundation
import MetricModel
import Procfs
import TestKit
import Testing

@Suite("Services and containers")
struct CgroupCollectorTests {
    private static let mebibyte = 1_048_576.0

    @Test("a service's CPU time, memory, I/O, stalls and tasks")
    func service() throws {
        let values = try CgroupCollector.values(of: .hypervisor)
        let mebibyte = Self.mebibyte
        // In 15 s: 0.3 s of user and 0.15 s of kernel time; 30 major faults; 1.5 and 3.06 MB in 150 and 315 requests on two
        // devices; 1.5 s, 0.03 s, 0.015 s, 0.6 s and 0.45 s of stalls.
        expect(
            values.row("cgroup@system.slice/ssh.service"),
            are: [
                "cpu": 0.03, "user": 0.02, "system": 0.01, "throttled": 0, "memory": 25 * mebibyte,
                "anon": 8.5 * mebibyte, "file": 12 * mebibyte, "kernel": 3 * mebibyte, "sock": 65536, "swap": mebibyte,
                "major_faults": 2, "high": 0, "oom": 0, "oom_kills": 0, "read_bytes": 100_000,
                "write_bytes": 204_000, "reads": 10, "writes": 21, "cpu_some": 10, "memory_some": 0.2,
                "memory_full": 0.1, "io_some": 4, "io_full": 3, "tasks": 4, "tasks_max_hits": 0,
            ])
    }

    @Test("limits and what happens at them")
    func limits() throws {
        let values = try CgroupCollector.values(of: .hypervisor)
        let row = values.row("cgroup@system.slice/libvirtd.service")
        #expect(row["memory_max"] == 1024 * Self.mebibyte)
        #expect([row["high"], row["oom"], row["oom_kills"], row["tasks_max_hits"]] == [3, 1 / 15.0, 1 / 15.0, 1])
    }

    @Test("a container that is held to a core is throttled, and is not among the services")
    func container() throws {
        let row = try ContainerCollector.values(of: .hypervisor).row("container@docker-3f4e3f4e3f4e")
        #expect([row["cpu"], row["user"], row["system"]] == [1, 0.9, 0.1])
        #expect([row["throttled_pct"], row["throttled"], row["cpu_some"]] == [80, 0.4, 80])
        let services = try CgroupCollector.values(of: .hypervisor)
        #expect(!services.rows.contains { $0.contains("docker") })
        #expect(!ContainerCollector.isOnByDefault)
    }

    @Test("without controllers there is CPU time and pressure alone")
    func hybrid() throws {
        let row = try CgroupCollector.values(of: .idleVM).row("cgroup@batch")
        #expect(
            row.keys.sorted() == [
                "cpu", "cpu_some", "io_full", "io_some", "memory_full", "memory_some", "system", "user",
            ])
        #expect(abs((row["cpu"] ?? 0) - 0.082) < 0.001)
    }

    @Test(
        "a host without cgroups of version 2 has nothing to say", arguments: ["kernel-3.10", "container", "many-cores"])
    func absent(host: String) throws {
        #expect(try CgroupCollector.values(of: FixtureHost(name: host)).rows.isEmpty)
    }

    @Test("one that goes is left out, and the others go on; one that comes has no rates yet")
    func comesAndGoes() throws {
        let host = try PlayedHost(.hypervisor)
        let services = "sys/fs/cgroup/system.slice"
        let values = try CgroupCollector.values(of: host) { host in
            try host.advance()
            try host.remove("\(services)/libvirtd.service")
            for name in ["cron", "dbus"] { try host.copy("\(services)/ssh.service", to: "\(services)/\(name).service") }
        }
        #expect(!values.rows.contains("cgroup@system.slice/libvirtd.service"))
        #expect(values["cgroup@system.slice/ssh.service.read_bytes"] == 100_000)
        #expect(values["cgroup@system.slice/cron.service.memory"] == 26 * Self.mebibyte)
        #expect(values["cgroup@system.slice/cron.service.cpu"] == nil)
    }

    @Test("a service that was started anew has no rates, but its memory")
    func restarted() throws {
        let values = try CgroupCollector.values(of: PlayedHost(.hypervisor)) { host in
            try host.advance()
            try host.edit("sys/fs/cgroup/system.slice/ssh.service/cpu.stat") {
                $0.replacing(/usec \d+/, with: "usec 1")
            }
        }
        #expect(values["cgroup@system.slice/ssh.service.cpu"] == nil)
        #expect(values["cgroup@system.slice/ssh.service.memory"] != nil)
    }

    @Test("a service that takes another unit's place unseen is found within a minute")
    func replaced() throws {
        let host = try PlayedHost(.hypervisor)
        defer { withExtendedLifetime(host) {} }
        let services = "sys/fs/cgroup/system.slice"
        let collector = CgroupCollector(host.roots)
        var buffer = ReadBuffer()
        try collector.sample(at: .start, through: &buffer)
        try host.remove("\(services)/dev-hugepages.mount")
        try host.copy("\(services)/ssh.service", to: "\(services)/cron.service")
        try collector.sample(at: .start + 60, through: &buffer)
        #expect(collector.values(at: .start + 60).rows.contains("cgroup@system.slice/cron.service"))
    }

    @Test("of more than 32 those that were there first stay, and the rest is counted")
    func cap() throws {
        let host = try PlayedHost(.hypervisor)
        let services = "sys/fs/cgroup/system.slice"
        defer { withExtendedLifetime(host) {} }
        let collector = CgroupCollector(host.roots)
        var buffer = ReadBuffer()
        try collector.sample(at: .start, through: &buffer)
        #expect(collector.leftOut == 0)
        let before = collector.values(at: .start).rows
        for number in 0..<40 { try host.copy("\(services)/ssh.service", to: "\(services)/a\(number).service") }
        try collector.sample(at: .start + 15, through: &buffer)
        let after = collector.values(at: .start + 15).rows
        #expect(after.count == 32)
        #expect(collector.leftOut == 40 + 5 - 32)
        #expect(Array(after.prefix(before.count)) == before)
    }
}
