import Parsers
import Procfs
import TestKit
import Testing

@Suite("Wireless")
struct WirelessTests {
    @Test("quality, strength in dBm where it is measured so, and what was thrown away")
    func parses() throws {
        let rows = try Wireless(FixtureHost(name: "odd-names").first.proc).rows
        #expect(rows.map(\.name) == ["wlp0s20f3.4094x", "büro0"])
        #expect(rows.map(\.link) == [54, 5])
        #expect(rows.map(\.levelBelowZero) == [56, nil])
        #expect(rows.map(\.noiseBelowZero) == [nil, nil])
        #expect(rows.map(\.retry) == [100, 4])
        #expect(rows.map(\.misc) == [84, 5])
        #expect(rows.map(\.missedBeacons) == [3, 6])
    }

    @Test("without wireless interfaces there are only headers")
    func none() throws { #expect(try Wireless("a\nb\n").rows.isEmpty) }

    @Test(
        "says what it expected and what it found",
        arguments: [
            ("", #"expected two lines of header, found """#),
            ("a\nb\nwlan0 0000\n", #"expected interface name and colon, found "wlan0 0000""#),
            ("a\nb\n : 0000\n", #"expected interface name, found """#),
            ("a\nb\nwlan0: 0000 . -1. -1.\n", #"expected link quality, found """#),
            ("a\nb\nwlan0: 0000 5. -. -1.\n", #"expected level, found """#),
            ("a\nb\nwlan0: 0000 5. -5. x\n", #"expected noise, found "x""#),
            ("a\nb\nwlan0: 0000 5. -5. -9 0 0 0 0 0\n", #"expected missed beacons, found """#),
        ])
    func malformed(text: String, message: String) {
        let error = #expect(throws: ProcfsError.self) { try Wireless(text) }
        #expect(error?.description == "net/wireless: \(message)")
    }
}
