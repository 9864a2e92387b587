package import MetricModel
package import Procfs

/// CPU time of the cores of each NUMA node, from `/proc/stat` and the lists of cores in `/sys/devices/system/node`.
package final class CPUNodeCollector: Collector {
    package static let definitions = [
        Definition(
            subject: SubjectName(literal: "cpu_node"), hasInstances: true, retention: .brief,
            title: "CPU time of a NUMA node", fields: CPUCollector.fields(of: "the node's CPU time"))
    ]

    /// The sums of one node's cores that were there at both ends of an interval.
    private struct Sums {
        var start = CPUTimes()
        var latest = CPUTimes()
    }

    private let sys: SysRoot
    private let reader: StatReader
    private var nodes = NodeCores()
    private var names: [InstanceName?] = []
    private var sums: [Sums] = []
    /// How many cores there were when the nodes were asked for theirs.
    private var listedCores: Int?
    private var coreStarts: [CoreTimes] = []
    private var last: Tick?
    private var hasStart = false

    package init(_ host: Roots, _ shared: SharedReaders) {
        sys = host.sys
        reader = shared.stat
    }

    package func sample(at tick: Tick, through buffer: inout ReadBuffer) throws(ProcfsError) {
        try reader.read(at: tick, through: &buffer)
        if listedCores != reader.stat.cores.count { try list() }
        last = tick
        if !hasStart { begin() }
    }

    package func report(at tick: Tick, into report: inout Report) {
        guard last == tick, hasStart, !nodes.nodes.isEmpty else { return }
        sum()
        for place in names.indices {
            guard let name = names[place], let shares = sums[place].latest.shares(since: sums[place].start) else {
                continue
            }
            report.begin(0, instance: name)
            report.append(shares)
        }
        begin()
    }

    package func forget() { hasStart = false }

    private func list() throws(ProcfsError) {
        nodes = try NodeCores(sys)
        names = nodes.nodes.map { InstanceName("\($0)") }
        sums = Array(repeating: Sums(), count: names.count)
        listedCores = reader.stat.cores.count
    }

    private func begin() {
        hasStart = true
        coreStarts.removeAll(keepingCapacity: true)
        if nodes.nodes.isEmpty { return }
        coreStarts.append(contentsOf: reader.stat.cores)
    }

    /// Walks through both readings at once, which the kernel orders by core.
    ///
    /// A core that came or went counts for nothing, or its whole past would be taken for this interval's.
    private func sum() {
        for place in sums.indices { sums[place] = Sums() }
        var old = 0
        for core in reader.stat.cores {
            while old < coreStarts.count, coreStarts[old].id < core.id { old += 1 }
            guard old < coreStarts.count, coreStarts[old].id == core.id, let place = nodes.place(ofCore: core.id) else {
                continue
            }
            sums[place].start += coreStarts[old].times
            sums[place].latest += core.times
        }
    }
}
