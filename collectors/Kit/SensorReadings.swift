import Glibc
package import MetricModel
package import Procfs

/// The sensors of one kind, and what they said in this interval.
///
/// Most answer within microseconds; one on a slow bus (I²C, IPMI) may take some milliseconds, in which the agent waits. So a
/// chip that takes longer than 5 ms, twice over, is read once a minute, and its last reading stands for that time.
package final class SensorReadings {
    package struct Reading {
        package let sensor: Sensor
        package let instance: InstanceName?
        /// Of the interval's readings, in the kernel's unit.
        var mean = Mean()
        var value: Int64?
        package var isAlarmed: Bool?
    }

    private struct Chip {
        /// Into ``readings``.
        let sensors: Range<Int>
        /// The shorter of the first two times that reading took, in nanoseconds.
        var cost = UInt64.max
        var timed = 0
        var readAt: UInt64?
    }

    /// More are left out.
    private static let limit = 128
    private static let slow: UInt64 = 5_000_000
    private static let slowPeriod: UInt64 = 60_000_000_000
    private static let slack: UInt64 = 1_000_000_000

    private let sys: SysRoot
    private let kind: Sensor.Kind
    private let clock: () -> UInt64
    private var folder: Folder
    private var listedAt: UInt64?
    private var chips: [Chip] = []
    private var readings: [Reading] = []
    package private(set) var leftOut = 0

    /// The sensors of a host; `clock` tells nanoseconds, by which the slow ones are found.
    package init(_ sys: SysRoot, _ kind: Sensor.Kind, clock: @escaping () -> UInt64 = { Tick.now().monotonic }) {
        self.sys = sys
        self.kind = kind
        self.clock = clock
        folder = sys.folder(SensorChip.folder)
    }

    package func sample(at tick: Tick, through buffer: inout ReadBuffer) throws(ProcfsError) {
        list(at: tick.monotonic)
        for index in chips.indices {
            if isDue(chips[index], at: tick.monotonic) {
                let before = clock()
                for place in chips[index].sensors {
                    readings[place].value = try readings[place].sensor.read(through: &buffer)
                    readings[place].isAlarmed = try readings[place].sensor.isAlarmed(through: &buffer)
                }
                let after = clock()
                chips[index].readAt = tick.monotonic
                if chips[index].timed < 2 {
                    chips[index].timed += 1
                    chips[index].cost = min(chips[index].cost, after - min(before, after))
                }
            }
            for place in chips[index].sensors { readings[place].mean.add(readings[place].value.map { Double($0) }) }
        }
    }

    /// Hands out what each sensor said that answered, and begins the next interval.
    package func report(_ body: (InstanceName, Double, Reading) -> Void) {
        for place in readings.indices {
            guard let value = readings[place].mean.take(), let instance = readings[place].instance else { continue }
            body(instance, value, readings[place])
        }
    }

    package func forget() {
        for place in readings.indices {
            _ = readings[place].mean.take()
            readings[place].value = nil
        }
        for index in chips.indices { chips[index].readAt = nil }
    }

    private func isDue(_ chip: Chip, at now: UInt64) -> Bool {
        guard let readAt = chip.readAt, chip.timed == 2, chip.cost > Self.slow else { return true }
        return now &- readAt >= Self.slowPeriod - Self.slack
    }

    /// Looks once a minute whether a chip came or went: a disk does, and drivers are loaded late.
    private func list(at now: UInt64) {
        if let listedAt, now &- listedAt < Self.slowPeriod { return }
        let isFirst = listedAt == nil
        listedAt = now
        guard folder.list() || isFirst else { return }
        chips = []
        readings = []
        leftOut = 0
        for chip in SensorChip.all(of: kind, sys) {
            let first = readings.count
            let shown = chip.sensors.prefix(Self.limit - first)
            leftOut += chip.sensors.count - shown.count
            readings += shown.map { Reading(sensor: $0, instance: InstanceName($0.name)) }
            if !shown.isEmpty { chips.append(Chip(sensors: first..<readings.count)) }
        }
    }
}
