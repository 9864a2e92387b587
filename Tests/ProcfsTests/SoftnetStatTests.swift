import Parsers
import Procfs
import TestKit
import Testing

@Suite("SoftnetStat")
struct SoftnetStatTests {
    @Test("new kernels name the core, older ones have a row for each and fewer columns")
    func layouts() throws {
        let new = try SoftnetStat(FixtureHost.hypervisor.second.proc)
        #expect(new.rows.map(\.core) == [0, 1, 2, 4, 5, 6, 7])
        #expect(new.rows[1].values == [0x1000_0fa0, 1, 25, 650, 0, 1])
        let old = try SoftnetStat(FixtureHost(name: "kernel-3.10").second.proc)
        #expect(old.rows.map(\.name) == ["0", "1"])
        #expect(old.rows[0].values == [901_500, 0, 18, 0, 0, .max])
        let oldest = try SoftnetStat("1 2 3\n")
        #expect(oldest.rows[0].values == [1, 2, 3, .max, .max, .max])
    }

    @Test("counters go on where the kernel's 32 bits step over, and fall where it was reset")
    func wrap() throws {
        var stat = try SoftnetStat("ffffff00 0 0 0 0 0 0 0 0 0 0 5\n")
        try parse("00000100 0 0 0 0 0 0 0 0 0 0 4\n") { (bytes) throws(ProcfsError) in try stat.parse(bytes) }
        #expect(stat.rows[0].values[0] == 0x1_0000_0100)
        #expect(stat.rows[0].values[5] == 4)
        try parse("00000010 0 0 0 0 0 0 0 0 0 0 4\n") { (bytes) throws(ProcfsError) in try stat.parse(bytes) }
        #expect(stat.rows[0].values[0] == 0x10)
        #expect(stat.changes == 1)
    }

    @Test("a core that goes or comes is told of")
    func changes() throws {
        func row(_ core: Int) -> String { "1 2 3 0 0 0 0 0 0 0 0 0 \(String(core, radix: 16))\n" }
        var stat = SoftnetStat()
        for (cores, changes) in [
            ([0, 1, 2], 1), ([0, 1, 2], 1), ([0, 2], 2), ([0, 1, 2], 3), ([0], 4), ([0, 31], 5),
        ] {
            try parse(cores.map(row).joined()) { (bytes) throws(ProcfsError) in try stat.parse(bytes) }
            #expect(stat.rows.map(\.core) == cores)
            #expect(stat.changes == changes)
        }
    }

    @Test(
        "says what it expected and what it found",
        arguments: [
            ("", #"net/softnet_stat: expected a row for each core, found """#),
            ("1 2\n", #"net/softnet_stat: expected three numbers or more, found """#),
            ("1 2 3g\n", #"net/softnet_stat: expected hexadecimal number, found "3g""#),
            (
                "1 10000000000000000 3\n",
                #"net/softnet_stat: expected hexadecimal number, found "10000000000000000""#
            ),
            ("1 2 3", #"net/softnet_stat: expected end of line, found "1 2 3""#),
            (
                "1 2 3 0 0 0 0 0 0 0 0 0 ffffffffffffffff\n",
                #"net/softnet_stat: expected core's number, found "ffffffffffffffff""#
            ),
            ("1 2 3 0 0 0 0 0 0 0 0 0 -1\n", #"net/softnet_stat: expected core's number, found "-1""#),
        ])
    func malformed(text: String, message: String) {
        let error = #expect(throws: ProcfsError.self) { try SoftnetStat(text) }
        #expect(error?.description == message)
    }
}
