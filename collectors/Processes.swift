package import MetricModel
package import Procfs

/// How many tasks there are, run and wait, from `/proc/stat` and `/proc/loadavg`.
package final class ProcessesCollector: Collector {
    package static let definitions = [
        Definition(
            subject: SubjectName(literal: "processes"), retention: .detail, title: "Processes",
            fields: [
                Field(
                    "running", .none, .gauge, in: 0...1e7, title: "Running",
                    summary: "Tasks runnable, the agent itself not counted, from procs_running of /proc/stat.",
                    flatName: "proc_run"),
                Field(
                    "blocked", .none, .gauge, in: 0...1e7, title: "Blocked",
                    summary: "Tasks waiting for I/O, from procs_blocked of /proc/stat."),
                Field(
                    "total", .none, .gauge, in: 0...1e7, title: "Total",
                    summary: "Tasks that exist, threads counted singly, from /proc/loadavg.", flatName: "proc_total"),
                Field(
                    "forks", .perSecond, .rate, in: 0...1e9, title: "Forks",
                    summary: "Processes and threads created, from processes of /proc/stat."),
                Field(
                    "cswch", .perSecond, .rate, in: 0...1e12, title: "Context switches",
                    summary: "Context switches of all cores, from ctxt of /proc/stat."),
            ])
    ]

    private struct Counters {
        let forks, contextSwitches: UInt64?
        let tick: Tick
    }

    private let reader: StatReader
    private let load: LoadReader
    private var running = Mean()
    private var blocked = Mean()
    private var total = Mean()
    private var start: Counters?
    private var latest: Counters?

    package init(_ host: Roots, _ shared: SharedReaders) {
        reader = shared.stat
        load = shared.load
    }

    package func sample(at tick: Tick, through buffer: inout ReadBuffer) throws(ProcfsError) {
        try reader.read(at: tick, through: &buffer)
        let stat = reader.stat
        running.add(stat.runningOthers)
        blocked.add(stat.blocked)
        latest = Counters(forks: stat.forks, contextSwitches: stat.contextSwitches, tick: tick)
        if start == nil { start = latest }
        total.add(Double(try load.read(at: tick, through: &buffer).total))
    }

    package func report(at tick: Tick, into report: inout Report) {
        defer { start = latest }
        guard let start, let latest, latest.tick == tick else { return }
        let seconds = tick.seconds(since: start.tick)
        report.begin(0)
        report.append(running.take())
        report.append(blocked.take())
        report.append(total.take())
        report.append(rate(start.forks, latest.forks, over: seconds))
        report.append(rate(start.contextSwitches, latest.contextSwitches, over: seconds))
    }

    package func forget() {
        (running, blocked, total) = (Mean(), Mean(), Mean())
        (start, latest) = (nil, nil)
    }
}
