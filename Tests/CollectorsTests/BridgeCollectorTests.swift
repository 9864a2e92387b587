import Collectors
import MetricModel
import Procfs
import TestKit
import Testing

@Suite("Bridges")
struct BridgeCollectorTests {
    private static let host = FixtureHost(name: "spanning-tree")

    @Test("another bridge becomes the root, and a port is closed that would make a loop")
    func rootChange() throws {
        let values = try BridgeCollector.values(of: Self.host)
        #expect(
            values.rows == [
                "bridge", "bridge@br-lan", "bridge@br0", "bridge_port@br0/port0", "bridge_port@br0/port1",
                "bridge_port@br0/port2",
            ])
        expect(
            values.row("bridge@br0"),
            are: [
                "stp": 1, "is_root": 0.5, "root_path_cost": 1, "tc": 0.5, "tc_detected": 0, "root_changes": 1.0 / 15,
                "ports": 3, "disabled": 1, "listening": 0, "learning": 0, "forwarding": 1.5, "blocking": 0.5,
            ])
        expect(
            values.row("bridge"),
            are: ["bridges": 2, "ports": 4, "blocking": 0.5, "root_changes": 1.0 / 15, "port_changes": 1.0 / 15])
        #expect(values.texts["bridge@br0.root"] == "8000.5a22f44d37bf")
        expect(
            values.row("bridge_port@br0/port1"),
            are: ["state": 3.5, "path_cost": 2, "designated_cost": 0, "changes": 1.0 / 15])
        expect(
            values.row("bridge_port@br0/port2"),
            are: ["state": 0, "path_cost": 2, "designated_cost": 0, "changes": 0])
    }

    @Test("of a bridge without the protocol there are the ports' states alone, and no ports singly")
    func plain() throws {
        let values = try BridgeCollector.values(of: Self.host)
        expect(
            values.row("bridge@br-lan"),
            are: [
                "stp": 0, "ports": 1, "disabled": 0, "listening": 0, "learning": 0, "forwarding": 1, "blocking": 0,
            ])
        #expect(values.texts["bridge@br-lan.root"] == nil)
    }

    @Test("a protocol that runs in a program says nothing to the kernel of a tree, but sets the ports' states")
    func userSpace() throws {
        let host = try PlayedHost(Self.host)
        try host.edit("sys/class/net/br0/bridge/stp_state") { _ in "2\n" }
        let values = try BridgeCollector.values(of: host) { _ in }
        #expect(values["bridge@br0.stp"] == 2)
        #expect(values["bridge@br0.is_root"] == nil)
        #expect(values["bridge@br0.forwarding"] == 2)
        #expect(values["bridge_port@br0/port0.state"] == 3)
    }

    @Test("a hypervisor's bridges: one alone in its tree, one whose port lost its link")
    func hypervisor() throws {
        let values = try BridgeCollector.values(of: .hypervisor)
        #expect(values.rows == ["bridge", "bridge@br0", "bridge@docker0", "bridge@virbr0"])
        #expect(values["bridge@br0.ports"] == 3)
        #expect(values["bridge@virbr0.is_root"] == 1)
        #expect(values["bridge@virbr0.ports"] == 0)
        #expect(values["bridge@docker0.disabled"] == 0.5)
    }

    @Test("interfaces are searched for bridges every minute, ports at every reading")
    func finds() throws {
        let host = try PlayedHost(Self.host)
        defer { withExtendedLifetime(host) {} }
        let collector = BridgeCollector(host.roots)
        var buffer = ReadBuffer()
        try host.remove("sys/class/net/br-lan/bridge")
        try collector.sample(at: .start, through: &buffer)
        #expect(collector.values(at: .start)["bridge@br-lan.stp"] == nil)
        try host.advance()
        try host.remove("sys/class/net/br0/brif/port2")
        try host.remove("sys/class/net/port2")
        try collector.sample(at: .start + 45, through: &buffer)
        var values = collector.values(at: .start + 45)
        #expect(values["bridge@br0.ports"] == 2)
        #expect(!values.rows.contains("bridge_port@br0/port2"))
        #expect(!values.rows.contains("bridge@br-lan"))
        try collector.sample(at: .start + 60, through: &buffer)
        values = collector.values(at: .start + 60)
        #expect(values["bridge@br-lan.stp"] == 0)
    }

    @Test("a bridge that went away harms no other")
    func goes() throws {
        let values = try BridgeCollector.values(of: PlayedHost(Self.host)) { host in
            try host.advance()
            try host.remove("sys/class/net/br-lan")
        }
        #expect(values["bridge@br0.stp"] == 1)
    }

    @Test("a host without bridges says nothing, and that is no error")
    func none() throws {
        #expect(try BridgeCollector.values(of: .idleVM).rows.isEmpty)
        #expect(try BridgeCollector.values(of: FixtureHost(name: "odd-names")).rows.isEmpty)
    }
}
