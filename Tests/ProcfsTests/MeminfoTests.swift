import Parsers
import Procfs
import TestKit
import Testing

@Suite("Meminfo")
struct MeminfoTests {
    @Test("gives bytes, counts pages of huge size, and leaves the rest nil")
    func parses() throws {
        let memory = try meminfo(
            "MemTotal:  1000 kB\nMemTotalX: 7 kB\nActive(anon): 9 kB\nCommitted_AS:\t5 kB\nHugePages_Total: 3\n"
                + "Hugepagesize: 2048 kB extra\nNovel: whatever\n")
        #expect(memory[.total] == 1_024_000)
        #expect(memory[.committed] == 5120)
        #expect(memory[.hugePagesTotal] == 3)
        #expect(memory[.hugepagesize] == 2_097_152)
        #expect(memory[.available] == nil)
        #expect(memory[.active] == nil)
        #expect(memory[.free] == nil)
    }

    @Test("the idle machine's figures")
    func idle() throws {
        let memory = try FixtureHost(name: "idle-vm").first.proc.read(Meminfo.path) { (b) throws(ProcfsError) in
            try Meminfo(parsing: b)
        }
        #expect(memory[.total] == 25_276_510_208)
        #expect(memory[.free] == 24_203_902_976)
        #expect(memory[.available] == 24_861_151_232)
        #expect(memory[.buffers] == 208_007_168)
        #expect(memory[.swapTotal] == 0)
        #expect(memory[.sUnreclaim] == 25_272_320)
        #expect(memory[.hugePagesFree] == 0)
        #expect(memory[.hugepagesize] == 2_097_152)
    }

    @Test("every number of a file is found that is there", arguments: ["hypervisor"])
    func all(name: String) throws {
        let memory = try FixtureHost(name: name).first.proc.read(Meminfo.path) { (b) throws(ProcfsError) in
            try Meminfo(parsing: b)
        }
        let missing = MeminfoKey.allCases.filter { memory[$0] == nil }
        #expect(missing == [.unevictable, .mlocked, .vmallocUsed, .hugetlb])
        #expect(memory[.hardwareCorrupted] == 4096)
        #expect(memory[.hugepagesize] == 1 << 30)
    }

    @Test("a kernel before 3.14 does not say what is available")
    func old() throws {
        let memory = try FixtureHost(name: "kernel-3.10").first.proc.read(Meminfo.path) { (b) throws(ProcfsError) in
            try Meminfo(parsing: b)
        }
        #expect(memory[.available] == nil)
        #expect(memory[.total] == 3_976_966_144)
    }

    @Test(
        "says what it expected and what it found",
        arguments: [
            ("", #"meminfo: expected name and number, found """#),
            ("MemTotal 5 kB\n", #"meminfo: expected name and colon, found "MemTotal""#),
            ("MemTotal:\n", #"meminfo: expected number, found """#),
            ("MemTotal: -5 kB\n", #"meminfo: expected number, found "-5""#),
            ("MemTotal: 5 MB\n", #"meminfo: expected kB, found "MB""#),
            (
                "MemTotal: 18446744073709551615 kB\n",
                #"meminfo: expected number of kB, found "18446744073709551615""#
            ),
            (
                "MemTotal: 18446744073709551616 kB\n",
                #"meminfo: expected number, found "18446744073709551616""#
            ),
            ("MemTotal: 24684", #"meminfo: expected end of line, found "MemTotal: 24684""#),
        ])
    func malformed(text: String, message: String) {
        let error = #expect(throws: ProcfsError.self) { try meminfo(text) }
        #expect(error?.description == message)
    }

    private func meminfo(_ text: String) throws(ProcfsError) -> Meminfo {
        try parse(text) { (bytes) throws(ProcfsError) in try Meminfo(parsing: bytes) }
    }
}
