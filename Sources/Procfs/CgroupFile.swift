/// A file of a cgroup that is read; which ones there are depends on the controllers that are on.
package enum CgroupFile: Int, Sendable, CaseIterable {
    /// The first: every cgroup has it, so that one without is gone.
    case cpuStat
    case memoryCurrent, memoryMax, memorySwap, memoryStat, memoryEvents
    case ioStat
    case cpuPressure, memoryPressure, ioPressure
    case pidsCurrent, pidsEvents

    package var name: StaticString {
        switch self {
        case .cpuStat: "cpu.stat"
        case .memoryCurrent: "memory.current"
        case .memoryMax: "memory.max"
        case .memorySwap: "memory.swap.current"
        case .memoryStat: "memory.stat"
        case .memoryEvents: "memory.events"
        case .ioStat: "io.stat"
        case .cpuPressure: "cpu.pressure"
        case .memoryPressure: "memory.pressure"
        case .ioPressure: "io.pressure"
        case .pidsCurrent: "pids.current"
        case .pidsEvents: "pids.events"
        }
    }
}
