import Collectors
import MetricModel
import Procfs
import TestKit
import Testing

@Suite("Load and processes")
struct LoadCollectorTests {
    @Test("load is the mean of the interval's samples")
    func load() throws {
        let values = try LoadAverageCollector.values(of: .hypervisor)
        expect(
            values.row("load"),
            are: [
                "one": (9.05 + 9.20) / 2, "five": (8.80 + 8.85) / 2, "fifteen": (8.10 + 8.13) / 2,
            ])
    }

    @Test("running tasks are counted without the one that reads")
    func processes() throws {
        // Two samples: procs_running 10 and 11, blocked 2 and 1, 1,200 and 1,210 tasks; 60 forks, 300,000 switches.
        let values = try ProcessesCollector.values(of: .hypervisor)
        expect(
            values.row("processes"),
            are: [
                "running": 9.5, "blocked": 1.5, "total": 1205, "forks": 4, "cswch": 20_000,
            ])
    }

    @Test("before an interval has passed, counts are told and rates are not")
    func first() throws {
        let host = try PlayedHost(.hypervisor)
        defer { withExtendedLifetime(host) {} }
        let collector = ProcessesCollector(host.roots)
        var buffer = ReadBuffer()
        try collector.sample(at: .start, through: &buffer)
        #expect(collector.values(at: .start).row("processes").keys.sorted() == ["blocked", "running", "total"])
    }

    @Test("a counter that went backwards is unknown")
    func reset() throws {
        let values = try ProcessesCollector.values(of: PlayedHost(.hypervisor)) { host in
            try host.advance()
            try host.edit("proc/stat") { $0.replacing("ctxt 9000300000", with: "ctxt 300000") }
        }
        #expect(values["processes.cswch"] == nil)
        #expect(values["processes.forks"] == 4)
    }

    @Test("the load now is split into what runs, what waits for a disk, and the rest")
    func now() throws {
        let host = try PlayedHost(.hypervisor)
        defer { withExtendedLifetime(host) {} }
        let collector = LoadNowCollector(host.roots)
        var buffer = ReadBuffer()
        try host.edit("proc/loadavg") { $0.replacing("9.05", with: "14.00") }
        try collector.sample(at: .start, through: &buffer)
        // 14 tasks were active; 9 run beside the agent, 2 are blocked.
        for second in 1...6 { try collector.sample(at: .start + Double(second), through: &buffer) }
        expect(
            collector.values(at: .start + 6).row("load_now"),
            are: ["active": 14, "running": 9, "blocked": 2, "other": 3])
        // A step by 8 % of a task's weight: 16 now.
        try host.edit("proc/loadavg") { $0.replacing("14.00", with: "14.16") }
        try host.edit("proc/stat") { $0.replacing("procs_running 10", with: "procs_running 20") }
        try collector.sample(at: .start + 7, through: &buffer)
        expect(
            collector.values(at: .start + 7).row("load_now"),
            are: ["active": 16, "running": 19, "blocked": 2, "other": 0])
    }

    @Test("where readings lie too far apart, the load now has no active tasks, and so no others")
    func farApart() throws {
        let values = try LoadNowCollector.values(of: .hypervisor)
        expect(values.row("load_now"), are: ["running": 9.5, "blocked": 1.5])
    }

    @Test("three subjects read /proc/loadavg once a tick")
    func shared() throws {
        let host = try PlayedHost(.hypervisor)
        defer { withExtendedLifetime(host) {} }
        let shared = SharedReaders(host.roots)
        let (load, processes) = (LoadAverageCollector(host.roots, shared), ProcessesCollector(host.roots, shared))
        var buffer = ReadBuffer()
        try load.sample(at: .start, through: &buffer)
        try host.edit("proc/loadavg") { $0.replacing("/1200", with: "/9999") }
        try processes.sample(at: .start, through: &buffer)
        #expect(processes.values(at: .start)["processes.total"] == 1200)
    }
}
