import Collectors
import MetricModel
import Procfs
import TestKit
import Testing

@Suite("Links and queues")
struct LinkCollectorTests {
    @Test("a link says whether it is up and how fast; bridges and VLANs have no speed of their own, the rest no link")
    func links() throws {
        let values = try LinkCollector.values(of: .hypervisor)
        #expect(
            values.rows == ["eno1", "eno2", "bond0", "bond0.100", "br0", "virbr0", "docker0"].map { "link@\($0)" })
        expect(
            values.row("link@eno2"),
            are: ["up": 1, "carrier": 1, "speed": 1e10, "duplex": 1, "mtu": 9000, "carrier_changes": 0.2])
        expect(values.row("link@br0"), are: ["up": 1, "carrier": 1, "mtu": 1500, "carrier_changes": 0])
        expect(values.row("link@virbr0"), are: ["up": 0, "carrier": 0, "mtu": 1500, "carrier_changes": 0])
    }

    @Test("a virtual machine's driver makes its speed up: it has none")
    func virtual() throws {
        let values = try LinkCollector.values(of: .idleVM)
        #expect(values["link@eth0.up"] == 1)
        #expect(values["link@eth0.speed"] == nil)
        #expect(try NetworkCollector.values(of: .idleVM)["network@eth0.rx_util"] == nil)
    }

    @Test("a link that went down has no speed, and the others go on")
    func down() throws {
        let values = try LinkCollector.values(of: PlayedHost(.hypervisor)) { host in
            try host.advance()
            try host.edit("sys/class/net/eno1/carrier") { _ in "0\n" }
            try host.edit("sys/class/net/eno1/operstate") { _ in "down\n" }
            try host.remove("sys/class/net/eno2/speed")
            try host.edit("sys/class/net/eno2/mtu") { _ in "nonsense\n" }
        }
        #expect(values["link@eno1.up"] == 0)
        #expect(values["link@eno1.speed"] == nil)
        #expect(values["link@eno2.mtu"] == nil)
        #expect(values["link@eno2.carrier_changes"] == 0.2)
        #expect(values["link@bond0.speed"] == 2e10)
    }

    @Test("utilisation is that of a wire whose speed is known")
    func utilisation() throws {
        // 1,000,000 bytes/s of 10 Gbit/s.
        let values = try NetworkCollector.values(of: .hypervisor)
        #expect(values["network@eno1.rx_util"] == 0.08)
        #expect(values["network@br0.rx_util"] == nil)
        #expect(values["network@vnet0.rx_util"] == nil)
        #expect(values["network@lo.tx_util"] == nil)
        #expect(values["network@eno1.rx_frame"] == 0)
    }

    @Test("more interfaces than the cap are counted as left out, and the total has them all")
    func cap() throws {
        let host = try PlayedHost(.hypervisor)
        defer { withExtendedLifetime(host) {} }
        let more = (0..<600).map { "eth\($0): 150 15 0 0 0 0 0 0 0 0 0 0 0 0 0 0\n" }.joined()
        try host.edit("proc/net/dev") {
            $0.replacing(": 150 15", with: ": 0 0") + more.replacing(": 150 15", with: ": 0 0")
        }
        let collector = NetworkCollector(host.roots)
        var buffer = ReadBuffer()
        try collector.sample(at: .start, through: &buffer)
        try host.advance()
        try host.edit("proc/net/dev") { $0 + more }
        try collector.sample(at: .start + 15, through: &buffer)
        let values = collector.values(at: .start + 15)
        #expect(values.rows.count == 512 + 1)
        #expect(collector.leftOut == 11 + 600 - 512)
        #expect(values["network.rx_bytes"] == 1_506_000)

        let links = LinkCollector(host.roots)
        try links.sample(at: .start, through: &buffer)
        #expect(links.values(at: .start).rows.count == 64)
        #expect(links.leftOut == 7 + 600 - 64)
    }

    @Test("what is neither shown nor summed is passed over, and does not hide what comes in its place")
    func passedOver() throws {
        let host = try PlayedHost(.hypervisor)
        defer { withExtendedLifetime(host) {} }
        let collector = NetworkCollector(host.roots)
        var buffer = ReadBuffer()
        try collector.sample(at: .start, through: &buffer)
        // Nobody looks at the numbers of a veth.
        try host.edit("proc/net/dev") { $0.replacing("veth1a2b3c4: 1000000", with: "veth1a2b3c4: many") }
        try collector.sample(at: .start + 1, through: &buffer)
        try host.edit("proc/net/dev") { text in
            text.split(separator: "\n").filter { !$0.hasPrefix("veth") }.map { "\($0)\n" }.joined()
                + "eno3: 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0\n"
        }
        try collector.sample(at: .start + 2, through: &buffer)
        #expect(!collector.values(at: .start + 2).rows.contains("network@eno3"))
        try host.edit("proc/net/dev") { $0.replacing("eno3: 0", with: "eno3: 500") }
        try collector.sample(at: .start + 3, through: &buffer)
        #expect(collector.values(at: .start + 3)["network@eno3.rx_bytes"] == 500)
    }

    @Test("queueing disciplines have the names of their interfaces; those without a queue are left out")
    func qdiscs() throws {
        let values = try QdiscCollector.values(of: .hypervisor)
        #expect(values.rows == ["qdisc@eno1", "qdisc@eno2", "qdisc@tap7"])
        // 129230 bytes 139 pkt dropped 144 overlimits 571 backlog 17898b 19p, then
        // 2008910 bytes 2139 pkt dropped 2582 overlimits 9007 backlog 18840b 20p.
        expect(
            values.row("qdisc@eno2"),
            are: [
                "bytes": (2_008_910 - 129_230) / 15.0, "packets": (2139 - 139) / 15.0, "drops": (2582 - 144) / 15.0,
                "overlimits": (9007 - 571) / 15.0, "requeues": 0, "backlog": (17_898 + 18_840) / 2, "qlen": 19.5,
            ])
        #expect(values.texts["qdisc@eno2.kind"] == "tbf")
        #expect(values.texts["qdisc@eno1.kind"] == "htb")
    }

    @Test("without an answer nothing is said")
    func noQdiscs() throws { #expect(try QdiscCollector.values(of: .container).rows.isEmpty) }
}
