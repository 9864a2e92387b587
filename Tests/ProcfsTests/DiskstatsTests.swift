import Parsers
import Procfs
import Testing

@Suite("Diskstats")
struct DiskstatsTests {
    @Test("parses the rows of all kernels: 11, 15, 17 numbers, and more")
    func parses() throws {
        let disks = try Diskstats(
            """
               8       0 sda 1 2 3 4 5 6 7 8 9 10 11
               8      16 sdb 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15
             259       0 nvme0n1 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17
             104       1 cciss/c0d0p1 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19

            """)
        #expect(disks.rows.map(\.name) == ["sda", "sdb", "nvme0n1", "cciss/c0d0p1"])
        #expect(disks.rows.map(\.major) == [8, 8, 259, 104])
        #expect(disks.rows.map(\.minor) == [0, 16, 0, 1])
        let sda = disks.rows[0].counters
        #expect(
            [
                sda.reads, sda.readsMerged, sda.sectorsRead, sda.msReading, sda.writes, sda.writesMerged,
                sda.sectorsWritten, sda.msWriting, sda.inFlight, sda.msBusy, sda.msWeighted,
            ] == Array(1...11))
        #expect(sda.discards == nil)
        let sdb = disks.rows[1].counters
        #expect([sdb.discards, sdb.discardsMerged, sdb.sectorsDiscarded, sdb.msDiscarding] == [12, 13, 14, 15])
        #expect(sdb.flushes == nil)
        let nvme = disks.rows[2].counters
        #expect([nvme.flushes, nvme.msFlushing] == [16, 17])
        #expect(disks.rows[3].counters == nvme)
    }

    @Test("a host without block devices has no rows")
    func none() throws {
        #expect(try Diskstats("").rows.isEmpty)
    }

    @Test(
        "says what it expected and what it found",
        arguments: [
            ("\n", #"diskstats: expected major number, found """#),
            ("8 x sda\n", #"diskstats: expected minor number, found "x""#),
            ("8 0\n", #"diskstats: expected device name, found """#),
            ("8 0 sda 1 2 3\n", #"diskstats: expected milliseconds reading, found """#),
            ("8 0 sda 1 2 3 4 5 6 7 8 -1 10 11\n", #"diskstats: expected requests in flight, found "-1""#),
            ("8 0 sda 1 2 3 4 5 6 7 8 9 10 11 12\n", #"diskstats: expected merged discards, found """#),
            (
                "8 0 sda 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16\n",
                #"diskstats: expected milliseconds flushing, found """#
            ),
            ("8 0 sda 18446744073709551616\n", #"diskstats: expected reads, found "18446744073709551616""#),
            (
                "8 0 sda 1 2 3 4 5 6 7 8 9 10 1",
                #"diskstats: expected end of line, found "8 0 sda 1 2 3 4 5 6 7 8 9 10 1""#
            ),
        ])
    func malformed(text: String, message: String) {
        let error = #expect(throws: ProcfsError.self) { try Diskstats(text) }
        #expect(error?.description == message)
    }

    @Test("refuses a name no kernel gives")
    func hugeName() {
        #expect(throws: ProcfsError.self) { try Diskstats("8 0 \(String(repeating: "x", count: 100_000)) 1\n") }
    }

    @Test(
        "parsed again, it holds the rows of the new file in its order",
        arguments: [
            ["a", "b", "c"], ["c", "b", "a"], ["b"], [], ["x", "a", "b", "c"], ["a", "x", "c"], ["c", "a", "y", "b"],
            ["a", "a", "b"],
        ])
    func again(names: [String]) throws {
        var disks = try Diskstats(file(["a", "b", "c"], reads: 1))
        for reads in 2...3 {
            try parse(file(names, reads: reads)) { (bytes) throws(ProcfsError) in try disks.parse(bytes) }
            #expect(disks.rows.map(\.name) == names)
            #expect(disks.rows.allSatisfy { $0.counters.reads == UInt64(reads) })
        }
        #expect(disks == (try Diskstats(file(names, reads: 3))))
    }

    @Test("a name that is not UTF-8 is the same device at every reading")
    func notUTF8() throws {
        let bytes = Array("8 0 ".utf8) + [0xFF, 0x61] + Array(" 1 2 3 4 5 6 7 8 9 10 11\n".utf8)
        var disks = Diskstats()
        for _ in 0..<2 {
            try parse(bytes) { (bytes) throws(ProcfsError) in try disks.parse(bytes) }
            #expect(disks.rows.map(\.name) == ["\u{FFFD}a"])
        }
    }

    @Test("the counters of what nobody wants are not looked at, and each device is asked about once")
    func unwanted() throws {
        var disks = Diskstats()
        var asked: [String] = []
        for reads in 1...2 {
            let text = file(["a", "b"], reads: reads) + "7 0 loop0 what ever\n"
            try parse(text) { (bytes) throws(ProcfsError) in
                try disks.parse(bytes) { name in
                    asked.append(name)
                    return name == "b"
                }
            }
            #expect(disks.rows.map(\.name) == ["a", "b", "loop0"])
            #expect(disks.rows.map(\.counters.reads) == [0, UInt64(reads), 0])
        }
        #expect(asked == ["a", "b", "loop0"])
    }

    @Test("finds a device wherever it stands", arguments: [0, 1, 2, -1, 99])
    func finds(place: Int) throws {
        let disks = try Diskstats(file(["a", "b", "c"], reads: 7))
        #expect(disks.counters(of: "b", near: place)?.reads == 7)
        #expect(disks.counters(of: "d", near: place) == nil)
    }

    private func file(_ names: [String], reads: Int) -> String {
        names.map { "8 0 \($0) \(reads) 2 3 4 5 6 7 8 9 10 11\n" }.joined()
    }
}
