import Collectors
import Glibc
import MetricModel
import Procfs
import TestKit
import Testing

@Suite("Memory and paging")
struct MemoryCollectorTests {
    @Test("memory is in bytes, the mean of the interval's samples")
    func bytes() throws {
        let values = try MemoryCollector.values(of: .hypervisor)
        let kB = 1024.0
        expect(
            values.row("memory"),
            are: [
                "total": 131_816_252 * kB, "free": 8_950_000 * kB, "available": 39_950_000 * kB,
                "used": (131_816_252 - 39_950_000) * kB, "buffers": 300_000 * kB, "cached": 30_000_000 * kB,
                "shared": 200_000 * kB, "slab": 4_000_000 * kB, "committed": 120_000_000 * kB,
                "swap_total": 16_777_212 * kB, "swap_free": 16_000_000 * kB,
            ])
        let use = try MemoryUseCollector.values(of: .hypervisor).row("memory_use")
        #expect(use["reclaimable"] == 2_000_000 * kB)
        #expect(use["anon"] == 80_000_000 * kB)
        #expect(use["dirty"] == 20_000 * kB)
        #expect(use["writeback"] == 100 * kB)
        #expect(use["unevictable"] == nil)
    }

    @Test("what the kernel does not say is unknown, and so is what follows from it")
    func oldKernel() throws {
        let values = try MemoryCollector.values(of: FixtureHost(name: "kernel-3.10"))
        #expect(values["memory.total"] != nil)
        #expect(values["memory.available"] == nil)
        #expect(values["memory.used"] == nil)
    }

    @Test("nothing is said twice")
    func once() throws {
        let host = try PlayedHost(.hypervisor)
        defer { withExtendedLifetime(host) {} }
        let collector = MemoryCollector(host.roots)
        var buffer = ReadBuffer()
        try collector.sample(at: .start, through: &buffer)
        #expect(collector.values(at: .start).rows == ["memory"])
        #expect(collector.values(at: .start + 1).rows.isEmpty)
    }

    @Test("swapping counts pages, paging KiB, and reclaim each page once")
    func paging() throws {
        // In 15 s: pswpin 150 and pswpout 300 pages, pgpgin 150,000 and pgpgout 300,000 KiB, 150,000 faults, 15 major;
        // kswapd, direct and khugepaged scanned 6,000 + 1,200 + 60 pages and stole 3,000 + 600 + 30; allocstall 5 + 10.
        let page = Double(sysconf(CInt(_SC_PAGESIZE)))
        let values = try PagingCollector.values(of: .hypervisor)
        expect(
            values.row("paging"),
            are: [
                "swap_in": 10 * page, "swap_out": 20 * page, "page_in": 10_240_000, "page_out": 20_480_000,
                "faults": 10_000, "major_faults": 1, "scanned": 484, "stolen": 242, "stalls": 1,
                "oom_kills": 1 / 15.0,
            ])
    }

    @Test("a paging counter that went backwards is unknown, and the others go on")
    func pagingReset() throws {
        let values = try PagingCollector.values(of: PlayedHost(.hypervisor)) { host in
            try host.advance()
            try host.edit("proc/vmstat") { $0.replacing("pswpin 1150", with: "pswpin 150") }
        }
        #expect(values["paging.swap_in"] == nil)
        #expect(values["paging.faults"] == 10_000)
    }
}
