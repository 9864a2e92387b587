import Foundation
import Parsers
import Procfs
import TestKit
import Testing

@Suite("Small files")
struct SmallFilesTests {
    @Test("a file with one number says it, and nothing else may stand there")
    func number() throws {
        #expect(try parse("2400000\n", of: "clock") == 2_400_000)
        for (text, message) in [
            ("", #"clock: expected number, found """#), ("12", #"clock: expected end of line, found "12""#),
            ("<unknown>\n", #"clock: expected number, found "<unknown>""#),
            ("1 2\n", #"clock: expected one number, found "2""#),
        ] {
            let error = #expect(throws: ProcfsError.self) { try parse(text, of: "clock") }
            #expect(error?.description == message)
        }
    }

    private func parse(_ text: String, of file: StaticString) throws(ProcfsError) -> UInt64 {
        try ProcfsTests.parse(text) { (bytes) throws(ProcfsError) in try Number.parse(bytes, of: file) }
    }

    @Test("open files are those given out less those given back; both files want their columns")
    func limits() throws {
        let files = try ProcfsTests.parse("1984\t84\t382862\n") { (b) throws(ProcfsError) in try Limits.files(b) }
        #expect(files == (1900, 382_862))
        let inodes = try ProcfsTests.parse("72771\t12\n") { (b) throws(ProcfsError) in try Limits.inodes(b) }
        #expect(inodes == (72_771, 12))
        for (text, message) in [
            ("1984 0\n", #"fs/file-nr: expected most files, found """#),
            ("1984 0 9", #"fs/file-nr: expected end of line, found "1984 0 9""#),
            ("many 0 9\n", #"fs/file-nr: expected files, found "many""#),
        ] {
            let error = #expect(throws: ProcfsError.self) {
                try ProcfsTests.parse(text) { (b) throws(ProcfsError) in try Limits.files(b) }
            }
            #expect(error?.description == message)
        }
    }

    @Test(
        "a kernel's release begins with two numbers",
        arguments: [
            ("6.18.44-fc", 6, 18), ("5.14.0-427.el9", 5, 14), ("3.10", 3, 10), ("4.19-rc1", 4, 19), ("5", nil, nil),
            ("", nil, nil), ("six.1", nil, nil), ("5.x", nil, nil), ("99999999999999999999.1", nil, nil),
        ] as [(String, Int?, Int?)])
    func release(text: String, major: Int?, minor: Int?) {
        let release = KernelRelease(text)
        #expect(release?.major == major)
        #expect(release?.minor == minor)
        #expect(KernelRelease(5, 14) < KernelRelease(5, 18) && KernelRelease(4, 20) < KernelRelease(5, 0))
    }

    @Test("clocks are those of cores that tell one")
    func clocks() throws {
        let text =
            "processor\t: 0\nmodel name\t: X: 3 GHz\ncpu MHz\t\t: 2596.148\n\nprocessor\t: 7\ncpu MHz\t: 800\n\nprocessor : 9\n"
        let clocks = try CPUClocks(text)
        #expect(clocks.cores.map(\.id) == [0, 7])
        #expect(clocks.cores.map(\.hertz) == [2_596_148_000, 800_000_000])
        #expect(try CPUClocks("processor\t: ARMv7 rev 3\ncpu MHz : 5\nFeatures : x\n").cores.isEmpty)
        for (text, message) in [
            ("processor : 0\ncpu MHz : fast\n", #"cpuinfo: expected megahertz, found "fast""#),
            ("processor : 0\ncpu MHz : 1000000000\n", #"cpuinfo: expected megahertz, found "1000000000""#),
            ("processor : 0\ncpu MHz : 1000", #"cpuinfo: expected end of line, found "cpu MHz : 1000""#),
        ] {
            let error = #expect(throws: ProcfsError.self) { try CPUClocks(text) }
            #expect(error?.description == message)
        }
    }

    @Test("the memory of a node is in bytes, and its counters are added from the other file")
    func nodeMemory() throws {
        var memory = NodeMemory()
        try ProcfsTests.parse("Node 0 MemTotal: 100 kB\nNode 0 Active(anon): 7 kB\nNode 0 HugePages_Free:  0\n") {
            (bytes) throws(ProcfsError) in try memory.parseMeminfo(bytes)
        }
        var counters = NodeMemory()
        try ProcfsTests.parse("numa_hit 18215803\nother_node 3\n") { (bytes) throws(ProcfsError) in
            try counters.parseLines(bytes)
        }
        memory.add(counters)
        #expect(memory[.total] == 102_400)
        #expect(memory[.free] == nil)
        #expect(memory[.hit] == 18_215_803)
        #expect(memory[.other] == 3)
        let error = #expect(throws: ProcfsError.self) {
            try ProcfsTests.parse("Node 0 MemTotal 100 kB\n") { (bytes) throws(ProcfsError) in
                try memory.parseMeminfo(bytes)
            }
        }
        #expect(error?.description == #"node/meminfo: expected name and colon, found "MemTotal""#)
    }

    @Test("a folder's numbers are those behind the kind alone, in order")
    func numbers() throws {
        let folder = try TemporaryFolder()
        let sys = SysRoot(folder.path)
        #expect(sys.numbers(in: "mc", of: "mc").isEmpty)
        for name in ["mc10", "mc2", "mc", "mcx", "mc1a", "mc9999999999", "csrow0", "power"] {
            try FileManager.default.createDirectory(
                atPath: "\(folder.path)/mc/\(name)", withIntermediateDirectories: true)
        }
        #expect(sys.numbers(in: "mc", of: "mc") == [2, 10])
    }
}
