package import MetricModel
package import Procfs

/// Connections that the packet filter keeps track of; a full table drops new ones.
///
/// Missing where nothing tracks connections.
package final class ConntrackCollector: Collector {
    private static let file = Columns<ConntrackKey>(source: "/proc/net/stat/nf_conntrack")
    private static let settings = Columns<ConntrackKey>(source: "/proc/sys/net/netfilter")

    private static let columns = [
        settings.mean("count", .count, "Connections", "nf_conntrack_count: connections in the table"),
        settings.mean("max", .max, "Connections at most", "nf_conntrack_max: connections that the table may hold"),
        settings.part(
            "used_pct", .count, of: .max, "Used", "nf_conntrack_count ÷ nf_conntrack_max: how full the table is"),
        file.rate("drop", .drop, "Dropped", "drop: packets dropped because a connection could not be added"),
        file.rate(
            "early_drop", .earlyDrop, "Early drops", "early_drop: connections forgotten to make room in a full table"),
        file.rate(
            "insert_failed", .insertFailed, "Insertions failed", "insert_failed: connections that could not be added"),
        file.rate("found", .found, "Found", "found: searches in the table that found a connection"),
        file.rate("invalid", .invalid, "Invalid", "invalid: packets that fit no connection"),
        file.rate("ignored", .ignore, "Ignored", "ignore: packets that are not tracked"),
        file.rate("icmp_error", .icmpError, "ICMP errors", "icmp_error: ICMP messages that could not be tracked"),
        file.rate(
            "search_restart", .searchRestart, "Searches restarted",
            "search_restart: searches begun anew because the table changed"),
        file.rate("clash_resolved", .clashResolved, "Clashes", "clashres: connections added twice and made one"),
    ]

    package static let definitions = [
        Definition(
            subject: SubjectName(literal: "conntrack"), retention: .brief, pace: 15, title: "Connection tracking",
            fields: columns.map(\.field))
    ]

    private var countFile: ProcFile
    private var maxFile: ProcFile
    private var tableFile: ProcFile
    private var numbers = Conntrack()
    private var track = Track(columns)
    private let countSlot = ConntrackKey.count.slot
    private let maxSlot = ConntrackKey.max.slot

    package init(_ host: Roots, _ shared: SharedReaders) {
        countFile = host.proc.file(Conntrack.countPath)
        maxFile = host.proc.file(Conntrack.maxPath)
        tableFile = host.proc.file(Conntrack.path)
    }

    package func sample(at tick: Tick, through buffer: inout ReadBuffer) throws(ProcfsError) {
        let count = try countFile.readIfPresent(through: &buffer) { (bytes) throws(ProcfsError) in
            try Conntrack.count(parsing: bytes)
        }
        guard let count else { return track.forget() }
        let max = try maxFile.readIfPresent(through: &buffer) { (bytes) throws(ProcfsError) in
            try Conntrack.max(parsing: bytes)
        }
        let table: Void? = try tableFile.readIfPresent(through: &buffer) { (bytes) throws(ProcfsError) in
            try numbers.parseTable(bytes)
        }
        if table == nil { numbers.clear() }
        numbers.set(count, at: countSlot)
        numbers.set(max, at: maxSlot)
        track.add(numbers.values, at: tick)
    }

    package func report(at tick: Tick, into report: inout Report) { track.report(0, into: &report) }

    package func forget() { track.forget() }
}
