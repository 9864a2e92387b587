package import MetricModel
package import Procfs

/// Temperatures of processors, disks and boards, from `/sys/class/hwmon` and `/sys/class/thermal`.
///
/// The driver of SATA disks (`drivetemp`) asks the disk, which some disks take for a reason not to sleep.
package final class TemperatureCollector: Collector {
    package static let definitions = [
        Definition(
            subject: SubjectName(literal: "temperature"), hasInstances: true, retention: .brief, pace: 15,
            title: "Temperature",
            fields: [
                field("celsius", "Temperature", "What the sensor measures, from tempN_input"),
                field("high", "High", "What the maker calls high, where he says so, from tempN_max"),
                field("critical", "Critical", "Where the device protects itself, from tempN_crit"),
                Field(
                    "alarm", .none, .gauge, in: 0...1, title: "Alarm",
                    summary:
                        "1 if the chip reports a temperature beyond its limits, from tempN_alarm of /sys/class/hwmon."),
            ])
    ]

    /// What no device that works can have is a driver's word for unknown: NVMe disks without a limit say 65,261 °C.
    private static let range = -100.0...400

    private static func field(_ name: StaticString, _ title: String, _ meaning: String) -> Field {
        Field(
            name, .celsius, .gauge, in: -273.15...1000, title: title, summary: "\(meaning) of /sys/class/hwmon.")
    }

    private let readings: SensorReadings

    package init(_ host: Roots, _ shared: SharedReaders) { readings = SensorReadings(host.sys, .temperature) }

    package var leftOut: Int { readings.leftOut }

    package func sample(at tick: Tick, through buffer: inout ReadBuffer) throws(ProcfsError) {
        try readings.sample(at: tick, through: &buffer)
    }

    package func report(at tick: Tick, into report: inout Report) {
        readings.report { instance, value, reading in
            guard let celsius = Self.celsius(value) else { return }
            report.begin(0, instance: instance)
            report.append(celsius)
            report.append(Self.limit(reading.sensor.high))
            report.append(Self.limit(reading.sensor.critical))
            report.append(reading.isAlarmed.map { $0 ? 1 : 0 })
        }
    }

    package func forget() { readings.forget() }

    private static func celsius(_ thousandths: Double) -> Double? {
        range.contains(thousandths / 1000) ? thousandths / 1000 : nil
    }

    /// A limit of zero or less was never set.
    private static func limit(_ thousandths: Int64?) -> Double? {
        thousandths.flatMap { $0 > 0 ? celsius(Double($0)) : nil }
    }
}
