import Glibc
package import MetricModel
package import Procfs

/// How near each zone of memory is to being reclaimed, from `/proc/zoneinfo`.
package final class ZoneCollector: Collector {
    private static let file = Columns<ZoneKey>(source: "/proc/zoneinfo")
    private static let page = Double(sysconf(CInt(_SC_PAGESIZE)))

    private static let columns = [
        bytes("free", .free, "Free", "Memory of the zone that holds nothing"),
        bytes("min", .min, "Min", "Below as much free memory programs have to reclaim some themselves"),
        bytes("low", .low, "Low", "Below as much free memory kswapd begins to reclaim"),
        bytes("high", .high, "High", "At as much free memory kswapd stops to reclaim"),
        bytes("managed", .managed, "Managed", "Memory of the zone that the kernel hands out"),
        bytes("present", .present, "Present", "Memory of the zone that exists"),
    ]

    private static func bytes(_ name: StaticString, _ key: ZoneKey, _ title: String, _ meaning: String) -> Column {
        file.mean(name, key, unit: .bytes, times: page, title, meaning)
    }

    package static let definitions = [
        Definition(
            subject: SubjectName(literal: "zone"), hasInstances: true, retention: .brief, pace: 15,
            title: "Zone of memory", fields: columns.map(\.field))
    ]

    private var file: ProcFile
    private var zones = Zoneinfo()
    private var instances = InstanceTracks(columns)

    package init(_ host: Roots, _ shared: SharedReaders) { file = host.proc.file(Zoneinfo.path) }

    package var leftOut: Int { instances.leftOut }

    package func sample(at tick: Tick, through buffer: inout ReadBuffer) throws(ProcfsError) {
        let isRead = try file.readIfPresent(through: &buffer) { (bytes) throws(ProcfsError) in
            try zones.parse(bytes)
            return true
        }
        guard isRead != nil else { return }
        instances.begin()
        var place = 0
        for zone in zones.zones where zone.hasMemory {
            instances.add(zone.name, near: place, zone.numbers.values, at: tick)
            place += 1
        }
    }

    package func report(at tick: Tick, into report: inout Report) { instances.report(0, into: &report) }

    package func forget() { instances.forget() }
}
