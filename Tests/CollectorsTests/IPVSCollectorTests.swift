import Collectors
import MetricModel
import Procfs
import TestKit
import Testing

@Suite("IPVS")
struct IPVSCollectorTests {
    private static let host = FixtureHost(name: "kernel-4.19")

    @Test("what the load balancer carried in 15 s, and the mean of its connections")
    func total() throws {
        let values = try IPVSCollector.values(of: Self.host)
        // 300 connections, 15,000 and 12,000 packets, 1.5 and 15 MB; 500 and then 570 connections established.
        expect(
            values.row("ipvs"),
            are: [
                "conns": 20, "in_packets": 1000, "out_packets": 800, "in_bytes": 100_000, "out_bytes": 1_000_000,
                "active": 535, "inactive": 25, "services": 4, "real_servers": 4,
            ])
    }

    @Test("services and their real servers")
    func instances() throws {
        let values = try IPVSCollector.values(of: Self.host)
        #expect(
            values.rows == [
                "ipvs", "ipvs_service@TCP 192.168.0.22:80", "ipvs_service@TCP [2001:db8::1]:443",
                "ipvs_service@UDP 192.168.0.22:53", "ipvs_service@FWM 1",
                "ipvs_server@TCP 192.168.0.22:80 192.168.82.22:80", "ipvs_server@TCP 192.168.0.22:80 192.168.82.23:80",
                "ipvs_server@TCP [2001:db8::1]:443 [2001:db8::52:16]:443", "ipvs_server@FWM 1 192.168.82.22:0",
            ])
        expect(
            Dictionary(
                uniqueKeysWithValues: ["real_servers", "weight", "active", "inactive"].map {
                    ($0, values["ipvs_service@TCP 192.168.0.22:80.\($0)"] ?? -1)
                }), are: ["real_servers": 2, "weight": 150, "active": 220, "inactive": 20])
        #expect(values.texts["ipvs_service@TCP 192.168.0.22:80.scheduler"] == "wlc")
        #expect(values["ipvs_service@UDP 192.168.0.22:53.real_servers"] == 0)
        #expect(values["ipvs_server@TCP 192.168.0.22:80 192.168.82.23:80.active"] == 85)
        #expect(values["ipvs_server@FWM 1 192.168.82.22:0.weight"] == 0)
        #expect(values.texts["ipvs_server@FWM 1 192.168.82.22:0.forward"] == "Tunnel")
    }

    @Test("a module that is loaded and never used says nothing")
    func unused() throws {
        let host = try PlayedHost(Self.host)
        try host.edit("proc/net/ip_vs_stats") { _ in "a\nb\n 0 0 0 0 0\n\n" }
        try host.edit("proc/net/ip_vs") { $0.split(separator: "\n").prefix(3).map { "\($0)\n" }.joined() }
        #expect(try IPVSCollector.values(of: host) { _ in }.rows.isEmpty)
    }

    @Test("counters that were set to zero give no value")
    func zeroed() throws {
        let host = try PlayedHost(Self.host)
        let values = try IPVSCollector.values(of: host) { host in
            try host.edit("proc/net/ip_vs_stats") { _ in "a\nb\n 0 0 0 0 0\n\n" }
        }
        #expect(values["ipvs.conns"] == nil)
        #expect(values["ipvs.services"] == 4)
    }

    @Test("a host without the load balancer says nothing, and that is no error")
    func none() throws {
        #expect(try IPVSCollector.values(of: .idleVM).rows.isEmpty)
    }
}
