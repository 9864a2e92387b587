import Parsers
import Procfs
import TestKit
import Testing

@Suite("Counters of the network's protocols")
struct SnmpTests {
    @Test("snmp: a number belongs to the group that its line begins with")
    func groups() throws {
        let snmp = try parse("Ip: InReceives InDiscards\nIp: 1 2\nUdp: InErrors InDatagrams\nUdp: 3 4\n") {
            (bytes) throws(ProcfsError) in try Snmp(parsing: bytes)
        }
        #expect(snmp[.ipInReceives] == 1)
        #expect(snmp[.udpInErrors] == 3)
        #expect(snmp[.udpInDatagrams] == 4)
        #expect(snmp[.tcpInErrs] == nil)
    }

    @Test("snmp: a group that comes later moves no number")
    func moves() throws {
        var snmp = Snmp()
        for text in [
            "Icmp: InMsgs\nIcmp: 1\nTcp: MaxConn CurrEstab\nTcp: -1 5\n",
            "Icmp: InMsgs\nIcmp: 2\nIcmpMsg: InType3\nIcmpMsg: 9\nTcp: MaxConn CurrEstab\nTcp: -1 6\n",
            "Icmp: InMsgs\nIcmp: 2\nIcmpMsg: InType3 OutType3\nIcmpMsg: 9 9\nTcp: MaxConn CurrEstab\nTcp: -1 6\n",
        ] {
            try parse(text) { (bytes) throws(ProcfsError) in try snmp.parseColumns(bytes) }
        }
        #expect(snmp[.icmpInMsgs] == 2)
        #expect(snmp[.tcpCurrEstab] == 6)
    }

    @Test(
        "say what they expected and what they found",
        arguments: [
            ("", #"net/snmp: expected names and numbers, found """#),
            ("Tcp: InSegs\n", #"net/snmp: expected numbers below their names, found "Tcp: InSegs""#),
            ("Tcp: InSegs\nUdp: 1\n", #"net/snmp: expected the same name as above, found "Udp:""#),
            ("Tcp: InSegs OutSegs\nTcp: 1\n", #"net/snmp: expected as many numbers as names, found """#),
            ("Tcp: InSegs\nTcp: 1x\n", #"net/snmp: expected number, found "1x""#),
            ("Tcp: InSegs\nTcp: 18446744073709551616\n", #"net/snmp: expected number, found "18446744073709551616""#),
            ("Tcp: InSegs\nTcp: 1", #"net/snmp: expected end of line, found "Tcp: 1""#),
        ])
    func malformed(text: String, message: String) {
        let error = #expect(throws: ProcfsError.self) {
            try parse(text) { (bytes) throws(ProcfsError) in try Snmp(parsing: bytes) }
        }
        #expect(error?.description == message)
    }

    @Test("of old kernels and new: what a kernel lacks is nil")
    func kernels() throws {
        let old = FixtureHost(name: "kernel-3.10").first.proc
        let netstat = try old.read(Netstat.path) { (bytes) throws(ProcfsError) in try Netstat(parsing: bytes) }
        #expect(netstat[.timeouts] == 90)
        #expect(netstat[.inOctets] == 900_000_000)
        #expect(netstat[.synRetrans] == nil)
        #expect(netstat[.inCEPkts] == nil)
        let new = FixtureHost.idleVM.second.proc
        let snmp = try new.read(Snmp.path) { (bytes) throws(ProcfsError) in try Snmp(parsing: bytes) }
        for key in SnmpKey.allCases { #expect(snmp[key] != nil, "\(key)") }
        let more = try new.read(Netstat.path) { (bytes) throws(ProcfsError) in try Netstat(parsing: bytes) }
        for key in NetstatKey.allCases { #expect(more[key] != nil, "\(key)") }
        let snmp6 = try new.read(Snmp6.path) { (bytes) throws(ProcfsError) in try Snmp6(parsing: bytes) }
        for key in Snmp6Key.allCases { #expect(snmp6[key] != nil, "\(key)") }
    }
}
