import Glibc
package import MetricModel
package import Procfs

/// Paging, swapping and faults, from `/proc/vmstat`.
package final class PagingCollector: NumbersCollector<VmstatKey>, Collector {
    private static let file = Columns<VmstatKey>(source: "/proc/vmstat")
    private static let page = Double(sysconf(CInt(_SC_PAGESIZE)))

    private static let columns = [
        file.rate(
            "swap_in", .pswpin, unit: .bytesPerSecond, times: page, "Swapped in", "pswpin: read from swap space"),
        file.rate(
            "swap_out", .pswpout, unit: .bytesPerSecond, times: page, "Swapped out", "pswpout: written to swap space"),
        file.rate(
            "page_in", .pgpgin, unit: .bytesPerSecond, times: 1024, "Paged in",
            "pgpgin: read from disks for any reason"),
        file.rate(
            "page_out", .pgpgout, unit: .bytesPerSecond, times: 1024, "Paged out",
            "pgpgout: written to disks for any reason"),
        file.rate("faults", .pgfault, "Faults", "pgfault: page faults of any kind"),
        file.rate("major_faults", .pgmajfault, "Major faults", "pgmajfault: page faults that had to read a disk"),
        file.rate(
            "scanned", .scannedByKswapd, and: [.scannedDirectly, .scannedOtherwise], "Scanned",
            "pgscan: pages that reclaim looked at"),
        file.rate(
            "stolen", .stolenByKswapd, and: [.stolenDirectly, .stolenOtherwise], "Stolen",
            "pgsteal: pages that reclaim won"),
        file.rate("stalls", .allocstall, "Stalls", "allocstall: programs that had to reclaim memory themselves"),
        file.rate("oom_kills", .oomKill, "OOM kills", "oom_kill: processes killed for want of memory"),
    ]

    package static let definitions = [
        Definition(
            subject: SubjectName(literal: "paging"), retention: .detail, title: "Paging",
            fields: columns.map(\.field))
    ]

    package init(_ host: Roots, _ shared: SharedReaders) { super.init(shared.vmstat, Self.columns) }
}
