package import MetricModel
package import Procfs

/// How fast fans turn, from `/sys/class/hwmon`.
package final class FanCollector: Collector {
    package static let definitions = [
        Definition(
            subject: SubjectName(literal: "fan"), hasInstances: true, retention: .brief, pace: 15, title: "Fan",
            fields: [
                Field(
                    "speed", .perMinute, .gauge, in: 0...1e6, title: "Speed",
                    summary:
                        "Turns a minute; 0 where a fan stands or is not there, from fanN_input of /sys/class/hwmon."),
                Field(
                    "alarm", .none, .gauge, in: 0...1, title: "Alarm",
                    summary:
                        "1 if the chip reports that the fan is too slow or broken, from fanN_alarm of /sys/class/hwmon."
                ),
            ])
    ]

    private let readings: SensorReadings

    package init(_ host: Roots, _ shared: SharedReaders) { readings = SensorReadings(host.sys, .fan) }

    package var leftOut: Int { readings.leftOut }

    package func sample(at tick: Tick, through buffer: inout ReadBuffer) throws(ProcfsError) {
        try readings.sample(at: tick, through: &buffer)
    }

    package func report(at tick: Tick, into report: inout Report) {
        readings.report { instance, value, reading in
            report.begin(0, instance: instance)
            report.append(value >= 0 ? value : nil)
            report.append(reading.isAlarmed.map { $0 ? 1 : 0 })
        }
    }

    package func forget() { readings.forget() }
}
