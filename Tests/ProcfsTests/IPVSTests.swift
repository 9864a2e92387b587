import Parsers
import Procfs
import TestKit
import Testing

@Suite("IPVS")
struct IPVSTests {
    private static let host = FixtureHost(name: "kernel-4.19")
    private static let header = """
        IP Virtual Server version 1.2.1 (size=4096)
        Prot LocalAddress:Port Scheduler Flags
          -> RemoteAddress:Port Forward Weight ActiveConn InActConn

        """

    @Test("services and real servers by the names that people give them")
    func parses() throws {
        let ipvs = try IPVS(Self.host.first.proc)
        #expect(
            ipvs.services.map(\.title) == [
                "TCP 192.168.0.22:80", "TCP [2001:db8::1]:443", "UDP 192.168.0.22:53", "FWM 1",
            ])
        #expect(ipvs.services.map(\.scheduler) == ["wlc", "rr", "wrr", "sh"])
        #expect(ipvs.services.map(\.weight) == [150, 1, 0, 0])
        #expect(ipvs.services.map(\.active) == [200, 300, 0, 0])
        #expect(ipvs.services.map(\.inactive) == [20, 0, 0, 5])
        let servers = ipvs.services.flatMap(\.servers)
        #expect(
            servers.map(\.title) == [
                "TCP 192.168.0.22:80 192.168.82.22:80", "TCP 192.168.0.22:80 192.168.82.23:80",
                "TCP [2001:db8::1]:443 [2001:db8::52:16]:443", "FWM 1 192.168.82.22:0",
            ])
        #expect(servers.map(\.forwarding) == [.masquerade, .masquerade, .route, .tunnel])
        #expect(servers.map(\.active) == [120, 80, 300, 0])
        #expect(ipvs.serviceCount == 4)
        #expect(ipvs.serverCount == 4)
        #expect(ipvs.active == 500)
        #expect(ipvs.inactive == 25)
    }

    @Test("without services there are only headers")
    func none() throws {
        let ipvs = try IPVS(Self.header)
        #expect(ipvs.services.isEmpty)
        #expect(ipvs.serviceCount == 0)
    }

    @Test("services and servers that come, go and change places keep their own numbers")
    func reuse() throws {
        var ipvs = IPVS()
        let a = "TCP  0A000001:0050 wlc \n"
        let b = "TCP  0A000002:0050 rr \n"
        let x = "  -> 0A000101:0050      Route   1      10         0 \n"
        let y = "  -> 0A000102:0050      Local   1      20         0 \n"
        for (text, services, servers) in [
            (a + x + y + b + y, ["10.0.0.1", "10.0.0.2"], [[10, 20], [20]]), (b + y, ["10.0.0.2"], [[20]]),
            (b + y + x + a, ["10.0.0.2", "10.0.0.1"], [[20, 10], []]), ("", [], []),
        ] as [(String, [String], [[UInt64]])] {
            try parse(Self.header + text) { (bytes) throws(ProcfsError) in try ipvs.parse(bytes) }
            #expect(ipvs.services.map(\.title) == services.map { "TCP \($0):80" })
            #expect(ipvs.services.map { $0.servers.map(\.active) } == servers)
        }
    }

    @Test("beyond the limit services and servers are counted, not kept")
    func many() throws {
        var text = Self.header
        for service in 0..<600 {
            text += "TCP  0A00" + hex(service) + ":0050 wlc \n"
            for server in 0..<2 { text += "  -> 0B00" + hex(server) + ":0050      Masq    1      3          4\n" }
        }
        let ipvs = try IPVS(text)
        #expect(ipvs.serviceCount == 600)
        #expect(ipvs.serverCount == 1200)
        #expect(ipvs.active == 3600)
        #expect(ipvs.inactive == 4800)
        #expect(ipvs.services.count == 512)
        #expect(ipvs.services.reduce(0) { $0 + $1.servers.count } == 512)
        #expect(ipvs.services.allSatisfy { $0.serverCount == 2 && $0.active == 6 })
    }

    private func hex(_ number: Int) -> String {
        let digits = String(number, radix: 16, uppercase: true)
        return String(repeating: "0", count: 4 - digits.count) + digits
    }

    @Test(
        "an IPv6 address is written short",
        arguments: [
            ("0000:0000:0000:0000:0000:0000:0000:0000", "::"), ("0000:0000:0000:0000:0000:0000:0000:0001", "::1"),
            ("2001:0db8:0000:0000:0001:0000:0000:0000", "2001:db8:0:0:1::"),
            ("2001:0db8:0000:0001:0001:0001:0001:0001", "2001:db8:0:1:1:1:1:1"),
            ("fe80:0000:0000:0000:0202:b3ff:fe1e:8329", "fe80::202:b3ff:fe1e:8329"),
            ("0001:0002:0003:0004:0005:0006:0007:0008", "1:2:3:4:5:6:7:8"),
        ])
    func v6(long: String, short: String) throws {
        #expect(try IPVS(Self.header + "UDP  [\(long)]:0035 rr \n").services.map(\.title) == ["UDP [\(short)]:53"])
    }

    @Test(
        "says what it expected and what it found",
        arguments: [
            ("TCP\n", #"net/ip_vs: expected protocol and address, found "TCP""#),
            ("\n", #"net/ip_vs: expected protocol and address, found """#),
            ("TCP  0A000001 rr \n", #"net/ip_vs: expected address and port in hex, found "0A000001""#),
            ("TCP  0A00001:0050 rr \n", #"net/ip_vs: expected address and port in hex, found "0A00001:0050""#),
            ("TCP  0A000001:00500 rr \n", #"net/ip_vs: expected address and port in hex, found "0A000001:00500""#),
            ("TCP  [::1]:0050 rr \n", #"net/ip_vs: expected address and port in hex, found "[::1]:0050""#),
            ("TCP  :0050 rr \n", #"net/ip_vs: expected address and port in hex, found ":0050""#),
            ("FWM  1G rr \n", #"net/ip_vs: expected address and port in hex, found "1G""#),
            ("TCP  0A000001:0050\n", #"net/ip_vs: expected scheduler, found """#),
            ("  -> 0A000001:0050      Masq    1      1          1\n", #"net/ip_vs: expected service, found "->""#),
            (
                "FWM  1 rr\n  -> 0A000001:0050      Pigeon  1      1          1\n",
                #"net/ip_vs: expected Masq, Route, Tunnel or Local, found "Pigeon""#
            ),
            (
                "FWM  1 rr\n  -> 0A000001:0050      Masq    1      -1         1\n",
                #"net/ip_vs: expected active connections, found "-1""#
            ),
            (
                "FWM  1 rr\n  -> 0A000001:0050      Masq    1      1",
                #"net/ip_vs: expected inactive connections, found """#
            ),
        ])
    func malformed(text: String, message: String) {
        let error = #expect(throws: ProcfsError.self) { try IPVS(Self.header + text) }
        #expect(error?.description == message)
    }

    @Test("a file without its headers is refused")
    func headers() {
        let error = #expect(throws: ProcfsError.self) { try IPVS("IP Virtual Server\n") }
        #expect(error?.description == #"net/ip_vs: expected three lines of header, found """#)
    }
}

@Suite("IPVSStats")
struct IPVSStatsTests {
    @Test("totals are hexadecimal")
    func parses() throws {
        let stats = try FixtureHost(name: "kernel-4.19").first.proc.read(IPVSStats.path, IPVSStats.init(parsing:))
        #expect(stats.connections == 1_000_000)
        #expect(stats.inPackets == 50_000_000)
        #expect(stats.outPackets == 40_000_000)
        #expect(stats.inBytes == 9_000_000_000)
        #expect(stats.outBytes == 70_000_000_000)
    }

    @Test("64 bits are read whole, as the kernel writes them since 4.1")
    func wide() throws {
        let stats = try parse("a\nb\nFFFFFFFFFFFFFFFF 1 2 3 123456789ABCDEF0\n", IPVSStats.init(parsing:))
        #expect(stats.connections == .max)
        #expect(stats.outBytes == 0x1234_5678_9ABC_DEF0)
    }

    @Test(
        "says what it expected and what it found",
        arguments: [
            ("", #"net/ip_vs_stats: expected two lines of header and one of numbers, found """#),
            ("a\nb\n1 2 3 4\n", #"net/ip_vs_stats: expected outgoing bytes in hex, found """#),
            ("a\nb\n1 2 x 4 5\n", #"net/ip_vs_stats: expected outgoing packets in hex, found "x""#),
            (
                "a\nb\n10000000000000000 2 3 4 5\n",
                #"net/ip_vs_stats: expected connections in hex, found "10000000000000000""#
            ),
            ("a\nb\n1 2 3 4 5", #"net/ip_vs_stats: expected end of line, found "1 2 3 4 5""#),
        ])
    func malformed(text: String, message: String) {
        let error = #expect(throws: ProcfsError.self) { try parse(text, IPVSStats.init(parsing:)) }
        #expect(error?.description == message)
    }
}
