package import MetricModel
package import Procfs

/// Links of network interfaces: up or down, how fast, how often lost, from `/sys/class/net`.
package final class LinkCollector: Collector {
    private static let file = Columns<LinkKey>(source: "/sys/class/net")

    private static let columns = [
        file.latest("up", .up, in: 0...1, "Up", "operstate: 1 if the interface carries traffic, 0 if it does not"),
        file.latest(
            "carrier", .carrier, in: 0...1, "Carrier", "carrier: 1 if the other end of the wire is there, else 0"),
        file.latest(
            "speed", .speed, unit: .bitsPerSecond, "Speed",
            "speed: what the link carries at most, where a wire and not a driver says so"),
        file.latest("duplex", .duplex, in: 0...1, "Duplex", "duplex: 1 is full, 0 is half"),
        file.latest("mtu", .mtu, unit: .bytes, "MTU", "mtu: the largest packet"),
        file.rate(
            "carrier_changes", .carrierChanges, "Carrier changes",
            "carrier_changes: times that the carrier came or went"
        ),
    ]

    package static let definitions = [
        Definition(
            subject: SubjectName(literal: "link"), hasInstances: true, retention: .brief, pace: 15, title: "Link",
            fields: columns.map(\.field))
    ]

    private let interfaces: InterfaceReader
    private var tracks = InstanceTracks(columns)

    package init(_ host: Roots, _ shared: SharedReaders) { interfaces = shared.interfaces }

    package var leftOut: Int { interfaces.linksLeftOut }

    package func sample(at tick: Tick, through buffer: inout ReadBuffer) throws(ProcfsError) {
        try interfaces.readLinks(at: tick, through: &buffer)
        tracks.begin()
        for (place, link) in interfaces.links.enumerated() {
            tracks.add(link.name, near: place, link.numbers.values, at: tick)
        }
    }

    package func report(at tick: Tick, into report: inout Report) { tracks.report(0, into: &report) }

    package func forget() { tracks.forget() }
}
