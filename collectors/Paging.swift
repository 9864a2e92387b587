import Glibc
package import MetricModel
package import Procfs

/// Paging, swapping and reclaim, from `/proc/vmstat`.
package final class PagingCollector: Collector {
    package static let definitions = [
        Definition(
            subject: SubjectName(literal: "paging"), retention: .detail, title: "Paging",
            fields: [
                field("swap_in", .bytesPerSecond, "Swapped in", "pswpin: read from swap space"),
                field("swap_out", .bytesPerSecond, "Swapped out", "pswpout: written to swap space"),
                field("page_in", .bytesPerSecond, "Paged in", "pgpgin: read from disks for any reason"),
                field("page_out", .bytesPerSecond, "Paged out", "pgpgout: written to disks for any reason"),
                field("faults", .perSecond, "Faults", "pgfault: page faults of any kind"),
                field("major_faults", .perSecond, "Major faults", "pgmajfault: page faults that had to read a disk"),
                field("scanned", .perSecond, "Scanned", "pgscan: pages that reclaim looked at"),
                field("stolen", .perSecond, "Stolen", "pgsteal: pages that reclaim won"),
                field("stalls", .perSecond, "Stalls", "allocstall: programs that had to reclaim memory themselves"),
                field("oom_kills", .perSecond, "OOM kills", "oom_kill: processes killed for want of memory"),
            ])
    ]

    private static func field(_ name: StaticString, _ unit: Unit, _ title: String, _ meaning: String) -> Field {
        Field(name, unit, .rate, in: 0...1e15, title: title, summary: "\(meaning), from /proc/vmstat.")
    }

    private var file: ProcFile
    private let pageSize = Double(sysconf(CInt(_SC_PAGESIZE)))
    private var start: (reading: Vmstat, tick: Tick)?
    private var latest: (reading: Vmstat, tick: Tick)?

    package init(_ host: Roots) { file = host.proc.file(Vmstat.path) }

    package func sample(at tick: Tick, through buffer: inout ReadBuffer) throws(ProcfsError) {
        let reading = try file.read(through: &buffer) { (bytes) throws(ProcfsError) in try Vmstat(parsing: bytes) }
        latest = (reading, tick)
        if start == nil { start = latest }
    }

    package func report(at tick: Tick, into report: inout Report) {
        defer { start = latest }
        guard let start, let latest, latest.tick == tick, tick != start.tick else { return }
        let (old, new) = (start.reading, latest.reading)
        let seconds = tick.seconds(since: start.tick)
        report.begin(0)
        report.append(rate(old.pswpin, new.pswpin, over: seconds).map { $0 * pageSize })
        report.append(rate(old.pswpout, new.pswpout, over: seconds).map { $0 * pageSize })
        report.append(rate(old.pgpgin, new.pgpgin, over: seconds).map { $0 * 1024 })
        report.append(rate(old.pgpgout, new.pgpgout, over: seconds).map { $0 * 1024 })
        report.append(rate(old.pgfault, new.pgfault, over: seconds))
        report.append(rate(old.pgmajfault, new.pgmajfault, over: seconds))
        report.append(rate(old.pgscan, new.pgscan, over: seconds))
        report.append(rate(old.pgsteal, new.pgsteal, over: seconds))
        report.append(rate(old.allocstall, new.allocstall, over: seconds))
        report.append(rate(old.oomKill, new.oomKill, over: seconds))
    }

    package func forget() { (start, latest) = (nil, nil) }
}
