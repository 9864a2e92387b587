package import MetricModel
package import Procfs

/// How near a host is to the most files and tasks that it can have, from `/proc/sys` and `/proc/loadavg`.
package final class LimitsCollector: Collector {
    private static let fs = Columns<LimitsKey>(source: "/proc/sys/fs/file-nr")
    private static let inode = Columns<LimitsKey>(source: "/proc/sys/fs/inode-nr")
    private static let tasks = Columns<LimitsKey>(source: "/proc/loadavg, pid_max and threads-max of /proc/sys/kernel")
    private static let random = Columns<LimitsKey>(source: "/proc/sys/kernel/random")

    private static let columns = [
        fs.mean("files", .files, "Open files", "Files that all processes have open"),
        fs.mean("files_max", .filesMax, "Most open files", "How many files may be open"),
        fs.part("files_pct", .files, of: .filesMax, "Open files", "Open files ÷ the most there may be"),
        inode.mean("inodes", .inodes, "Inodes", "Inodes in memory"),
        inode.mean("inodes_free", .inodesFree, "Free inodes", "Inodes in memory that nothing uses"),
        tasks.mean("tasks", .tasks, "Tasks", "Tasks that exist, threads counted singly"),
        tasks.mean("tasks_max", .tasksMax, "Most tasks", "How many tasks may exist: the smaller of two limits"),
        tasks.part("tasks_pct", .tasks, of: .tasksMax, "Tasks", "Tasks ÷ the most there may be"),
        random.mean("entropy", .entropy, "Entropy", "entropy_avail: bits of randomness at hand"),
        random.mean("entropy_pool", .entropyPool, "Entropy pool", "poolsize: the most bits of randomness"),
    ]

    package static let definitions = [
        Definition(
            subject: SubjectName(literal: "limits"), retention: .detail, pace: 15, title: "Files and tasks",
            fields: columns.map(\.field))
    ]

    private let load: LoadReader
    private var limits: Limits
    private var track = Track(columns)

    package init(_ host: Roots, _ shared: SharedReaders) {
        load = shared.load
        limits = Limits(host.proc)
    }

    package func sample(at tick: Tick, through buffer: inout ReadBuffer) throws(ProcfsError) {
        try limits.read(tasks: try load.read(at: tick, through: &buffer).total, through: &buffer)
        track.add(limits.numbers.values, at: tick)
    }

    package func report(at tick: Tick, into report: inout Report) { track.report(0, into: &report) }

    package func forget() { track.forget() }
}
