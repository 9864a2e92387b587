package import MetricModel
package import Procfs

/// Batteries of laptops and of UPSes that the kernel knows, each, from `/sys/class/power_supply`.
package final class BatteryCollector: Collector {
    private static let source = Columns<BatteryKey>(source: "/sys/class/power_supply/*/uevent")

    private static let columns = [
        source.mean(
            "capacity", .capacity, unit: .percent, in: 0...100, "Charge", "CAPACITY: how full it is"),
        source.latest(
            "status", .status, in: 0...3, "Status",
            "STATUS: 0 discharging, 1 plugged in but not charging, 2 charging, 3 full"),
        source.mean(
            "watts", .power, unit: .watts, times: 1e-6, in: 0...1e6, "Power",
            "POWER_NOW, or CURRENT_NOW × VOLTAGE_NOW: power that it gives or takes"),
        source.mean(
            "volts", .voltage, unit: .volts, times: 1e-6, in: -1e3...1e3, "Voltage", "VOLTAGE_NOW: its voltage"),
        source.part(
            "health_pct", .full, of: .design, "Health",
            "ENERGY_FULL ÷ ENERGY_FULL_DESIGN, or of CHARGE: what it holds when full against when it was new"),
        source.latest("cycles", .cycles, "Cycles", "CYCLE_COUNT: times that it was emptied and filled"),
        source.mean(
            "time_left", .timeToEmpty, unit: .seconds, "Time left",
            "TIME_TO_EMPTY_NOW, or what it holds ÷ what it gives: until it is empty, while it discharges"),
    ]

    package static let definitions = [
        Definition(
            subject: SubjectName(literal: "battery"), hasInstances: true, retention: .brief, pace: 60,
            title: "Battery", fields: columns.map(\.field))
    ]

    private let sys: SysRoot
    private var folder: Folder
    private var batteries: [Battery] = []
    private var state = BatteryState()
    private var tracks = InstanceTracks(columns)

    package init(_ host: Roots, _ shared: SharedReaders) {
        sys = host.sys
        folder = host.sys.folder(Battery.folder)
    }

    package var leftOut: Int { tracks.leftOut }

    package func sample(at tick: Tick, through buffer: inout ReadBuffer) throws(ProcfsError) {
        if folder.list() { batteries = Battery.all(folder.names, sys) }
        guard !batteries.isEmpty else { return }
        tracks.begin()
        for (place, battery) in batteries.enumerated() where try battery.read(into: &state, through: &buffer) {
            tracks.add(battery.name, near: place, state.numbers.values, at: tick)
        }
    }

    package func report(at tick: Tick, into report: inout Report) { tracks.report(0, into: &report) }

    package func forget() { tracks.forget() }
}
