import ClusterState
package import MetricModel

/// What a group's hosts come to, those that are up and known.
package struct GroupSummary: Sendable {
    package let name: GroupName
    /// Hosts by their state.
    package private(set) var up = 0, down = 0, left = 0
    /// Totals over the hosts that are up; nil while none has told its own.
    package private(set) var loadOne: Double?, cores: Double?
    /// Cores' worth of work, of the hosts that told both their cores and their CPU time, and those hosts' cores.
    private var busyCores: Double?, coresOfBusy = 0.0
    /// Bytes, of the hosts that told both.
    package private(set) var memoryUsed: Double?, memoryTotal: Double?

    package init(_ name: GroupName, _ members: some Sequence<HostSummary>) {
        self.name = name
        for host in members { add(host) }
    }

    package var hosts: Int { up + down + left }

    /// In percent of the cores of all, so that a large host weighs more than a small one; nil if unknown.
    package var cpuBusy: Double? {
        guard let busyCores, coresOfBusy > 0 else { return nil }
        return 100 * busyCores / coresOfBusy
    }

    /// In percent of the memory of all; nil if unknown.
    package var memoryUsedShare: Double? {
        guard let memoryUsed, let memoryTotal, memoryTotal > 0 else { return nil }
        return 100 * memoryUsed / memoryTotal
    }

    private mutating func add(_ host: HostSummary) {
        switch host.state {
        case .up: up += 1
        case .down: down += 1
        case .left: left += 1
        }
        guard host.state == .up else { return }
        if let load = host.loadOne { loadOne = (loadOne ?? 0) + load }
        if let own = host.cores {
            cores = (cores ?? 0) + own
            if let busy = host.cpuBusy {
                busyCores = (busyCores ?? 0) + busy * own / 100
                coresOfBusy += own
            }
        }
        if let used = host.memoryUsed, let total = host.memoryTotal {
            memoryUsed = (memoryUsed ?? 0) + used
            memoryTotal = (memoryTotal ?? 0) + total
        }
    }

    /// The groups of some hosts: those with hosts down first, then by name.
    package static func all(of hosts: [HostSummary]) -> [GroupSummary] {
        var members: [GroupName: [HostSummary]] = [:]
        for host in hosts {
            for group in host.groups { members[group, default: []].append(host) }
        }
        return members.map { GroupSummary($0.key, $0.value) }.sorted {
            ($0.down > 0 ? 0 : 1, $0.name) < ($1.down > 0 ? 0 : 1, $1.name)
        }
    }
}
