/// Paging, reclaim and what else memory management counts since the start, from `/proc/vmstat`.
package typealias Vmstat = Numbers<VmstatKey>

package enum VmstatKey: String, NumberKey {
    /// Read from and written to disks, in KiB: all block I/O, not swapping alone.
    case pgpgin, pgpgout
    /// Swapped in and out, in pages.
    case pswpin, pswpout
    /// Page faults, and those among them that had to read a disk.
    case pgfault, pgmajfault
    /// Pages handed out, by any zone, and pages given back.
    case pgalloc, pgfree
    /// Pages looked at by reclaim and pages it won: by kswapd, which works ahead of need; by programs, which wait for it;
    /// by khugepaged and whoever wrote to `memory.reclaim`.
    ///
    /// Together equal to the kernel's sum by page type (`_anon` and `_file`).
    case scannedByKswapd = "pgscan_kswapd"
    case scannedDirectly = "pgscan_direct"
    case scannedOtherwise = "pgscan_khugepaged"
    case stolenByKswapd = "pgsteal_kswapd"
    case stolenDirectly = "pgsteal_direct"
    case stolenOtherwise = "pgsteal_khugepaged"
    /// Processes killed for want of memory; since Linux 4.13.
    case oomKill = "oom_kill"
    /// How often a program had to reclaim memory itself before it got some.
    case allocstall
    /// Pages that were needed again after reclaim had thrown them away; by type since 5.9, in one before.
    case refaultedAnon = "workingset_refault_anon"
    case refaultedFile = "workingset_refault_file"
    /// Attempts to make room for a large page by moving small ones, those that a program waited for, and those in vain.
    case compactStall = "compact_stall"
    case compactFail = "compact_fail"
    /// Huge pages given to a fault at once, and faults that had to make do with small ones.
    case thpFaultAlloc = "thp_fault_alloc"
    case thpFaultFallback = "thp_fault_fallback"
    case thpCollapseAlloc = "thp_collapse_alloc"
    case thpSplitPage = "thp_split_page"
    /// Pages moved to another place, and to another NUMA node because they are used there.
    case pgmigrateSuccess = "pgmigrate_success"
    case numaPagesMigrated = "numa_pages_migrated"
    /// Faults that only find out where a page is used from, and those that found it near.
    case numaHintFaults = "numa_hint_faults"
    case numaHintFaultsLocal = "numa_hint_faults_local"
    /// Pages into and out of compressed memory.
    case zswpin, zswpout

    package static let file: StaticString = "vmstat"

    package var names: [String] {
        switch self {
        case .pgalloc, .scannedByKswapd, .scannedDirectly, .stolenByKswapd, .stolenDirectly, .allocstall:
            zones(of: rawValue)
        case .scannedOtherwise: [rawValue, "pgscan_proactive"]
        // Before 3.4 pages won were not told apart by who won them.
        case .stolenOtherwise: [rawValue, "pgsteal_proactive"] + zones(of: "pgsteal")
        case .refaultedFile: [rawValue, "workingset_refault"]
        case .thpSplitPage: [rawValue, "thp_split"]
        default: [rawValue]
        }
    }

    /// The name, and those that some kernels have by memory zone: `pgscan_kswapd_normal` before 4.8, `allocstall_normal`
    /// after.
    private func zones(of name: String) -> [String] {
        [name] + ["dma", "dma32", "normal", "high", "movable", "device"].map { "\(name)_\($0)" }
    }
}

extension Vmstat {
    package static var path: String { "vmstat" }

    package init(parsing bytes: Span<UInt8>) throws(ProcfsError) {
        self.init()
        try parseLines(bytes)
    }
}
