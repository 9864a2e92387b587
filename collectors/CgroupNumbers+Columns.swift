import MetricModel
import Procfs

extension CgroupNumbers {
    static let columns = [
        cores("cpu", .usage, "CPU", "CPU time in cores"),
        cores("user", .user, "User", "CPU time in user code, in cores"),
        cores("system", .system, "System", "CPU time in the kernel, in cores"),
        cpu.share(
            "throttled_pct", [.throttled], of: [.periods], "Throttled",
            "nr_throttled ÷ nr_periods: share of the periods in which the CPU limit stopped tasks"),
        cores("throttled", .throttledTime, "Throttled", "throttled_usec: CPU time that the limit withheld, in cores"),
        file("memory.current").mean(
            "memory", .memory, unit: .bytes, "Memory", "Memory of all kinds, the page cache included"),
        file("memory.max").mean(
            "memory_max", .memoryMax, unit: .bytes, "Memory limit", "The limit, where there is one"),
        memory.mean("anon", .anon, unit: .bytes, "Anonymous", "anon: memory of programs that no file backs"),
        memory.mean("file", .cache, unit: .bytes, "Cache", "file: memory of files, shared memory included"),
        memory.mean("kernel", .kernel, unit: .bytes, "Kernel", "kernel: memory of the kernel, since Linux 5.18"),
        memory.mean("sock", .sock, unit: .bytes, "Sockets", "sock: buffers of network connections"),
        file("memory.swap.current").mean("swap", .swap, unit: .bytes, "Swap", "Memory in swap space"),
        memory.rate("major_faults", .majorFaults, "Major faults", "pgmajfault: page faults that had to read a disk"),
        events.rate("high", .high, "Slowed down", "high: times that tasks were slowed down at memory.high"),
        events.rate("oom", .oom, "Out of memory", "oom: times that an allocation failed at the limit"),
        events.rate("oom_kills", .oomKill, "OOM kills", "oom_kill: processes killed for want of memory"),
        io.rate("read_bytes", .readBytes, unit: .bytesPerSecond, "Read", "Bytes read from all devices"),
        io.rate("write_bytes", .writtenBytes, unit: .bytesPerSecond, "Written", "Bytes written to all devices"),
        io.rate("reads", .reads, "Reads", "Read requests to all devices"),
        io.rate("writes", .writes, "Writes", "Write requests to all devices"),
        stall("cpu_some", .cpuSome, "CPU, some", "At least one task waited for a CPU", "cpu"),
        stall("memory_some", .memorySome, "Memory, some", "At least one task waited for memory", "memory"),
        stall("memory_full", .memoryFull, "Memory, full", "All tasks waited for memory at once", "memory"),
        stall("io_some", .ioSome, "I/O, some", "At least one task waited for I/O", "io"),
        stall("io_full", .ioFull, "I/O, full", "All tasks waited for I/O at once", "io"),
        file("pids.current").mean("tasks", .tasks, "Tasks", "Processes and threads"),
        file("pids.events").rate(
            "tasks_max_hits", .tasksRefused, "Tasks refused", "max: times that a new task was refused at pids.max"),
    ]

    private static let cpu = file("cpu.stat")
    private static let memory = file("memory.stat")
    private static let events = file("memory.events")
    private static let io = file("io.stat")

    private static func file(_ name: String) -> Columns<CgroupKey> {
        Columns(source: "\(name) of /sys/fs/cgroup")
    }

    /// Seconds of CPU time a second, from microseconds.
    private static func cores(_ name: StaticString, _ key: CgroupKey, _ title: String, _ meaning: String) -> Column {
        cpu.rate(name, key, unit: .cores, times: 1e-6, title, meaning)
    }

    private static func stall(
        _ name: StaticString, _ key: CgroupKey, _ title: String, _ meaning: String, _ resource: String
    ) -> Column {
        file("\(resource).pressure").share(name, [key], of: [.clock], title, "\(meaning): share of the interval")
    }
}
