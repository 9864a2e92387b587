package import MetricModel
package import Procfs

/// What the machine and its parts draw: meters from `/sys/class/hwmon`, and the energy counters of processors (RAPL) from
/// `/sys/class/powercap`, which root alone may read.
package final class PowerCollector: Collector {
    package static let definitions = [
        Definition(
            subject: SubjectName(literal: "power"), hasInstances: true, retention: .brief, pace: 15, title: "Power",
            fields: [
                Field(
                    "watts", .watts, .gauge, in: 0...1e6, title: "Power",
                    summary: "Power drawn, from energy_uj of /sys/class/powercap or powerN_average of /sys/class/hwmon."
                )
            ])
    ]

    private struct Zone {
        let zone: EnergyZone
        let instance: InstanceName?
        var start: (energy: UInt64, tick: Tick)?
        var latest: (energy: UInt64, tick: Tick)?
    }

    private let sys: SysRoot
    private let meters: SensorReadings
    private var zones: [Zone] = []
    private var folder: Folder
    private var listedAt: UInt64?
    /// Nanoseconds between two looks whether zones came or went.
    private static let listPeriod: UInt64 = 60_000_000_000

    package init(_ host: Roots, _ shared: SharedReaders) {
        sys = host.sys
        meters = SensorReadings(host.sys, .power)
        folder = host.sys.folder(EnergyZone.folder)
    }

    package var leftOut: Int { meters.leftOut }

    package func sample(at tick: Tick, through buffer: inout ReadBuffer) throws(ProcfsError) {
        try meters.sample(at: tick, through: &buffer)
        list(at: tick.monotonic)
        for index in zones.indices {
            zones[index].latest = try zones[index].zone.read(through: &buffer).map { ($0, tick) }
            if zones[index].start == nil { zones[index].start = zones[index].latest }
        }
    }

    package func report(at tick: Tick, into report: inout Report) {
        meters.report { instance, value, _ in
            guard value >= 0 else { return }
            report.begin(0, instance: instance)
            report.append(value / 1e6)
        }
        for index in zones.indices {
            let (start, latest) = (zones[index].start, zones[index].latest)
            zones[index].start = latest
            guard let instance = zones[index].instance, let start, let latest, latest.tick != start.tick,
                let energy = zones[index].zone.advance(from: start.energy, to: latest.energy)
            else { continue }
            report.begin(0, instance: instance)
            report.append(Double(energy) / 1e6 / latest.tick.seconds(since: start.tick))
        }
    }

    package func forget() {
        meters.forget()
        for index in zones.indices { (zones[index].start, zones[index].latest) = (nil, nil) }
    }

    private func list(at now: UInt64) {
        if let listedAt, now &- listedAt < Self.listPeriod { return }
        listedAt = now
        guard folder.list() else { return }
        zones = EnergyZone.all(sys).map { Zone(zone: $0, instance: InstanceName($0.name)) }
    }
}
