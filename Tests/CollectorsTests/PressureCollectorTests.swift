import Agent
import Collectors
import Foundation
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

    @Test("where it is hidden there is neither a row nor a line, and the other subjects go on")
    func hidden() throws {
        let host = try PlayedHost(.container)
        let lines = Mutex<[String]>([])
        var agent = Agent(host.roots, output: NoOutput()) { line in lines.withLock { $0.append(line) } }
        for second in 0..<15 { agent.sample(at: .start + Double(second)) }
        try host.advance()
        agent.sample(at: .start + 15)
        let values = Values(agent.values(at: .start + 15), Catalogue.definitions)
        let subjects = Set(values.rows.map { $0.prefix { $0 != "@" } })
        #expect(subjects.isDisjoint(with: ["pressure", "pressure_avg"]))
        #expect(subjects.isSuperset(of: ["load", "cpu", "memory", "paging", "disk", "network", "processes", "host"]))
        #expect(lines.withLock { $0 } == [])
    }

    @Test("a file that is missing is looked for once a minute, and the others are told meanwhile")
    func comes() throws {
        let host = try PlayedHost(.manyCores)
        defer { withExtendedLifetime(host) {} }
        let irq = try String(contentsOfFile: "\(host.roots.proc.path)/pressure/irq", encoding: .utf8)
        try host.remove("proc/pressure/irq")
        let collector = PressureAverageCollector(host.roots)
        var buffer = ReadBuffer()
        try collector.sample(at: .start, through: &buffer)
        try host.write("proc/pressure/irq", irq)
        var told: [Double: Int] = [:]
        for second in [59, 60] as [Double] {
            try collector.sample(at: .start + second, through: &buffer)
            told[second] = collector.values(at: .start + second).row("pressure_avg").count
        }
        #expect(told == [59: 15, 60: 18])
    }

    @Test("a malformed file is an error, after which nothing is told until it can be read")
    func malformed() throws {
        let host = try PlayedHost(.hypervisor)
        defer { withExtendedLifetime(host) {} }
        let collector = PressureCollector(host.roots)
        var buffer = ReadBuffer()
        try collector.sample(at: .start, through: &buffer)
        try host.edit("proc/pressure/io") { _ in "" }
        #expect(throws: ProcfsError.self) { try collector.sample(at: .start + 1, through: &buffer) }
        collector.forget()
        #expect(collector.values(at: .start + 1).rows.isEmpty)
    }

    @Test("has the kernel's averages beside it, and the time of interrupts where the kernel measures it")
    func averages() throws {
        // The means of two samples; interrupts took 0.015 of 15 s.
        let host = try PlayedHost(.manyCores)
        try host.edit("proc/pressure/memory") { $0.replacing("some avg10=1.00", with: "some avg10=4.50") }
        let values = try PressureAverageCollector.values(of: host) { try $0.advance() }
        let known = values.row("pressure_avg")
        #expect(known.count == 19)
        #expect(known["memory_some_10"] == 2.75)
        #expect(known["cpu_some_300"] == 1)
        #expect(known["irq_full"] == 0.1)
        #expect(known["irq_full_60"] == 0.25)
        let hypervisor = try PressureAverageCollector.values(of: .hypervisor).row("pressure_avg")
        #expect(hypervisor.count == 15)
        #expect(hypervisor["io_full_10"] == 3.1)
    }
}
