import Parsers
import Procfs
import Testing

@Suite("Interrupts")
struct InterruptsTests {
    @Test("parses lines of devices on old kernels and new ones, and the processor's own")
    func parses() throws {
        let interrupts = try Interrupts(
            """
                        CPU0       CPU2
              0:         46          7   IO-APIC   2-edge      timer
             19:          0     123456   IO-APIC-fasteoi   eth0
             16:          1          2  IO-APIC  16-fasteoi   ehci_hcd:usb1, i801_smbus
            126:          3          4 PCI-MSIX-0000:00:01.0   0-edge      virtio0-config
             11:          5          6     GICv3  27 Level     arch_timer
             44: 4294967295 4294967296  PCI-MSI 524288-edge      PCIe PME
              9:          1          0  IO-APIC   9-fasteoi
            NMI:          0          0   Non-maskable interrupts
            IPI0:      1168        900       Rescheduling interrupts
            ERR:          7
            123:

            """)
        #expect(interrupts.cores == [0, 2])
        #expect(
            interrupts.lines.map(\.label) == [
                "0 timer", "19 eth0", "16 ehci_hcd:usb1, i801_smbus", "126 virtio0-config", "11 arch_timer",
                "44 PCIe PME", "9 9-fasteoi", "NMI", "IPI0", "ERR", "123",
            ])
        #expect(interrupts.lines[1].counts == [0, 123456])
        #expect(interrupts.lines[5].counts == [.max, 0])
        #expect(interrupts.lines[9].counts == [7])
        #expect(interrupts.lines[10].counts == [])
    }

    @Test(
        "says what it expected and what it found",
        arguments: [
            ("", #"interrupts: expected CPU and its number, found """#),
            ("\n", #"interrupts: expected CPU and its number, found """#),
            ("  CPU0  CPUx\n", #"interrupts: expected number of a CPU, found "x""#),
            ("  CPU0  NMI\n", #"interrupts: expected CPU and its number, found "NMI""#),
            (" CPU0\n 1 2\n", #"interrupts: expected interrupt and colon, found "1""#),
            (" CPU0\n :\n", #"interrupts: expected interrupt and colon, found ":""#),
            (" CPU0\n\n", #"interrupts: expected interrupt and colon, found """#),
            (" CPU0\n 1:   2  x  eth0", #"interrupts: expected end of line, found " 1:   2  x  eth0""#),
        ])
    func malformed(text: String, message: String) {
        let error = #expect(throws: ProcfsError.self) { try Interrupts(text) }
        #expect(error?.description == message)
    }

    @Test("parsed again, it follows lines that come, go and change hands; after an error it is empty")
    func again() throws {
        var interrupts = Interrupts()
        func read(_ text: String) throws {
            try parse(text) { (bytes) throws(ProcfsError) in try interrupts.parse(bytes) }
        }
        try read(" CPU0 CPU1\n 1: 10 11  x  a\n 2: 20 21  x  b\n 3: 30 31  x  c\n")
        try read(" CPU0 CPU1\n 2: 22 23  x  b\n 3: 32 33  x  d\n 4: 1 2  x  e\n")
        #expect(interrupts.lines.map(\.label) == ["2 b", "3 d", "4 e"])
        #expect(interrupts.lines.map(\.counts) == [[22, 23], [32, 33], [1, 2]])
        try read(" CPU1\n 2: 24  x  b\n")
        #expect(interrupts.lines.map(\.counts) == [[24]])
        #expect(throws: ProcfsError.self) { try read(" CPU1\n 2: 25  x  b\n?\n") }
        #expect(interrupts.lines.isEmpty)
        #expect(interrupts.cores.isEmpty)
    }

    @Test(
        "a line's advance is that of all cores, with the busiest; a counter of 32 bits may step over",
        arguments: [
            ("10 20", "13 21", 4, 0, 3), ("10 20", "10 20", 0, 0, 0), ("0 4294967290", "0 4", 10, 1, 10),
            ("10 20", "9 30", nil, 0, 0), ("10", "11 2", nil, 0, 0),
            ("0 0", "2147483647 0", 2_147_483_647, 0, 2_147_483_647),
            ("0 0", "2147483648 0", nil, 0, 0),
        ] as [(String, String, UInt64?, Int, UInt32)])
    func advance(old: String, new: String, sum: UInt64?, busiest: Int, most: UInt32) throws {
        let earlier = try Interrupts("CPU0 CPU1\n1: \(old)  x  a\n").lines[0]
        let later = try Interrupts("CPU0 CPU1\n1: \(new)  x  a\n").lines[0]
        let advance = later.advance(since: earlier)
        #expect(advance?.sum == sum)
        if let advance { #expect((advance.busiest, advance.most) == (busiest, most)) }
        let other = try Interrupts("CPU0 CPU1\n1: \(new)  x  b\n").lines[0]
        #expect(other.advance(since: earlier) == nil)
    }

    @Test("takes no more lines than its limit, and says how many it left out")
    func limit() throws {
        var interrupts = Interrupts(limit: 2)
        try parse("CPU0\n1: 1\n2: 2\n3: 3\n4: 4\n") { (bytes) throws(ProcfsError) in try interrupts.parse(bytes) }
        #expect(interrupts.lines.map(\.name) == ["1", "2"])
        #expect(interrupts.leftOut == 2)
    }

    @Test("long names of devices are cut")
    func long() throws {
        let names = String(repeating: "é", count: 300)
        let label = try Interrupts("CPU0\n1: 1  x  \(names)\n").lines[0].label
        #expect(label == "1 \(String(repeating: "é", count: 50))")
    }
}
