import Agent
import Collectors
import MetricModel
import Procfs
import Synchronization
import TestKit
import Testing

@Suite("Pressure")
struct PressureCollectorTests {
    @Test("is the advance of the totals, not the kernel's averages")
    func totals() throws {
        // In 15 s: 2.25 s for the CPU, 0.03 and 0.015 s for memory, 0.6 and 0.45 s for I/O.
        let values = try PressureCollector.values(of: .hypervisor)
        expect(
            values.row("pressure"),
            are: [
                "cpu_some": 15, "memory_some": 0.2, "memory_full": 0.1, "io_some": 4, "io_full": 3,
            ])
    }

    @Test(
        "a total that went backwards is unknown, and the others go on",
        arguments: [
            ("cpu", ["io_full", "io_some", "memory_full", "memory_some"]),
            ("io", ["cpu_some", "memory_full", "memory_some"]),
        ])
    func reset(resource: String, known: [String]) throws {
        let values = try PressureCollector.values(of: PlayedHost(.hypervisor)) { host in
            try host.advance()
            try host.edit("proc/pressure/\(resource)") { $0.replacing(/total=[1-9]\d+/, with: "total=1") }
        }
        #expect(values.row("pressure").keys.sorted() == known)
    }

    @Test("says nothing of an interval of no length")
    func first() throws {
        let host = try PlayedHost(.hypervisor)
        defer { withExtendedLifetime(host) {} }
        let collector = PressureCollector(host.roots)
        var buffer = ReadBuffer()
        try collector.sample(at: .start, through: &buffer)
        #expect(collector.values(at: .start).rows.isEmpty)
    }

    @Test("where it is hidden there is no row, one line says so, and the other subjects go on")
    func hidden() throws {
        let host = try PlayedHost(.container)
        let lines = Mutex<[String]>([])
        var agent = Agent(host.roots, output: NoOutput()) { line in lines.withLock { $0.append(line) } }
        for second in 0..<15 { agent.sample(at: .start + Double(second)) }
        try host.advance()
        agent.sample(at: .start + 15)
        let values = Values(agent.values(at: .start + 15), Catalogue.definitions)
        let subjects = Set(values.rows.map { $0.prefix { $0 != "@" } })
        #expect(!subjects.contains("pressure"))
        #expect(subjects.isSuperset(of: ["load", "cpu", "memory", "paging", "disk", "network", "processes", "host"]))
        let reported = lines.withLock { $0 }
        #expect(reported.count == 1)
        #expect(reported.first?.hasPrefix("pressure: left out: ") == true)
        #expect(reported.first?.hasSuffix("/proc/pressure/cpu: cannot be read: No such file or directory") == true)
    }
}
