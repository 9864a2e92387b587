package import MetricModel
package import Procfs

/// How fast the cores run, from cpufreq, else from `/proc/cpuinfo`.
package final class CPUFrequencyCollector: Collector {
    /// In Hz.
    private enum Key: String, NumberKey {
        case mean, min, max, core
        static let file: StaticString = "cpufreq"
    }

    private static let (mean, least, most, core) = (Key.mean.slot, Key.min.slot, Key.max.slot, Key.core.slot)

    private static let source = Columns<Key>(source: "scaling_cur_freq of cpufreq or cpu MHz of /proc/cpuinfo")
    private static let wholeColumns = [
        source.mean("mean", .mean, unit: .hertz, "Mean", "The mean of all cores' clocks"),
        source.mean("min", .min, unit: .hertz, "Slowest", "The slowest core's clock"),
        source.mean("max", .max, unit: .hertz, "Fastest", "The fastest core's clock"),
    ]
    private static let coreColumns = [
        source.mean("hz", .core, unit: .hertz, "Clock", "The core's clock")
    ]

    package static let definitions = [
        Definition(
            subject: SubjectName(literal: "cpufreq"), retention: .brief, pace: 15, title: "CPU clocks",
            fields: wholeColumns.map(\.field)),
        Definition(
            subject: SubjectName(literal: "cpufreq"), hasInstances: true, retention: .brief, pace: 15,
            title: "Clock of a core", fields: coreColumns.map(\.field)),
    ]

    /// Where the clocks are read.
    private enum Source { case cpufreq, cpuinfo }

    /// A core and its file of cpufreq.
    private final class Core {
        let id: Int
        let name: String
        private var file: ProcFile

        init(_ id: Int, _ sys: SysRoot) {
            self.id = id
            name = "\(id)"
            file = sys.file("devices/system/cpu/cpu\(id)/cpufreq/scaling_cur_freq")
        }

        /// Nil if the core has no such file, or cannot tell at present.
        func hertz(keepsOpen: Bool, through buffer: inout ReadBuffer) throws(ProcfsError) -> UInt64? {
            let kilohertz = try file.number(of: "cpufreq/scaling_cur_freq", through: &buffer)
            if !keepsOpen { file = ProcFile(file.path) }
            return kilohertz.map { $0 &* 1000 }
        }
    }

    private let host: Roots
    private var cpuinfo: ProcFile
    private var online: OnlineList
    private var cores: [Core] = []
    private var clocks = CPUClocks()
    private var clockNames: [String] = []
    private var source: Source?
    /// Samples for which a host that told no clocks is not asked again; a driver may be loaded late.
    private var wait = 0
    private var numbers = Numbers<Key>()
    private var whole = Track(wholeColumns)
    private var instances = InstanceTracks(coreColumns)

    /// Beyond as many cores their files are closed after each reading: descriptors are few.
    private static let openFiles = 128

    package init(_ host: Roots, _ shared: SharedReaders) {
        self.host = host
        cpuinfo = host.proc.file(CPUInfo.path)
        online = OnlineList(host.sys)
    }

    package var leftOut: Int { instances.leftOut }

    package func sample(at tick: Tick, through buffer: inout ReadBuffer) throws(ProcfsError) {
        if try online.hasChanged(through: &buffer) {
            cores = online.numbers.map { Core($0, host.sys) }
            (source, wait) = (nil, 0)
        }
        if source == nil {
            guard wait == 0 else {
                wait -= 1
                return
            }
            source = try findSource(&buffer)
            if source == nil { wait = Self.waits }
        }
        guard let source else { return }
        var sum = Sum()
        instances.begin()
        switch source {
        case .cpufreq:
            for (place, core) in cores.enumerated() {
                let hertz = try core.hertz(keepsOpen: cores.count <= Self.openFiles, through: &buffer)
                if let hertz { take(hertz, core.name, place, &sum, tick) }
            }
        case .cpuinfo:
            try readClocks(&buffer)
            for (place, core) in clocks.cores.enumerated() {
                if place == clockNames.count { clockNames.append("") }
                if Int(clockNames[place]) != core.id { clockNames[place] = "\(core.id)" }
                take(core.hertz, clockNames[place], place, &sum, tick)
            }
        }
        guard sum.count > 0 else {
            self.source = nil
            return
        }
        numbers.clear()
        numbers.set(sum.hertz / sum.count, at: Self.mean)
        numbers.set(sum.least, at: Self.least)
        numbers.set(sum.most, at: Self.most)
        whole.add(numbers.values, at: tick)
    }

    /// So that a minute passes.
    private static let waits = 3

    package func report(at tick: Tick, into report: inout Report) {
        whole.report(0, into: &report)
        instances.report(1, into: &report)
    }

    package func forget() {
        whole.forget()
        instances.forget()
    }

    private struct Sum {
        var (hertz, count, least, most): (UInt64, UInt64, UInt64, UInt64) = (0, 0, .max, 0)
    }

    private func take(_ hertz: UInt64, _ name: String, _ place: Int, _ sum: inout Sum, _ tick: Tick) {
        sum.hertz &+= hertz
        sum.count += 1
        sum.least = min(sum.least, hertz)
        sum.most = max(sum.most, hertz)
        numbers.clear()
        numbers.set(hertz, at: Self.core)
        instances.add(name, near: place, numbers.values, at: tick)
    }

    /// From 4.13 to 5.17 the kernel sleeps 10 ms for each core that is asked through cpufreq on x86, but once for all of
    /// them through `/proc/cpuinfo`.
    private lazy var sleeps =
        KernelRelease(host.proc).map { $0 >= KernelRelease(4, 13) && $0 < KernelRelease(5, 18) } ?? false

    private func findSource(_ buffer: inout ReadBuffer) throws(ProcfsError) -> Source? {
        if sleeps, try tellsClocks(&buffer) { return .cpuinfo }
        for core in cores where try core.hertz(keepsOpen: true, through: &buffer) != nil { return .cpufreq }
        return try tellsClocks(&buffer) ? .cpuinfo : nil
    }

    private func tellsClocks(_ buffer: inout ReadBuffer) throws(ProcfsError) -> Bool {
        try readClocks(&buffer)
        return !clocks.cores.isEmpty
    }

    private func readClocks(_ buffer: inout ReadBuffer) throws(ProcfsError) {
        let isRead = try cpuinfo.readIfPresent(through: &buffer) { (bytes) throws(ProcfsError) in
            try clocks.parse(bytes)
            return true
        }
        if isRead == nil { clocks.clear() }
    }
}
