import Parsers
import Procfs
import TestKit
import Testing

@Suite("Vmstat")
struct VmstatTests {
    @Test("sums reclaim over who reclaims, never over the same pages by type")
    func sums() throws {
        let vmstat = try vmstat(
            "nr_dirty x\npgscan_kswapd 1\npgscan_direct 2\npgscan_khugepaged 4\npgscan_proactive 8\n"
                + "pgscan_direct_throttle 1000\npgscan_anon 5000\npgscan_file 9000\npgsteal_kswapd 3\npgsteal_direct 5\n"
                + "pgsteal_anon 100\npgsteal_file 100\npgskip_normal 9\nallocstall_normal 1\nallocstall_movable 2\n")
        #expect(vmstat.scanned == 15)
        #expect(vmstat.stolen == 8)
        #expect(vmstat[.allocstall] == 3)
        #expect(vmstat[.pgpgin] == nil)
        #expect(vmstat[.oomKill] == nil)
    }

    @Test("old kernels count by zone", arguments: [("pgsteal_dma 1\npgsteal_normal 2\npgsteal_high 4\n", UInt64(7))])
    func zones(text: String, steal: UInt64) throws {
        #expect(try vmstat(text).stolen == steal)
        let old = try read(FixtureHost(name: "kernel-3.10").first)
        #expect(old.scanned == 2_805_500)
        #expect(old.stolen == 2_504_000)
        #expect(old[.allocstall] == 41)
        #expect(old[.oomKill] == nil)
    }

    @Test("the hypervisor's figures")
    func hypervisor() throws {
        let vmstat = try read(FixtureHost(name: "hypervisor").second)
        #expect(vmstat.scanned == 6_006_000 + 71200 + 260)
        #expect(vmstat.stolen == 5_003_000 + 60600 + 130)
        #expect(vmstat[.allocstall] == 66)
        #expect(vmstat[.pswpin] == 1150)
        #expect(vmstat[.pswpout] == 190_300)
        #expect(vmstat[.pgmajfault] == 90015)
        #expect(vmstat[.oomKill] == 3)
    }

    @Test(
        "says what it expected and what it found",
        arguments: [
            ("", #"vmstat: expected name and number, found """#),
            ("pgpgin\n", #"vmstat: expected number, found """#),
            ("pgpgin -1\n", #"vmstat: expected number, found "-1""#),
            ("oom_kill 18446744073709551616\n", #"vmstat: expected number, found "18446744073709551616""#),
            ("pgpgin 1\npgpgo", #"vmstat: expected end of line, found "pgpgo""#),
        ])
    func malformed(text: String, message: String) {
        let error = #expect(throws: ProcfsError.self) { try vmstat(text) }
        #expect(error?.description == message)
    }

    private func vmstat(_ text: String) throws(ProcfsError) -> Vmstat {
        try parse(text) { (bytes) throws(ProcfsError) in try Vmstat(parsing: bytes) }
    }

    private func read(_ moment: FixtureHost.Moment) throws(ProcfsError) -> Vmstat {
        try moment.proc.read(Vmstat.path) { (bytes) throws(ProcfsError) in try Vmstat(parsing: bytes) }
    }
}

extension Vmstat {
    /// By all who reclaim.
    fileprivate var scanned: UInt64 {
        [VmstatKey.scannedByKswapd, .scannedDirectly, .scannedOtherwise].reduce(0) { $0 + (self[$1] ?? 0) }
    }

    fileprivate var stolen: UInt64 {
        [VmstatKey.stolenByKswapd, .stolenDirectly, .stolenOtherwise].reduce(0) { $0 + (self[$1] ?? 0) }
    }
}
