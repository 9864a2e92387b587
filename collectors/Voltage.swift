package import MetricModel
package import Procfs

/// Voltages on the board, from `/sys/class/hwmon`; off unless asked for, since boards have many and few people know what they
/// should be.
package final class VoltageCollector: Collector {
    package static let definitions = [
        Definition(
            subject: SubjectName(literal: "voltage"), hasInstances: true, retention: .brief, pace: 15, title: "Voltage",
            fields: [
                Field(
                    "volts", .volts, .gauge, in: -1e3...1e3, title: "Voltage",
                    summary:
                        "What the sensor measures, before any divider on the board, from inN_input of /sys/class/hwmon."
                ),
                Field(
                    "alarm", .none, .gauge, in: 0...1, title: "Alarm",
                    summary: "1 if the chip reports a voltage beyond its limits, from inN_alarm of /sys/class/hwmon."),
            ])
    ]

    package static let isOnByDefault = false

    private let readings: SensorReadings

    package init(_ host: Roots, _ shared: SharedReaders) { readings = SensorReadings(host.sys, .voltage) }

    package var leftOut: Int { readings.leftOut }

    package func sample(at tick: Tick, through buffer: inout ReadBuffer) throws(ProcfsError) {
        try readings.sample(at: tick, through: &buffer)
    }

    package func report(at tick: Tick, into report: inout Report) {
        readings.report { instance, value, reading in
            report.begin(0, instance: instance)
            report.append(value / 1000)
            report.append(reading.isAlarmed.map { $0 ? 1 : 0 })
        }
    }

    package func forget() { readings.forget() }
}
