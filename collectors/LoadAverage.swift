package import MetricModel
package import Procfs

/// Load: tasks running or waiting uninterruptibly, from `/proc/loadavg`.
package final class LoadAverageCollector: Collector {
    package static let definitions = [
        Definition(
            subject: SubjectName(literal: "load"), retention: .planning, title: "Load average",
            fields: [
                Field(
                    "one", .none, .gauge, in: 0...1e7, title: "1 min",
                    summary:
                        "Mean number of tasks runnable or uninterruptible over the last minute, from /proc/loadavg.",
                    flatName: "load_one"),
                Field(
                    "five", .none, .gauge, in: 0...1e7, title: "5 min",
                    summary: "The same over the last 5 minutes, from /proc/loadavg.", flatName: "load_five"),
                Field(
                    "fifteen", .none, .gauge, in: 0...1e7, title: "15 min",
                    summary: "The same over the last 15 minutes, from /proc/loadavg.", flatName: "load_fifteen"),
            ])
    ]

    private let reader: LoadReader
    private var one = Mean()
    private var five = Mean()
    private var fifteen = Mean()

    package init(_ host: Roots, _ shared: SharedReaders) { reader = shared.load }

    package func sample(at tick: Tick, through buffer: inout ReadBuffer) throws(ProcfsError) {
        let load = try reader.read(at: tick, through: &buffer)
        one.add(load.oneMinute)
        five.add(load.fiveMinutes)
        fifteen.add(load.fifteenMinutes)
    }

    package func report(at tick: Tick, into report: inout Report) {
        guard let load = one.take() else { return }
        report.begin(0)
        report.append(load)
        report.append(five.take())
        report.append(fifteen.take())
    }

    package func forget() {
        (one, five, fifteen) = (Mean(), Mean(), Mean())
    }
}
