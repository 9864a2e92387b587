import Collectors
import MetricModel
import Procfs
import TestKit
import Testing

@Suite("Network interfaces")
struct NetworkCollectorTests {
    @Test("the total is that of the wires: not lo, nor bonds, VLANs, bridges, taps and veths over them")
    func total() throws {
        // eno1 and eno2 in 15 s: 15,000,000 + 7,500,000 bytes in 15,000 + 7,500 packets received, 30,000,000 +
        // 15,000,000 bytes in 22,500 + 12,000 packets sent.
        let values = try NetworkCollector.values(of: .hypervisor)
        expect(
            values.row("network"),
            are: [
                "rx_bytes": 1_500_000, "tx_bytes": 3_000_000, "rx_packets": 1500, "tx_packets": 2300,
                "rx_errors": 0, "tx_errors": 0, "rx_dropped": 0, "tx_dropped": 0,
            ])
        #expect(values["network@eno1.rx_multicast"] == 0)
    }

    @Test("each has its own values, but for the ends that lead into containers")
    func instances() throws {
        let values = try NetworkCollector.values(of: .hypervisor)
        #expect(
            values.rows == [
                "network@lo", "network@eno1", "network@eno2", "network@bond0", "network@bond0.100", "network@br0",
                "network@virbr0", "network@vnet0", "network@vnet1", "network@tap7", "network@docker0", "network",
            ])
        #expect(values["network@eno1.rx_bytes"] == 1_000_000)
        #expect(values["network@bond0.100.tx_packets"] == 100)
    }

    @Test("traffic over a bridge counts at its ports alone")
    func bridge() throws {
        // Recorded: port0 and port1 are the wires of br0.
        let values = try NetworkCollector.values(of: FixtureHost(name: "spanning-tree"))
        let received = try ["port0", "port1", "port2"].map { try #require(values["network@\($0).rx_bytes"]) }
        #expect(values["network.rx_bytes"] == received.reduce(0, +))
        #expect(try #require(values["network@br0.rx_bytes"]) > 0)
    }

    @Test("there is neither a value nor a total while counters go backwards, and the others go on")
    func reset() throws {
        let values = try NetworkCollector.values(of: PlayedHost(.hypervisor)) { host in
            try host.advance()
            try host.edit("proc/net/dev") { $0.replacing("eno2: 6000007500000 7000007500", with: "eno2: 7500 75") }
        }
        #expect(values["network@eno1.rx_bytes"] == 1_000_000)
        #expect(!values.rows.contains("network@eno2"))
        #expect(!values.rows.contains("network"))
    }

    @Test("one that comes is told of from the next interval on, and then counts in the total")
    func comes() throws {
        let host = try PlayedHost(.hypervisor)
        try host.drop("eno2:", from: "proc/net/dev")
        let values = try NetworkCollector.values(of: host) { try $0.advance() }
        #expect(!values.rows.contains("network@eno2"))
        #expect(values["network.rx_bytes"] == 1_000_000)
    }

    @Test("the true time counts, not the interval's name")
    func trueTime() throws {
        let host = try PlayedHost(.hypervisor)
        let collector = NetworkCollector(host.roots)
        var buffer = ReadBuffer()
        try collector.sample(at: .start, through: &buffer)
        try host.advance()
        // The wall clock was set back by an hour meanwhile.
        let tick = Tick(wall: Tick.start.wall + -3_600_000, monotonic: (Tick.start + 30).monotonic)
        try collector.sample(at: tick, through: &buffer)
        #expect(collector.values(at: tick)["network.rx_bytes"] == 750_000)
    }
}
