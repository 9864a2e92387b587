import Collectors
import MetricModel
import Procfs
import TestKit
import Testing

@Suite("Bonds")
struct BondCollectorTests {
    @Test("a bond whose second slave lost its link three times, and then the switch")
    func bond() throws {
        // Gauges are the mean of two samples: of 2 and 5 failures, of 0 and 1 slave beside the aggregator.
        let values = try BondCollector.values(of: .hypervisor)
        #expect(values.rows == ["bond", "bond@bond0", "bond_slave@bond0/eno1", "bond_slave@bond0/eno2"])
        expect(
            values.row("bond@bond0"),
            are: [
                "mode_id": 4, "up": 1, "slaves": 2, "slaves_up": 2, "failures": 3.5, "failure_rate": 3.0 / 15,
                "agg_mismatch": 0.5, "churned": 0.5,
            ])
        expect(
            values.row("bond"),
            are: [
                "bonds": 1, "down": 0, "slaves": 2, "slaves_down": 0, "failure_rate": 3.0 / 15, "agg_mismatch": 0.5,
            ])
        #expect(values.texts["bond@bond0.mode"] == "802.3ad")
        #expect(values.texts["bond@bond0.active_slave"] == nil)
        expect(
            values.row("bond_slave@bond0/eno1"),
            are: ["up": 1, "failures": 0, "speed": 1e10, "duplex": 1, "aggregator": 1, "active": 1])
        expect(
            values.row("bond_slave@bond0/eno2"),
            are: ["up": 1, "failures": 3.5, "speed": 1e10, "duplex": 1, "aggregator": 1.5, "active": 0.5])
    }

    @Test("another slave becomes the active one")
    func failover() throws {
        let host = try PlayedHost(.hypervisor)
        func activeBackup(_ active: String, _ eno1: String) throws {
            try host.edit("proc/net/bonding/bond0") { _ in
                """
                Bonding Mode: fault-tolerance (active-backup)
                Currently Active Slave: \(active)
                MII Status: up

                Slave Interface: eno1
                MII Status: \(eno1)
                Link Failure Count: 0

                Slave Interface: eno2
                MII Status: up
                Link Failure Count: 0

                """
            }
        }
        try activeBackup("eno1", "up")
        let values = try BondCollector.values(of: host) { _ in try activeBackup("eno2", "down") }
        #expect(values.texts["bond@bond0.active_slave"] == "eno2")
        #expect(values.texts["bond@bond0.mode"] == "active-backup")
        #expect(values["bond@bond0.agg_mismatch"] == nil)
        #expect(values["bond_slave@bond0/eno1.active"] == 0.5)
        #expect(values["bond_slave@bond0/eno2.active"] == 0.5)
        #expect(values["bond_slave@bond0/eno1.up"] == 0.5)
        #expect(values["bond_slave@bond0/eno1.speed"] == nil)
    }

    @Test("one that leaves is not told of, and one that comes is from its first reading on")
    func comesAndGoes() throws {
        let host = try PlayedHost(.hypervisor)
        defer { withExtendedLifetime(host) {} }
        let collector = BondCollector(host.roots)
        var buffer = ReadBuffer()
        try collector.sample(at: .start, through: &buffer)
        _ = collector.values(at: .start)
        try host.remove("proc/net/bonding/bond0")
        try collector.sample(at: .start + 15, through: &buffer)
        #expect(collector.values(at: .start + 15).rows.isEmpty)
        try host.advance()
        try collector.sample(at: .start + 30, through: &buffer)
        let values = collector.values(at: .start + 30)
        #expect(values["bond@bond0.failures"] == 5)
        // It was not there 15 s ago.
        #expect(values["bond@bond0.failure_rate"] == nil)
    }

    @Test("a host without bonds says nothing, and that is no error")
    func none() throws {
        #expect(try BondCollector.values(of: .idleVM).rows.isEmpty)
    }

    @Test("a bond's file that makes no sense is an error that names it")
    func malformed() throws {
        let host = try PlayedHost(.hypervisor)
        try host.edit("proc/net/bonding/bond0") { $0.replacing("10000 Mbps", with: "fast") }
        #expect(throws: ProcfsError.malformed(path: "net/bonding", expected: "speed in Mbps", found: "fast")) {
            try BondCollector.values(of: host) { _ in }
        }
    }
}
