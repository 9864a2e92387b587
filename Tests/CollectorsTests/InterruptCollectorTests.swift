import Collectors
import MetricModel
import Procfs
import TestKit
import Testing

@Suite("Interrupt lines")
struct InterruptCollectorTests {
    @Test("those that moved are told of, the busiest first, each with the core that served the most")
    func lines() throws {
        let values = try InterruptCollector.values(of: .hypervisor)
        #expect(
            values.rows == [
                "interrupt@LOC", "interrupt@41 eno1-TxRx-0", "interrupt@42 eno1-TxRx-1", "interrupt@RES",
                "interrupt@NMI", "interrupt@ERR", "interrupt@16 ehci_hcd:usb1, i801_smbus",
            ])
        // Over 2³² on the way.
        expect(values.row("interrupt@41 eno1-TxRx-0"), are: ["rate": 1000, "top_cpu": 1, "top_share": 100])
        expect(values.row("interrupt@42 eno1-TxRx-1"), are: ["rate": 800, "top_cpu": 2, "top_share": 75])
        expect(values.row("interrupt@LOC"), are: ["rate": 1400, "top_cpu": 0, "top_share": 100 / 7.0])
        expect(values.row("interrupt@ERR"), are: ["rate": 1])
    }

    @Test("a queue's core is known among many")
    func manyCores() throws {
        let values = try InterruptCollector.values(of: .manyCores)
        #expect(values.rows.count == 17)
        expect(
            values.row("interrupt@103 nvme0q3"), are: ["rate": 420, "top_cpu": 24, "top_share": 100 * 6000 / 6300.0])
    }

    @Test("of many lines the 64 busiest are told of, and the others counted")
    func cap() throws {
        let host = try PlayedHost(.hypervisor)
        defer { withExtendedLifetime(host) {} }
        func lay(_ count: (Int) -> Int) throws {
            try host.edit("proc/interrupts") { _ in
                "CPU0\n" + (0..<500).map { "\($0): \(count($0))  x  queue\($0)\n" }.joined()
            }
        }
        try lay { _ in 5 }
        let collector = InterruptCollector(host.roots)
        var buffer = ReadBuffer()
        try collector.sample(at: .start, through: &buffer)
        // In a mixed order; line 0 stands still.
        try lay { 5 + $0 * 7 % 500 }
        try collector.sample(at: .start + 1, through: &buffer)
        let values = collector.values(at: .start + 1)
        let numbers = values.rows.compactMap { values["\($0).rate"] }
        #expect(numbers == (436...499).reversed().map { Double($0) })
        #expect(collector.leftOut == 499 - 64)
    }

    @Test("a core that comes or goes makes a gap, a line that comes, goes or changes hands does not")
    func changes() throws {
        let host = try PlayedHost(.hypervisor)
        try host.drop("42:", from: "proc/interrupts")
        let values = try InterruptCollector.values(of: host) { host in
            try host.advance()
            try host.drop("16:", from: "proc/interrupts")
            try host.edit("proc/interrupts") { $0.replacing("eno1-TxRx-0", with: "eth0") }
        }
        #expect(values.rows == ["interrupt@LOC", "interrupt@RES", "interrupt@NMI", "interrupt@ERR"])
        let cores = try InterruptCollector.values(of: PlayedHost(.hypervisor)) { host in
            try host.advance()
            try host.edit("proc/interrupts") { $0.replacing("CPU4", with: "CPU3") }
        }
        #expect(cores.rows.isEmpty)
    }

    @Test("a host without the file says nothing")
    func none() throws { #expect(try InterruptCollector.values(of: .container).rows.isEmpty) }
}
