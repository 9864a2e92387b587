package import MetricModel
package import Procfs

/// Software RAID arrays, from `/proc/mdstat` and `/sys/block/md*/md`.
package final class RAIDCollector: Collector {
    private static let file = Columns<MDKey>(source: "/proc/mdstat")
    private static let sys = Columns<MDKey>(source: "/sys/block/*/md")

    private static let columns = [
        file.latest("disks", .disks, "Disks", "Disks that the array wants to have"),
        file.latest("active", .active, "Active", "Disks that take part in the array"),
        file.latest("failed", .failed, "Failed", "Disks that the array has given up"),
        file.latest("spare", .spare, "Spare", "Disks that wait to take a failed one's place"),
        sys.latest("degraded", .degraded, "Missing", "degraded: disks that the array lacks"),
        file.part("sync_pct", .done, of: .total, "Progress", "How far a resync, recovery, reshape or check has come"),
        file.latest(
            "sync_speed", .speed, unit: .bytesPerSecond, "Speed",
            "Bytes of each disk that a resync, recovery, reshape or check goes through in a second"),
        sys.latest(
            "mismatches", .mismatches, "Mismatches",
            "mismatch_cnt: sectors that differed between disks at the last check"),
        sys.latest(
            "state", .state, in: 0...4, "State",
            "array_state: 0 inactive, 1 active, 2 read-only, 3 suspended, 4 broken"),
        file.text("level", "Level", "The array's RAID level"),
        sys.text(
            "action", "Action",
            "sync_action: idle, resync, recover, reshape, check, repair or frozen, and delayed if it waits"),
    ]

    package static let definitions = [
        Definition(
            subject: SubjectName(literal: "md"), hasInstances: true, retention: .detail, pace: 15,
            title: "RAID array", fields: columns.map(\.field))
    ]

    private let root: SysRoot
    private var file: ProcFile
    private var mdstat = Mdstat()
    private var arrays: [MDArray] = []
    private var tracks = InstanceTracks(columns)

    package var leftOut: Int { tracks.leftOut }

    package init(_ host: Roots, _ shared: SharedReaders) {
        root = host.sys
        file = host.proc.file(Mdstat.path)
    }

    package func sample(at tick: Tick, through buffer: inout ReadBuffer) throws(ProcfsError) {
        let isRead: Void? = try file.readIfPresent(through: &buffer) { (bytes) throws(ProcfsError) in
            try mdstat.parse(bytes)
        }
        guard isRead != nil else { return }
        if !mdstat.rows.elementsEqual(arrays, by: { $0.name == $1.name }) {
            let old = arrays
            arrays = mdstat.rows.map { row in old.first { $0.name == row.name } ?? MDArray(row.name, sys: root) }
        }
        tracks.begin()
        for place in arrays.indices {
            try arrays[place].read(mdstat.rows[place], through: &buffer)
            tracks.add(arrays[place].name, near: place, arrays[place].numbers.values, at: tick)
        }
    }

    package func report(at tick: Tick, into report: inout Report) {
        tracks.report(
            0, into: &report,
            text: { name, column in
                guard let place = arrays.firstIndex(where: { $0.name == name }) else { return nil }
                if Self.columns[column].field.name.text == "level" {
                    return mdstat.rows.indices.contains(place) ? mdstat.rows[place].level : nil
                }
                return arrays[place].action.map { arrays[place].isWaiting ? "\($0.rawValue) delayed" : $0.rawValue }
            })
    }

    package func forget() { tracks.forget() }
}
