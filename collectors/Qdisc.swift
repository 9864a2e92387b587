package import MetricModel
package import Procfs

/// What waits and what is lost before it leaves by an interface: root queueing disciplines, by netlink.
package final class QdiscCollector: Collector {
    private static let file = Columns<QdiscKey>(source: "netlink's RTM_GETQDISC")

    private static let columns = [
        file.rate("bytes", .bytes, unit: .bytesPerSecond, "Sent", "Bytes that left the queue"),
        file.rate("packets", .packets, "Packets sent", "Packets that left the queue"),
        file.rate("drops", .drops, "Drops", "Packets dropped because the queue was full or they waited too long"),
        file.rate(
            "overlimits", .overlimits, "Over limits", "Times that the queue held packets back to keep to its rate"),
        file.rate("requeues", .requeues, "Requeues", "Packets put back because the card had no room"),
        file.mean("backlog", .backlog, unit: .bytes, "Backlog", "Bytes that wait in the queue"),
        file.mean("qlen", .qlen, "Queue length", "Packets that wait in the queue"),
        Column.text(
            Field(
                "kind", .none, .text, in: 0...0, title: "Kind",
                summary: "The queueing discipline's name, such as fq_codel or mq, from netlink's RTM_GETQDISC.")),
    ]

    package static let definitions = [
        Definition(
            subject: SubjectName(literal: "qdisc"), hasInstances: true, retention: .brief, pace: 15,
            title: "Queueing discipline", fields: columns.map(\.field))
    ]

    private let interfaces: InterfaceReader
    private var source: QdiscSource
    private var qdiscs = Qdiscs()
    private var tracks = InstanceTracks(columns)
    /// By instance, in the order of the last reading.
    private var kinds: [(name: String, kind: String)] = []

    package init(_ host: Roots, _ shared: SharedReaders) {
        interfaces = shared.interfaces
        source = QdiscSource(beside: host.proc)
    }

    package var leftOut: Int { tracks.leftOut }

    package func sample(at tick: Tick, through buffer: inout ReadBuffer) throws(ProcfsError) {
        // It says numbers of interfaces, not their names.
        try interfaces.read(at: tick, through: &buffer)
        kinds.removeAll(keepingCapacity: true)
        guard try source.read(into: &qdiscs, through: &buffer) else { return forget() }
        tracks.begin()
        var place = 0
        for row in qdiscs.rows where row.kind != "noqueue" {
            guard let name = name(of: row.index, near: &place) else { continue }
            tracks.add(name, near: kinds.count, row.values, at: tick)
            kinds.append((name, row.kind))
        }
    }

    package func report(at tick: Tick, into report: inout Report) {
        let kinds = kinds
        tracks.report(0, into: &report, text: { name, _ in kinds.first { $0.name == name }?.kind })
    }

    package func forget() { tracks.forget() }

    /// The name of an interface that is shown; both lists mostly have the same order.
    private func name(of index: Int, near place: inout Int) -> String? {
        let rows = interfaces.dev.rows
        for offset in 0..<rows.count {
            let candidate = (place + offset) % rows.count
            guard rows[candidate].interface?.index == index else { continue }
            place = candidate + 1
            return rows[candidate].interface?.isShown == true ? rows[candidate].name : nil
        }
        return nil
    }
}
