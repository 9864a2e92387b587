import Collectors
import MetricModel
import Procfs
import TestKit
import Testing

@Suite("CPU time")
struct CPUCollectorTests {
    @Test("takes the guests out of user and nice")
    func guests() throws {
        // 10,500 ticks in all: user 6,300 with 5,040 of guests in it, nice 420 with 315 in it, system 840, idle 2,100,
        // iowait 630, softirq 210.
        let values = try CPUCollector.values(of: .hypervisor)
        let expected: [String: Double] = [
            "user": 12, "nice": 1, "system": 8, "idle": 20, "iowait": 6, "irq": 0, "softirq": 2, "steal": 0,
            "guest": 51,
        ]
        expect(values.row("cpu"), are: expected)
        expect(values.row("cpu@4"), are: expected)
    }

    @Test("leaves a hole where a core is offline")
    func offlineCore() throws {
        let values = try CPUCollector.values(of: .hypervisor)
        #expect(values.rows == ["cpu", "cpu@0", "cpu@1", "cpu@2", "cpu@4", "cpu@5", "cpu@6", "cpu@7"])
    }

    @Test("adds up to 100 % for all cores and for each", arguments: FixtureHost.all)
    func sums(host: FixtureHost) throws {
        let values = try CPUCollector.values(of: host)
        #expect(!values.rows.isEmpty)
        for row in values.rows {
            let sum = values.row(row).values.reduce(0, +)
            #expect(abs(sum - 100) < 1e-9, "\(row)")
        }
    }

    @Test("counts an iowait that stepped back as unchanged")
    func iowaitBackwards() throws {
        let host = try PlayedHost(.hypervisor)
        let values = try CPUCollector.values(of: host) { host in
            try host.advance()
            try host.edit("proc/stat") {
                $0.replacing(
                    "cpu0 90000900 400060 9000120 140000300 600090",
                    with: "cpu0 90000900 400060 9000120 140000300 599999")
            }
        }
        // 1,500 ticks less the 90 of iowait.
        #expect(values["cpu@0.iowait"] == 0)
        #expect(values["cpu@0.idle"] == 100 * 300.0 / 1410)
    }

    @Test("says nothing of a core whose counters went backwards, nor of one that just came")
    func reset() throws {
        let host = try PlayedHost(.hypervisor)
        try host.drop("cpu1", from: "proc/stat")
        let values = try CPUCollector.values(of: host) { host in
            try host.advance()
            try host.edit("proc/stat") { $0.replacing("cpu2 90000900", with: "cpu2 900") }
        }
        #expect(values.rows == ["cpu", "cpu@0", "cpu@4", "cpu@5", "cpu@6", "cpu@7"])
    }

    @Test("says nothing at the first sample, nor after a failure until a whole interval has been seen")
    func afterFailure() throws {
        let host = try PlayedHost(.hypervisor)
        let collector = CPUCollector(host.roots)
        var buffer = ReadBuffer()
        try collector.sample(at: .start, through: &buffer)
        #expect(collector.values(at: .start).rows.isEmpty)
        try host.edit("proc/stat") { _ in "cpu  1 2\n" }
        #expect(throws: ProcfsError.self) { try collector.sample(at: .start + 1, through: &buffer) }
        collector.forget()
        #expect(collector.values(at: .start + 1).rows.isEmpty)
        try host.advance()
        try collector.sample(at: .start + 2, through: &buffer)
        #expect(collector.values(at: .start + 2).rows.isEmpty)
        // Nothing happens in this interval, so that no shares can be told.
        try collector.sample(at: .start + 3, through: &buffer)
        #expect(collector.values(at: .start + 3).rows.isEmpty)
        try host.edit("proc/stat") { $0.replacing("cpu0 90000900", with: "cpu0 90000910") }
        try collector.sample(at: .start + 4, through: &buffer)
        #expect(collector.values(at: .start + 4)["cpu@0.user"] == 100)
    }
}
