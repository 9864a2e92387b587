import Collectors
import Glibc
import MetricModel
import Procfs
import TestKit
import Testing

@Suite("The network's protocols")
struct ProtocolCollectorsTests {
    @Test("TCP: counters per second, connections as the mean of what was seen, retransmits as a share of what was sent")
    func tcp() throws {
        // In 15 s: 150 and 300 opens, 15 failed, 30 reset, 12,000 segments in, 15,000 out, 300 again.
        expect(
            try TCPCollector.values(of: .hypervisor).row("tcp"),
            are: [
                "active_opens": 10, "passive_opens": 20, "attempt_fails": 1, "estab_resets": 2, "established": 250,
                "in_segs": 800, "out_segs": 1000, "retrans": 20, "retrans_pct": 2, "in_errs": 0.2, "out_rsts": 3,
                "csum_errors": 0,
            ])
    }

    @Test("UDP over IPv4 and over IPv6")
    func udp() throws {
        expect(
            try UDPCollector.values(of: .hypervisor).row("udp"),
            are: [
                "in_datagrams": 150, "out_datagrams": 100, "no_ports": 4, "in_errors": 2, "rcvbuf_errors": 1,
                "sndbuf_errors": 0, "csum_errors": 0,
            ])
        expect(
            try UDP6Collector.values(of: .hypervisor).row("udp6"),
            are: [
                "in_datagrams": 40, "out_datagrams": 30, "no_ports": 1, "in_errors": 0.2, "rcvbuf_errors": 0.2,
                "sndbuf_errors": 0, "csum_errors": 0,
            ])
    }

    @Test("IP and ICMP, both versions")
    func ip() throws {
        let ip = try IPCollector.values(of: .hypervisor)
        #expect(ip["ip.in"] == 3000)
        #expect(ip["ip.forwarded"] == 2000)
        #expect(ip["ip.delivered"] == 980)
        #expect(ip["ip.out"] == 900)
        #expect(ip["ip.frag_creates"] == 10)
        let icmp = try ICMPCollector.values(of: .hypervisor)
        #expect(icmp["icmp.in_echos"] == 10)
        #expect(icmp["icmp.out_unreach"] == 4)
        #expect(icmp["icmp.rate_limited"] == nil)
        let ip6 = try IP6Collector.values(of: .hypervisor)
        #expect(ip6["ip6.in_octets"] == 100_000)
        #expect(ip6["ip6.forwarded"] == 5)
        let icmp6 = try ICMP6Collector.values(of: .hypervisor)
        #expect(icmp6["icmp6.in_neigh_sol"] == 6)
        #expect(icmp6["icmp6.out_neigh_sol"] == 5)
    }

    @Test("what TCP and IP count beyond the standard; counters of one thing together")
    func more() throws {
        let tcp = try TCPExtensionsCollector.values(of: .hypervisor)
        #expect(tcp["tcp_ext.listen_overflow"] == 5)
        #expect(tcp["tcp_ext.listen_drops"] == 6)
        #expect(tcp["tcp_ext.timeouts"] == 3)
        #expect(tcp["tcp_ext.reorder"] == 4)
        #expect(tcp["tcp_ext.abort_memory"] == 0)
        let ip = try IPExtensionsCollector.values(of: .hypervisor)
        #expect(ip["ip_ext.in_octets"] == 2_000_000)
        #expect(ip["ip_ext.ect"] == 64)
        #expect(ip["ip_ext.ce"] == 2)
    }

    @Test("what an old kernel does not count is unknown, and the rest is told")
    func old() throws {
        let tcp = try TCPExtensionsCollector.values(of: FixtureHost(name: "kernel-3.10"))
        #expect(tcp["tcp_ext.timeouts"] == 0.2)
        #expect(tcp["tcp_ext.syn_retrans"] == nil)
        #expect(tcp["tcp_ext.keepalives"] == nil)
    }

    @Test("a counter that went backwards is unknown, and the others go on")
    func reset() throws {
        let udp = try UDPCollector.values(of: FixtureHost(name: "odd-names"))
        #expect(udp["udp.in_datagrams"] == nil)
        #expect(udp["udp.out_datagrams"] == 0)
        let tcp = try TCPCollector.values(of: FixtureHost(name: "odd-names"))
        #expect(tcp["tcp.in_segs"] == 10)
        // Nothing was sent: no share of it either.
        #expect(tcp["tcp.retrans_pct"] == nil)
    }

    @Test("a host without IPv6 says nothing of it, which is no error; should it come, it is told of")
    func withoutIPv6() throws {
        let host = try PlayedHost(.hypervisor)
        defer { withExtendedLifetime(host) {} }
        try host.remove("proc/net/snmp6")
        let collector = IP6Collector(host.roots)
        var buffer = ReadBuffer()
        try collector.sample(at: .start, through: &buffer)
        #expect(collector.values(at: .start).rows.isEmpty)
        try host.advance()
        try collector.sample(at: .start + 15, through: &buffer)
        #expect(collector.values(at: .start + 15).rows.isEmpty)
        try collector.sample(at: .start + 30, through: &buffer)
        #expect(collector.values(at: .start + 30)["ip6.in"] == 0)
    }

    @Test("sockets of both versions together, memory in bytes and of the limit")
    func sockets() throws {
        let page = Double(sysconf(CInt(_SC_PAGESIZE)))
        // TCP holds 3,000 and then 4,000 pages of 3,089,436.
        expect(
            try SocketsCollector.values(of: .hypervisor).row("sockets"),
            are: [
                "used": 910, "tcp_inuse": 351, "tcp_orphan": 5, "tcp_time_wait": 145, "tcp_alloc": 350,
                "tcp_mem": 3500 * page, "tcp_mem_pct": 100 * 4000 / 3_089_436, "udp_inuse": 30, "udp_mem": 9 * page,
                "udplite_inuse": 0, "raw_inuse": 3, "frag_inuse": 1, "frag_memory": 4096,
            ])
    }

    @Test("in a container, which hides the limit, and without IPv6 the rest is told")
    func fewerSockets() throws {
        let container = try SocketsCollector.values(of: .container)
        #expect(container["sockets.tcp_inuse"] == 5)
        #expect(container["sockets.tcp_mem_pct"] == nil)
        let withoutIPv6 = try SocketsCollector.values(of: FixtureHost(name: "kernel-4.19"))
        #expect(withoutIPv6["sockets.tcp_inuse"] == 40)
    }
}
