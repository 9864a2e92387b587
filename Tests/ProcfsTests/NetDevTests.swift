import Parsers
import Procfs
import TestKit
import Testing

@Suite("NetDev")
struct NetDevTests {
    static let header = "Inter-|   Receive | Transmit\n face |bytes packets |bytes packets\n"

    @Test("parses all sixteen columns, old form and new")
    func parses() throws {
        let dev = try NetDev(
            Self.header + "    lo: 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16\n"
                + "eth0:101 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17\n"
                + "a:b|c@d: 7 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16\n")
        #expect(dev.rows.map(\.name) == ["lo", "eth0", "a:b|c@d"])
        #expect(dev.rows.map(\.counters.rxBytes) == [1, 101, 7])
        let lo = dev.rows[0].counters
        #expect(
            [
                lo.rxBytes, lo.rxPackets, lo.rxErrors, lo.rxDropped, lo.rxFIFO, lo.rxFrame, lo.rxCompressed,
                lo.rxMulticast, lo.txBytes, lo.txPackets, lo.txErrors, lo.txDropped, lo.txFIFO, lo.txCollisions,
                lo.txCarrier, lo.txCompressed,
            ] == Array(1...16))
    }

    @Test(
        "says what it expected and what it found",
        arguments: [
            ("", #"net/dev: expected two lines of header, found """#),
            ("Inter-|\n", #"net/dev: expected two lines of header, found """#),
            (header + "eth0 1 2\n", #"net/dev: expected interface name and colon, found "eth0 1 2""#),
            (header + " : 1 2\n", #"net/dev: expected interface name, found """#),
            (header + "eth0: 1 2\n", #"net/dev: expected receive errors, found """#),
            (header + "eth0: 1 -2\n", #"net/dev: expected received packets, found "-2""#),
            (
                header + "eth0: 18446744073709551616\n",
                #"net/dev: expected received bytes, found "18446744073709551616""#
            ),
            (
                header + "e: 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 1",
                #"net/dev: expected end of line, found "e: 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 1""#
            ),
        ])
    func malformed(text: String, message: String) {
        let error = #expect(throws: ProcfsError.self) { try NetDev(text) }
        #expect(error?.description == message)
    }

    @Test("odd names arrive whole")
    func oddNames() throws {
        let dev = try NetDev(FixtureHost(name: "odd-names").first.proc)
        #expect(
            dev.rows.map(\.name)
                == ["lo", "enx001122334455", "end0.100", "p1@home", "büro0", "wlp0s20f3.4094x", "wg-büro"])
        #expect(dev.counters(of: "enx001122334455", near: 0)?.txBytes == 18_446_744_073_709_551_000)
    }

    @Test("parsed again, it follows interfaces that come and go")
    func again() throws {
        var dev = NetDev()
        for names in [["lo", "eth0"], ["lo", "veth1", "eth0"], ["eth0", "lo"], []] {
            let rows = names.map { "\($0): \($0.count) 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16\n" }.joined()
            try parse(Self.header + rows) { (bytes) throws(ProcfsError) in try dev.parse(bytes) }
            #expect(dev.rows.map(\.name) == names)
            #expect(dev.rows.map(\.counters.rxBytes) == names.map { UInt64($0.count) })
        }
    }
}
