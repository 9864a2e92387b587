import Collectors
import MetricModel
import Procfs
import TestKit
import Testing

@Suite("VLANs")
struct VLANCollectorTests {
    @Test("what a VLAN carried in 15 s")
    func carried() throws {
        let values = try VLANCollector.values(of: .hypervisor)
        #expect(values.rows == ["vlan@bond0.100"])
        expect(
            values.row("vlan@bond0.100"),
            are: [
                "id": 100, "up": 1, "rx_frames": 100, "rx_bytes": 100_000, "rx_multicast": 2, "tx_frames": 100,
                "tx_bytes": 100_000,
            ])
        #expect(values.texts["vlan@bond0.100.parent"] == "bond0")
    }

    @Test("one whose parent lost its link is down")
    func down() throws {
        let host = try PlayedHost(.hypervisor)
        try host.edit("sys/class/net/bond0.100/operstate") { _ in "lowerlayerdown\n" }
        #expect(try VLANCollector.values(of: host) { _ in }["vlan@bond0.100.up"] == 0)
    }

    @Test("where /sys does not know it, it is not told whether it is up")
    func unknown() throws {
        let host = try PlayedHost(.hypervisor)
        try host.remove("sys/class/net/bond0.100")
        let values = try VLANCollector.values(of: host) { _ in }
        #expect(values["vlan@bond0.100.id"] == 100)
        #expect(values["vlan@bond0.100.up"] == nil)
    }

    @Test("a host without VLANs says nothing, and that is no error")
    func none() throws {
        #expect(try VLANCollector.values(of: .idleVM).rows.isEmpty)
    }
}
