package import MetricModel
package import Procfs

/// Each swap device and file, from `/proc/swaps`.
package final class SwapCollector: Collector {
    private static let file = Columns<SwapsKey>(source: "/proc/swaps")

    private static let columns = [
        file.mean("size", .size, unit: .bytes, "Size", "Bytes of the swap space"),
        file.mean("used", .used, unit: .bytes, "Used", "Bytes in use"),
        file.part("used_pct", .used, of: .size, "Used", "Share of the swap space in use"),
        Column.given(
            Field(
                "priority", .none, .gauge, in: -32_768...32_767, title: "Priority",
                summary: "Swap spaces of a higher priority are filled first, from /proc/swaps.")),
    ]

    package static let definitions = [
        Definition(
            subject: SubjectName(literal: "swap"), hasInstances: true, retention: .brief, pace: 15,
            title: "Swap space", fields: columns.map(\.field))
    ]

    private var file: ProcFile
    private var swaps = Swaps()
    private var tracks = InstanceTracks(columns)

    package var leftOut: Int { tracks.leftOut }

    package init(_ host: Roots, _ shared: SharedReaders) { file = host.proc.file(Swaps.path) }

    package func sample(at tick: Tick, through buffer: inout ReadBuffer) throws(ProcfsError) {
        let isRead: Void? = try file.readIfPresent(through: &buffer) { (bytes) throws(ProcfsError) in
            try swaps.parse(bytes)
        }
        guard isRead != nil else { return }
        tracks.begin()
        for place in swaps.rows.indices {
            tracks.add(swaps.rows[place].device, near: place, swaps.rows[place].numbers.values, at: tick)
        }
    }

    package func report(at tick: Tick, into report: inout Report) {
        tracks.report(
            0, into: &report,
            given: { device, _ in
                swaps.rows.first { $0.device == device }.map { Double($0.priority) }
            })
    }

    package func forget() { tracks.forget() }
}
