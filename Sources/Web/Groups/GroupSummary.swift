import ClusterState
package import MetricModel

/// What a group's hosts come to, those that are up and known.
package struct GroupSummary: Sendable {
    package let name: GroupName
    /// Hosts by their state.
    package private(set) var up = 0, down = 0, left = 0
    /// Totals over the hosts that are up; nil while none has told its own.
    package private(set) var loadOne: Double?, cores: Double?
    /// The load of the hosts that told their cores too, and those hosts' cores.
    private var loadOnCores: Double?, coresOfLoad = 0.0
    /// Cores' worth of work, of the hosts that told both their cores and their CPU time, and those hosts' cores.
    private var busyCores: Double?, coresOfBusy = 0.0
    /// Bytes, of the hosts that told both.
    package private(set) var memoryUsed: Double?, memoryTotal: Double?
    /// Bytes per second.
    package private(set) var received: Double?, sent: Double?

    package init(_ name: GroupName, _ members: some Sequence<HostSummary>) {
        self.name = name
        for host in members { add(host) }
    }

    package var hosts: Int { up + down + left }

    /// The load average of one minute for each core of all, so that a large host weighs more than a small one; nil if
    /// unknown.
    package var loadPerCore: Double? {
        guard let loadOnCores, coresOfLoad > 0 else { return nil }
        return loadOnCores / coresOfLoad
    }

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
            if let load = host.loadOne {
                loadOnCores = (loadOnCores ?? 0) + load
                coresOfLoad += own
            }
            if let busy = host.cpuBusy {
                busyCores = (busyCores ?? 0) + busy * own / 100
                coresOfBusy += own
            }
        }
        if let used = host.memoryUsed, let total = host.memoryTotal {
            memoryUsed = (memoryUsed ?? 0) + used
            memoryTotal = (memoryTotal ?? 0) + total
        }
        if let own = host.received { received = (received ?? 0) + own }
        if let own = host.sent { sent = (sent ?? 0) + own }
    }

    /// Hosts by the groups they are in now.
    static func members(of hosts: [HostSummary]) -> [GroupName: [HostSummary]] {
        hosts.reduce(into: [:]) { members, host in
            for group in host.groups { members[group, default: []].append(host) }
        }
    }

    /// The groups of some hosts, in no order.
    package static func all(of hosts: [HostSummary]) -> [GroupSummary] {
        members(of: hosts).map { GroupSummary($0.key, $0.value) }
    }
}
