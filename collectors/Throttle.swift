package import MetricModel
package import Procfs

/// How often and for how long cores and whole processors were slowed down because they were too hot, from
/// `thermal_throttle` in `/sys/devices/system/cpu`, which Intel's have.
package final class ThrottleCollector: Collector {
    private enum Key: String, NumberKey {
        case cores, coreTime, packages, packageTime
        /// Milliseconds by the clock, times cores and times packages: what the times are shares of.
        case coreClock, packageClock
        static let file: StaticString = "thermal_throttle"
    }

    private static let source = Columns<Key>(source: "thermal_throttle in /sys/devices/system/cpu")
    private static let coreColumns = [
        source.rate("core_throttles", .cores, "Core throttles", "core_throttle_count: how often a core got too hot"),
        source.share(
            "core_time", [.coreTime], of: [.coreClock], "Core throttled",
            "core_throttle_total_time_ms: share of its time for which a core was too hot"),
    ]
    private static let wholeColumns =
        coreColumns + [
            source.rate(
                "pkg_throttles", .packages, "Package throttles",
                "package_throttle_count: how often a processor as a whole got too hot"),
            source.share(
                "pkg_time", [.packageTime], of: [.packageClock], "Package throttled",
                "package_throttle_total_time_ms: share of its time for which a processor was too hot"),
        ]

    package static let definitions = [
        Definition(
            subject: SubjectName(literal: "throttle"), retention: .brief, pace: 60, title: "Thermal throttling",
            fields: wholeColumns.map(\.field)),
        Definition(
            subject: SubjectName(literal: "throttle"), hasInstances: true, retention: .brief, pace: 60,
            title: "Thermal throttling of a core", fields: coreColumns.map(\.field)),
    ]

    /// A count and the time that belongs to it; the files are not kept open, since there are so many.
    private struct Files {
        let count, time: String

        init(_ what: String, of core: Int, _ sys: SysRoot) {
            let folder = "\(sys.path)/devices/system/cpu/cpu\(core)/thermal_throttle"
            count = "\(folder)/\(what)_throttle_count"
            time = "\(folder)/\(what)_throttle_total_time_ms"
        }

        func read(through buffer: inout ReadBuffer) throws(ProcfsError) -> (count: UInt64?, time: UInt64?) {
            var countFile = ProcFile(count)
            var timeFile = ProcFile(time)
            return (
                try countFile.number(of: "thermal_throttle/throttle_count", through: &buffer),
                try timeFile.number(of: "thermal_throttle/throttle_total_time_ms", through: &buffer)
            )
        }
    }

    private struct Core {
        let name: String
        let files: Files
    }

    private let sys: SysRoot
    private var online: OnlineList
    /// One thread of each core, and one of each processor: their siblings tell the same.
    private var cores: [Core] = []
    private var packages: [Files] = []
    private var numbers = Numbers<Key>()
    private var whole = Track(wholeColumns)
    private var instances = InstanceTracks(coreColumns)

    package init(_ host: Roots, _ shared: SharedReaders) {
        sys = host.sys
        online = OnlineList(sys)
    }

    package var leftOut: Int { instances.leftOut }

    package func sample(at tick: Tick, through buffer: inout ReadBuffer) throws(ProcfsError) {
        if try online.hasChanged(through: &buffer) {
            list()
            whole.forget()
        }
        guard !cores.isEmpty else { return }
        var coreSum = Sum()
        instances.begin()
        for (place, core) in cores.enumerated() {
            let (count, time) = try core.files.read(through: &buffer)
            coreSum.add(count, time)
            numbers.clear()
            numbers.set(count, at: Self.coreCount)
            numbers.set(time, at: Self.coreTime)
            numbers.set(tick.monotonic / 1_000_000, at: Self.coreClock)
            instances.add(core.name, near: place, numbers.values, at: tick)
        }
        var packageSum = Sum()
        for package in packages {
            let (count, time) = try package.read(through: &buffer)
            packageSum.add(count, time)
        }
        numbers.set(coreSum.count, at: Self.coreCount)
        numbers.set(coreSum.time, at: Self.coreTime)
        numbers.set(tick.monotonic / 1_000_000 &* UInt64(cores.count), at: Self.coreClock)
        numbers.set(packageSum.count, at: Self.packageCount)
        numbers.set(packageSum.time, at: Self.packageTime)
        numbers.set(tick.monotonic / 1_000_000 &* UInt64(packages.count), at: Self.packageClock)
        whole.add(numbers.values, at: tick)
    }

    private static let (coreCount, coreTime, coreClock) = (Key.cores.slot, Key.coreTime.slot, Key.coreClock.slot)
    private static let (packageCount, packageTime, packageClock) =
        (Key.packages.slot, Key.packageTime.slot, Key.packageClock.slot)

    package func report(at tick: Tick, into report: inout Report) {
        whole.report(0, into: &report)
        instances.report(1, into: &report)
    }

    package func forget() {
        whole.forget()
        instances.forget()
    }

    /// A sum that lacks a part is unknown, or it would look like a fall.
    private struct Sum {
        private(set) var count: UInt64? = 0
        private(set) var time: UInt64? = 0

        mutating func add(_ count: UInt64?, _ time: UInt64?) {
            self.count = count.flatMap { count in self.count.map { $0 &+ count } }
            self.time = time.flatMap { time in self.time.map { $0 &+ time } }
        }
    }

    private func list() {
        (cores, packages) = ([], [])
        var seenCores: Set<String> = []
        var seenPackages: Set<String> = []
        for id in online.numbers where sys.has("devices/system/cpu/cpu\(id)/thermal_throttle") {
            let package = sys.line("devices/system/cpu/cpu\(id)/topology/physical_package_id") ?? ""
            let core = sys.line("devices/system/cpu/cpu\(id)/topology/core_id") ?? "\(id)"
            if seenCores.insert("\(package):\(core)").inserted {
                cores.append(Core(name: "\(id)", files: Files("core", of: id, sys)))
            }
            if seenPackages.insert(package).inserted { packages.append(Files("package", of: id, sys)) }
        }
    }
}
