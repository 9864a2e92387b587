import Parsers
import Procfs
import TestKit
import Testing

@Suite("Zoneinfo")
struct ZoneinfoTests {
    @Test("parses zones of kernels new and old, and tells which have memory")
    func parses() throws {
        let zones = try Zoneinfo(
            """
            Node 0, zone      DMA
              per-node stats
                  nr_inactive_anon 49540
              pages free     3840
                    boost    0
                    min      66
                    low      82
                    high     98
                    spanned  4095
                    present  3998
                    managed  3840
                    cma      0
                    protection: (0, 3919, 3919, 3919, 3919)
                  nr_free_pages 3840
              pagesets
                cpu: 0
                          count:    0
                          high:     1
              start_pfn:           1
            Node 0, zone   Movable
              pages free     0
                    min      32
                    spanned  0
                    present  0
                    managed  0
            Node 1, zone   Normal
              pages free     25000
                    min      3700
                    low      4625
                    high     5550
                    scanned  0
                    spanned  262144
                    present  262144

            """)
        #expect(zones.zones.map(\.name) == ["0 DMA", "0 Movable", "1 Normal"])
        #expect(zones.zones.map(\.hasMemory) == [true, false, true])
        #expect(zones.zones[0].numbers.values == [3840, 66, 82, 98, 3998, 3840])
        #expect(zones.zones[2].numbers[.managed] == nil)
        #expect(zones.zones[2].numbers[.free] == 25000)
    }

    @Test(
        "says what it expected and what it found",
        arguments: [
            ("", #"zoneinfo: expected Node and zone, found """#),
            ("x\n", #"zoneinfo: expected Node and zone, found """#),
            ("Node 0 zone DMA\n", #"zoneinfo: expected number of a node and comma, found "0""#),
            ("Node x, zone DMA\n", #"zoneinfo: expected number of a node and comma, found "x""#),
            ("Node 0, zone\n", #"zoneinfo: expected name of a zone, found """#),
            ("Node 0, zone DMA\n pages free -1\n", #"zoneinfo: expected pages, found "-1""#),
            ("Node 0, zone DMA\n pages free 12", #"zoneinfo: expected end of line, found " pages free 12""#),
        ])
    func malformed(text: String, message: String) {
        let error = #expect(throws: ProcfsError.self) { try Zoneinfo(text) }
        #expect(error?.description == message)
    }

    @Test("parsed again, it follows zones that come and go; after an error it is empty")
    func again() throws {
        var zones = Zoneinfo()
        func read(_ text: String) throws {
            try parse(text) { (bytes) throws(ProcfsError) in try zones.parse(bytes) }
        }
        func zone(_ node: Int, _ name: String, free: Int, managed: Int = 9) -> String {
            "Node \(node), zone \(name)\n pages free \(free)\n managed \(managed)\n"
        }
        try read(zone(0, "DMA", free: 1) + zone(0, "Movable", free: 0, managed: 0) + zone(0, "Normal", free: 2))
        #expect(zones.zones.map(\.name) == ["0 DMA", "0 Movable", "0 Normal"])
        try read(zone(1, "Normal", free: 4) + zone(0, "Normal", free: 3) + zone(0, "DMA", free: 5))
        #expect(zones.zones.map(\.name) == ["1 Normal", "0 Normal", "0 DMA"])
        #expect(zones.zones.map { $0.numbers[.free] } == [4, 3, 5])
        try read(zone(0, "DMA", free: 6))
        #expect(zones.zones.map { $0.numbers[.free] } == [6])
        #expect(throws: ProcfsError.self) { try read(zone(0, "DMA", free: 7) + "Node\n") }
        #expect(zones.zones.isEmpty)
    }

    @Test("of more zones than a kernel can have the first are taken")
    func many() throws {
        let text = (0..<1100).map { "Node \($0), zone Normal\n pages free 1\n managed 1\n" }.joined()
        #expect(try Zoneinfo(text).zones.count == 1024)
    }
}
