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
}
