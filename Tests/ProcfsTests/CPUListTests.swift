import Procfs
import TestKit
import Testing

@Suite("CPUList and NodeCores")
struct CPUListTests {
    @Test(
        "gives each number once, in order",
        arguments: [
            ("\n", []), ("0\n", [0]), ("0-3,8-11\n", [0, 1, 2, 3, 8, 9, 10, 11]), ("5-5\n", [5]), ("65535\n", [65535]),
            (" 0-1 \n", [0, 1]), ("7,3\n", [7, 3]), ("1,\n", [1]),
        ] as [(String, [Int])])
    func parses(text: String, numbers: [Int]) throws { #expect(try list(text) == numbers) }

    @Test(
        "says what it expected and what it found",
        arguments: [
            ("", #"node/cpulist: expected list of numbers, found """#),
            ("0-", #"node/cpulist: expected end of line, found "0-""#),
            ("0-3", #"node/cpulist: expected end of line, found "0-3""#),
            ("0-\n", #"node/cpulist: expected end of range, found """#),
            ("-3\n", #"node/cpulist: expected number, found """#),
            ("0,,3\n", #"node/cpulist: expected number, found """#),
            ("0-2-4\n", #"node/cpulist: expected end of range, found "2-4""#),
            ("3-1\n", #"node/cpulist: expected range of numbers below 65536, found "3-1""#),
            ("65536\n", #"node/cpulist: expected range of numbers below 65536, found "65536""#),
            (
                "0-9223372036854775807\n",
                #"node/cpulist: expected range of numbers below 65536, found "0-9223372036854775807""#
            ),
            ("none\n", #"node/cpulist: expected number, found "none""#),
        ])
    func malformed(text: String, message: String) {
        let error = #expect(throws: ProcfsError.self) { try list(text) }
        #expect(error?.description == message)
    }

    @Test("knows the node of each core, and of none that no node has")
    func nodes() throws {
        let cores = try NodeCores(FixtureHost.hypervisor.first.sys)
        #expect(cores.nodes == [0, 1])
        #expect([0, 2, 3, 4, 7, 8, -1].map(cores.place(ofCore:)) == [0, 0, nil, 1, 1, nil, nil])
    }

    @Test("is empty where the kernel knows of no nodes")
    func noNodes() throws { #expect(try NodeCores(SysRoot("/nowhere")) == NodeCores()) }

    private func list(_ text: String) throws(ProcfsError) -> [Int] {
        try parse(text) { (bytes) throws(ProcfsError) in
            var numbers: [Int] = []
            try CPUList.parse(bytes, of: "node/cpulist") { numbers.append($0) }
            return numbers
        }
    }
}
