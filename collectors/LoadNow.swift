package import MetricModel
package import Procfs

/// What the load is made of at present: tasks that the kernel counts, those that run, those that wait for a disk, and
/// the rest; from `/proc/loadavg` and `/proc/stat`.
package final class LoadNowCollector: Collector {
    package static let definitions = [
        Definition(
            subject: SubjectName(literal: "load_now"), retention: .brief, title: "Load by kind of task",
            fields: [
                field(
                    "active", "Active",
                    "Tasks that the kernel counted as load every 5 s, from the steps of the 1-minute average of /proc/loadavg"
                ),
                field(
                    "running", "Running",
                    "Tasks runnable, the agent itself not counted, from procs_running of /proc/stat"),
                field("blocked", "Blocked", "Tasks waiting for I/O, from procs_blocked of /proc/stat"),
                field(
                    "other", "Other",
                    "Active less running and blocked: where it lasts, tasks that wait uninterruptibly but for no disk (NFS, locks), from /proc/loadavg and /proc/stat"
                ),
            ])
    ]

    private static func field(_ name: StaticString, _ title: String, _ summary: String) -> Field {
        Field(name, .none, .gauge, in: 0...1e7, title: title, summary: "\(summary).")
    }

    private let stat: StatReader
    private let load: LoadReader
    private var tasks = ActiveTasks()
    private var active = Mean()
    private var running = Mean()
    private var blocked = Mean()

    package init(_ host: Roots, _ shared: SharedReaders) {
        stat = shared.stat
        load = shared.load
    }

    package func sample(at tick: Tick, through buffer: inout ReadBuffer) throws(ProcfsError) {
        try stat.read(at: tick, through: &buffer)
        tasks.add(try load.read(at: tick, through: &buffer).oneMinute, at: tick.monotonic)
        active.add(tasks.count.map { Double($0) })
        running.add(stat.stat.runningOthers)
        blocked.add(stat.stat.blocked)
    }

    package func report(at tick: Tick, into report: inout Report) {
        let (active, running, blocked) = (active.take(), running.take(), blocked.take())
        guard active != nil || running != nil || blocked != nil else { return }
        report.begin(0)
        report.append(active)
        report.append(running)
        report.append(blocked)
        if let active, let running, let blocked {
            report.append(max(0, active - running - blocked))
        } else {
            report.append(Double?.none)
        }
    }

    package func forget() {
        tasks.forget()
        (active, running, blocked) = (Mean(), Mean(), Mean())
    }
}
