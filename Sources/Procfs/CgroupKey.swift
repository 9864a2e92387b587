/// The numbers that are wanted of a cgroup; the raw value is the file and the kernel's name in it.
package enum CgroupKey: String, NumberKey {
    /// Microseconds by the clock: what the time of stalls is a share of.
    case clock

    /// Microseconds of CPU time, all, in user code and in the kernel; every cgroup has them.
    case usage = "cpu.stat usage_usec"
    case user = "cpu.stat user_usec"
    case system = "cpu.stat system_usec"
    /// Periods in which tasks ran under a limit, those in which the limit stopped them, and microseconds so lost.
    case periods = "cpu.stat nr_periods"
    case throttled = "cpu.stat nr_throttled"
    case throttledTime = "cpu.stat throttled_usec"

    /// Bytes in use, and the limit, which most have not.
    case memory = "memory.current"
    case memoryMax = "memory.max"
    case swap = "memory.swap.current"
    case anon = "memory.stat anon"
    case cache = "memory.stat file"
    /// Since 5.18.
    case kernel = "memory.stat kernel"
    case sock = "memory.stat sock"
    case majorFaults = "memory.stat pgmajfault"
    /// How often tasks were slowed down at `memory.high`, the limit could not be held, and one was killed.
    case high = "memory.events high"
    case oom = "memory.events oom"
    case oomKill = "memory.events oom_kill"

    /// Bytes and requests, of all devices together.
    case readBytes = "io.stat rbytes"
    case writtenBytes = "io.stat wbytes"
    case reads = "io.stat rios"
    case writes = "io.stat wios"

    /// Microseconds in which tasks waited.
    case cpuSome = "cpu.pressure some"
    case memorySome = "memory.pressure some"
    case memoryFull = "memory.pressure full"
    case ioSome = "io.pressure some"
    case ioFull = "io.pressure full"

    case tasks = "pids.current"
    /// How often a new task was refused at `pids.max`.
    case tasksRefused = "pids.events max"

    package static let file: StaticString = "cgroup"
}
