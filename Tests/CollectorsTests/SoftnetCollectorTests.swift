import Collectors
import MetricModel
import Procfs
import TestKit
import Testing

@Suite("Packet processing")
struct SoftnetCollectorTests {
    @Test("all cores together, and each; the backlog is what waits")
    func hypervisor() throws {
        // In 15 s core n took up 1,500 (n + 1) packets; 3 is offline, so that they make 32 × 100 a second together.
        let values = try SoftnetCollector.values(of: .hypervisor)
        expect(
            values.row("softnet"),
            are: ["processed": 3200, "dropped": 0, "squeezed": 25, "rps": 10, "flow_limit": 0, "backlog": 12.5])
        #expect(
            values.rows == ["softnet"] + [0, 1, 2, 4, 5, 6, 7].map { "softnet@\($0)" })
        expect(
            values.row("softnet@7"), are: ["processed": 800, "dropped": 0, "squeezed": 7, "backlog": 3.5])
    }

    @Test("a counter that steps over 2^32 makes no gap, neither for the core nor for all together")
    func wrap() throws {
        let values = try SoftnetCollector.values(of: .manyCores)
        #expect(values["softnet@7.processed"] == 800)
        #expect(values["softnet.processed"] == 825_600)
        #expect(values["softnet.backlog"] == 0)
    }

    @Test("while cores come and go there is no rate of all together, and the others go on")
    func comes() throws {
        let host = try PlayedHost(.hypervisor)
        try host.drop("00000007", from: "proc/net/softnet_stat")
        let values = try SoftnetCollector.values(of: host) { try $0.advance() }
        #expect(values["softnet.processed"] == nil)
        #expect(values["softnet.backlog"] == 25)
        #expect(values["softnet@7.processed"] == nil)
        #expect(values["softnet@6.processed"] == 700)
    }

    @Test("old kernels have no backlog")
    func old() throws {
        let values = try SoftnetCollector.values(of: FixtureHost(name: "kernel-3.10"))
        #expect(values["softnet@0.processed"] == 100)
        #expect(values["softnet.backlog"] == nil)
    }

    @Test("where there is no such file, nothing is said")
    func absent() throws {
        let host = try PlayedHost(.hypervisor)
        try host.remove("proc/net/softnet_stat")
        #expect(try SoftnetCollector.values(of: host) { _ in }.rows.isEmpty)
    }
}
