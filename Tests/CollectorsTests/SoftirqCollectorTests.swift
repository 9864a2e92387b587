import Collectors
import Procfs
import TestKit
import Testing

@Suite("Softirqs")
struct SoftirqCollectorTests {
    @Test("are told per second, in all and by type")
    func rates() throws {
        // Type n came 150 n times in 15 s, and there were 1,500,000 interrupts.
        let expected: [String: Double] = [
            "hardware": 100_000, "total": 550, "hi": 10, "timer": 20, "net_tx": 30, "net_rx": 40, "block": 50,
            "irq_poll": 60, "tasklet": 70, "sched": 80, "hrtimer": 90, "rcu": 100,
        ]
        expect(try SoftirqCollector.values(of: .manyCores).row("softirq"), are: expected)
    }

    @Test("one that fell, or that the kernel does not count, is unknown; the others go on")
    func reset() throws {
        let host = try PlayedHost(.manyCores)
        let values = try SoftirqCollector.values(of: host) { host in
            try host.advance()
            try host.edit("proc/stat") { $0.replacing("softirq 16500 300", with: "softirq 16500 30") }
            try host.drop("intr", from: "proc/stat")
        }
        #expect(values["softirq.hi"] == nil)
        #expect(values["softirq.hardware"] == nil)
        #expect(values["softirq.timer"] == 20)
    }

    @Test("say nothing at the first reading")
    func first() throws {
        let host = try PlayedHost(.manyCores)
        defer { withExtendedLifetime(host) {} }
        let collector = SoftirqCollector(host.roots)
        var buffer = ReadBuffer()
        try collector.sample(at: .start, through: &buffer)
        #expect(collector.values(at: .start).rows.isEmpty)
    }
}
