package import MetricModel
package import Procfs

/// What cores do with packets that came in, all together and each, from `/proc/net/softnet_stat`.
package final class SoftnetCollector: Collector {
    private static let file = Columns<SoftnetKey>(source: "/proc/net/softnet_stat")

    private static let coreColumns = [
        file.rate("processed", .processed, "Processed", "Packets taken up"),
        file.rate("dropped", .dropped, "Dropped", "Packets dropped because the core's backlog was full"),
        file.rate(
            "squeezed", .squeezed, "Squeezed", "Times that time or budget ran out while there was still work to do"),
        file.mean("backlog", .backlog, "Backlog", "Packets that wait in the core's backlog"),
    ]

    private static let columns = [
        file.rate("processed", .processed, "Processed", "Packets taken up by all cores"),
        file.rate("dropped", .dropped, "Dropped", "Packets dropped because a core's backlog was full"),
        file.rate(
            "squeezed", .squeezed, "Squeezed", "Times that time or budget ran out while there was still work to do"),
        file.rate("rps", .rps, "Handed over", "Times that a core was woken for packets that another handed over"),
        file.rate(
            "flow_limit", .flowLimit, "Flow limit", "Packets of one busy sender dropped because a backlog filled up"),
        file.mean("backlog", .backlog, "Backlog", "Packets that wait in the cores' backlogs"),
    ]

    package static let definitions = [
        Definition(
            subject: SubjectName(literal: "softnet"), retention: .detail, title: "Packet processing",
            fields: columns.map(\.field)),
        Definition(
            subject: SubjectName(literal: "softnet"), hasInstances: true, retention: .brief,
            title: "Packet processing by core", fields: coreColumns.map(\.field)),
    ]

    private var file: ProcFile
    private var stat = SoftnetStat()
    private var sum = Numbers<SoftnetKey>()
    private var changes = 0
    private var track = Track(columns)
    private var cores = InstanceTracks(coreColumns)

    package init(_ host: Roots, _ shared: SharedReaders) { file = host.proc.file(SoftnetStat.path) }

    package var leftOut: Int { cores.leftOut }

    package func sample(at tick: Tick, through buffer: inout ReadBuffer) throws(ProcfsError) {
        let found: Void? = try file.readIfPresent(through: &buffer) { (bytes) throws(ProcfsError) in
            try stat.parse(bytes)
        }
        guard found != nil else { return forget() }
        sum.clear()
        cores.begin()
        for place in stat.rows.indices {
            sum.add(stat.rows[place].values)
            cores.add(stat.rows[place].name, near: place, stat.rows[place].values, at: tick)
        }
        // A core that came or went takes its counters along, which would look like a burst of packets.
        if stat.changes != changes { track.forget() }
        changes = stat.changes
        track.add(sum.values, at: tick)
    }

    package func report(at tick: Tick, into report: inout Report) {
        track.report(0, into: &report)
        cores.report(1, into: &report)
    }

    package func forget() {
        track.forget()
        cores.forget()
    }
}
