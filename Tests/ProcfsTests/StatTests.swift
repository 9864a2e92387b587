import Parsers
import Procfs
import Testing

@Suite("Stat")
struct StatTests {
    @Test("parses the rows and passes over the rest")
    func parses() throws {
        let stat = try Stat(
            """
            cpu  10 20 30 40 50 60 70 80 90 100
            cpu0 1 2 3 4 5 6 7 8 9 10
            cpu2 9 18 27 36 45 54 63 72 81 90 7777
            intr 9000 1 2 x
            ctxt 1000
            btime 1700000000
            processes 200
            procs_running 3
            procs_blocked 4
            softirq 77 1 2 3 4 5 6 7 8 9 10 11
            nonsense

            """)
        #expect(stat.all.user == 10)
        #expect(stat.all.guestNice == 100)
        #expect(stat.cores.map(\.id) == [0, 2])
        #expect(stat.cores[1].times.iowait == 45)
        #expect(stat.contextSwitches == 1000)
        #expect(stat.bootTime == 1_700_000_000)
        #expect(stat.forks == 200)
        #expect(stat.running == 3)
        #expect(stat.blocked == 4)
        #expect(stat.runningOthers == 2)
        #expect(stat.interrupts.values == [9000, 77, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
    }

    @Test("softirqs that a kernel does not know are nil, and so are interrupts that it does not count")
    func softirqs() throws {
        let stat = try Stat("cpu 1 2 3 4\nsoftirq 6 1 2 3\n")
        #expect(stat.interrupts[.hardware] == nil)
        #expect(stat.interrupts[.softirq] == 6)
        #expect(stat.interrupts[.netTx] == 3)
        #expect(stat.interrupts[.netRx] == nil)
        #expect(stat.runningOthers == nil)
    }

    @Test("old kernels lack columns, which count as 0; strange ones lack rows, which are nil")
    func old() throws {
        let stat = try Stat("cpu 1 2 3 4\n")
        #expect(stat.all.idle == 4)
        #expect(stat.all.steal == 0)
        #expect(stat.cores.isEmpty)
        #expect(stat.bootTime == nil)
        #expect(stat.blocked == nil)
    }

    @Test(
        "says what it expected and what it found",
        arguments: [
            ("", #"stat: expected cpu row, found """#),
            ("cpu0 1 2 3 4\n", #"stat: expected cpu row, found "cpu0 1 2 3 4\x0a""#),
            ("cpu 1 2 3\n", #"stat: expected idle ticks, found """#),
            ("cpu 1 2 3 4\ncpux 1 2 3 4\n", #"stat: expected core number, found "x""#),
            ("cpu 1 -2 3 4\n", #"stat: expected nice ticks, found "-2""#),
            ("cpu 18446744073709551616 2 3 4\n", #"stat: expected user ticks, found "18446744073709551616""#),
            ("cpu 1 2 3 4 \u{E9}\n", #"stat: expected iowait ticks, found "\xc3\xa9""#),
            (
                "cpu 1 2 3 4\ncpu99999999999999999999 1 2 3 4\n",
                #"stat: expected core number, found "99999999999999999999""#
            ),
            ("cpu 1 2 3 4\nbtime soon\n", #"stat: expected boot time, found "soon""#),
            ("cpu 1 2 3 4\nintr\n", #"stat: expected interrupts, found """#),
            ("cpu 1 2 3 4\nintr 99999999999999999999\n", #"stat: expected interrupts, found "99999999999999999999""#),
            ("cpu 1 2 3 4\nsoftirq x\n", #"stat: expected softirqs, found "x""#),
            ("cpu 1 2 3 4\nsoftirq 5 -1\n", #"stat: expected softirqs of a type, found "-1""#),
            ("cpu 1 2 3 4\nctxt 12", #"stat: expected end of line, found "ctxt 12""#),
        ])
    func malformed(text: String, message: String) {
        let error = #expect(throws: ProcfsError.self) { try Stat(text) }
        #expect(error?.description == message)
    }

    @Test("after an error nothing is left of the reading before")
    func emptyAfterError() throws {
        var stat = try Stat("cpu 1 2 3 4\ncpu0 1 2 3 4\nctxt 5\n")
        #expect(throws: ProcfsError.self) {
            try parse("cpu 2 3 4 5\nctxt x\n") { (b) throws(ProcfsError) in try stat.parse(b) }
        }
        #expect(stat == Stat())
    }

    @Test("finds a core by its id, wherever it stands now", arguments: [(0, 0), (2, 1), (2, 0), (2, -1), (2, 99)])
    func findsCore(id: Int, place: Int) throws {
        let stat = try Stat("cpu 1 2 3 4\ncpu0 10 2 3 4\ncpu2 12 2 3 4\n")
        #expect(stat.times(ofCore: id, near: place)?.user == UInt64(10 + id))
        #expect(stat.times(ofCore: 1, near: place) == nil)
    }
}
