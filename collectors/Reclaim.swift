import Glibc
package import MetricModel
package import Procfs

/// How hard memory is to get: reclaim by whom and with what success, compaction, huge pages, NUMA, from `/proc/vmstat`.
package final class ReclaimCollector: NumbersCollector<VmstatKey>, Collector {
    private static let file = Columns<VmstatKey>(source: "/proc/vmstat")

    private static let columns = [
        file.rate(
            "scan_kswapd", .scannedByKswapd, "Scanned by kswapd", "pgscan_kswapd: pages looked at ahead of need"),
        file.rate(
            "scan_direct", .scannedDirectly, "Scanned directly",
            "pgscan_direct: pages that programs in need of memory looked at themselves"),
        file.rate("steal_kswapd", .stolenByKswapd, "Won by kswapd", "pgsteal_kswapd: pages won ahead of need"),
        file.rate(
            "steal_direct", .stolenDirectly, "Won directly", "pgsteal_direct: pages that programs won themselves"),
        file.share(
            "vmeff", [.stolenByKswapd, .stolenDirectly, .stolenOtherwise],
            of: [.scannedByKswapd, .scannedDirectly, .scannedOtherwise], "Efficiency",
            "pgsteal ÷ pgscan: pages won of those looked at, low where reclaim thrashes"),
        file.rate(
            "refault_anon", .refaultedAnon, "Refaults, anonymous", "workingset_refault_anon: swapped out too early"),
        file.rate(
            "refault_file", .refaultedFile, "Refaults, file",
            "workingset_refault_file: thrown out of the page cache too early"),
        file.rate("alloc", .pgalloc, "Allocated", "pgalloc: pages handed out"),
        file.rate("free", .pgfree, "Freed", "pgfree: pages given back"),
        file.rate(
            "compact_stall", .compactStall, "Compaction stalls",
            "compact_stall: programs that waited for room for a large page"),
        file.rate("compact_fail", .compactFail, "Compaction failures", "compact_fail: stalls in vain"),
        file.rate("thp_alloc", .thpFaultAlloc, "Huge page faults", "thp_fault_alloc: faults that got a huge page"),
        file.rate(
            "thp_fallback", .thpFaultFallback, "Huge page fallbacks",
            "thp_fault_fallback: faults that made do with small pages"),
        file.rate(
            "thp_collapse", .thpCollapseAlloc, "Huge page collapses",
            "thp_collapse_alloc: huge pages made of small ones"),
        file.rate("thp_split", .thpSplitPage, "Huge page splits", "thp_split_page: huge pages broken up"),
        file.rate("migrated", .pgmigrateSuccess, "Migrated", "pgmigrate_success: pages moved to another place"),
        file.rate(
            "numa_migrated", .numaPagesMigrated, "NUMA migrated",
            "numa_pages_migrated: pages moved to the node that uses them"),
        file.rate(
            "numa_faults", .numaHintFaults, "NUMA faults", "numa_hint_faults: faults that find out where a page is used"
        ),
        file.share(
            "numa_local", [.numaHintFaultsLocal], of: [.numaHintFaults], "NUMA local",
            "numa_hint_faults_local ÷ numa_hint_faults: pages found near"),
        file.rate("zswap_in", .zswpin, "Zswap in", "zswpin: pages taken out of compressed memory"),
        file.rate("zswap_out", .zswpout, "Zswap out", "zswpout: pages put into compressed memory"),
    ]

    package static let definitions = [
        Definition(
            subject: SubjectName(literal: "reclaim"), retention: .brief, title: "Memory reclaim",
            fields: columns.map(\.field))
    ]

    package init(_ host: Roots, _ shared: SharedReaders) { super.init(shared.vmstat, Self.columns) }
}
