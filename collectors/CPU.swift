package import MetricModel
package import Procfs

/// CPU time by what it was spent on, of all cores and of each, from `/proc/stat`.
package final class CPUCollector: Collector {
    package static let definitions = [
        Definition(
            subject: SubjectName(literal: "cpu"), retention: .planning, title: "CPU time",
            fields: fields(of: "all CPU time", flat: true)),
        Definition(
            subject: SubjectName(literal: "cpu"), hasInstances: true, retention: .brief, title: "CPU time of a core",
            fields: fields(of: "all CPU time", flat: true)),
    ]

    /// What the shares of CPU time are called, wherever they are told; in the order of ``Report/append(_:)``.
    static func fields(of whole: String, flat: Bool = false) -> [Field] {
        func field(_ name: StaticString, _ title: String, _ meaning: String, flatName: String) -> Field {
            Field(
                name, .percent, .rate, in: 0...100, title: title,
                summary: "\(meaning): share of \(whole), from /proc/stat.", flatName: flat ? flatName : nil)
        }
        return [
            field("user", "User", "User code of normal priority, guests excluded", flatName: "cpu_user"),
            field("nice", "Nice", "User code of low priority, guests excluded", flatName: "cpu_nice"),
            field("system", "System", "Kernel code", flatName: "cpu_system"),
            field("idle", "Idle", "Nothing to do and no task waiting for I/O", flatName: "cpu_idle"),
            field("iowait", "I/O wait", "Idle while a task that ran here waited for I/O", flatName: "cpu_wio"),
            field("irq", "IRQ", "Hardware interrupts", flatName: "cpu_intr"),
            field("softirq", "Soft IRQ", "Deferred interrupt work", flatName: "cpu_sintr"),
            field("steal", "Steal", "The hypervisor ran something else", flatName: "cpu_steal"),
            field("guest", "Guest", "Virtual machines of either priority", flatName: "cpu_guest"),
        ]
    }

    private let reader: StatReader
    private var last: Tick?
    /// The readings at the interval's start.
    private var start: CPUTimes?
    private var coreStarts: [CoreTimes] = []
    private var coreNames: [Int: InstanceName] = [:]

    package init(_ host: Roots, _ shared: SharedReaders) { reader = shared.stat }

    package func sample(at tick: Tick, through buffer: inout ReadBuffer) throws(ProcfsError) {
        try reader.read(at: tick, through: &buffer)
        if start == nil { begin() }
        last = tick
    }

    package func report(at tick: Tick, into report: inout Report) {
        guard last == tick, let start else { return }
        if let shares = reader.stat.all.shares(since: start) {
            report.begin(0)
            report.append(shares)
        }
        for (place, core) in reader.stat.cores.enumerated() {
            guard let earlier = coreStart(of: core.id, near: place), let shares = core.times.shares(since: earlier),
                let name = name(of: core.id)
            else { continue }
            report.begin(1, instance: name)
            report.append(shares)
        }
        begin()
    }

    package func forget() { start = nil }

    private func begin() {
        start = reader.stat.all
        coreStarts.removeAll(keepingCapacity: true)
        coreStarts.append(contentsOf: reader.stat.cores)
    }

    private func coreStart(of id: Int, near place: Int) -> CPUTimes? {
        if place < coreStarts.count, coreStarts[place].id == id { return coreStarts[place].times }
        return coreStarts.first { $0.id == id }?.times
    }

    private func name(of core: Int) -> InstanceName? {
        if let name = coreNames[core] { return name }
        let name = InstanceName("\(core)")
        coreNames[core] = name
        return name
    }
}

extension Report {
    /// Appends the values of ``CPUCollector/fields(of:flat:)``.
    mutating func append(_ shares: CPUShares) {
        append(shares.user)
        append(shares.nice)
        append(shares.system)
        append(shares.idle)
        append(shares.iowait)
        append(shares.irq)
        append(shares.softirq)
        append(shares.steal)
        append(shares.guest)
    }
}
