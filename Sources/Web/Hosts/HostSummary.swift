package import ClusterState
package import MetricModel
import Wire

/// What tables and totals show of a host: a small copy, taken while the state is locked.
package struct HostSummary: Sendable {
    package let key: HostKey
    package let state: Host.State
    /// Its cluster and every other group it belongs to now.
    package let groups: [GroupName]
    package let address: String
    package let lastHeard: Timestamp
    /// Milliseconds between two of its datagrams.
    package let interval: UInt32
    /// How many values it gives.
    package let metrics: Int
    package let counters: Host.Counters
    /// Seconds by which its clock is behind ours; nil if it has not been heard since we started.
    package let skew: Double?
    /// The present values below are nil where they are unknown: of a host that is not up, all are.
    package let loadOne, loadFive, loadFifteen: Double?
    package let cores: Double?
    /// Time that was neither idle nor waiting for a disk, in percent of all cores.
    package let cpuBusy: Double?
    /// Bytes.
    package let memoryUsed, memoryTotal: Double?
    /// Bytes per second, over all wires.
    package let received, sent: Double?

    package init(_ host: Host, groups: [GroupName], at now: Timestamp) {
        key = host.key
        state = host.state
        self.groups = groups
        address = host.address
        lastHeard = host.lastHeard
        interval = host.announcement.interval
        metrics = host.metricCount
        counters = host.counters
        skew = host.skew
        let load = host.present("load", at: now)
        (loadOne, loadFive, loadFifteen) = (load?["one"], load?["five"], load?["fifteen"])
        cores = host.cores.flatMap { $0.isFinite ? $0 : nil }
        let cpu = host.present("cpu", at: now)
        cpuBusy = cpu?["idle"].map { max(0, min(100, 100 - $0 - (cpu?["iowait"] ?? 0))) }
        let memory = host.present("memory", at: now)
        (memoryUsed, memoryTotal) = (memory?["used"], memory?["total"])
        let network = host.present("network", at: now)
        (received, sent) = (network?["rx_bytes"], network?["tx_bytes"])
    }

    /// The load average of one minute for each core, by which hosts of different sizes can be compared; nil if unknown.
    package var loadPerCore: Double? {
        guard let loadOne, let cores, cores > 0 else { return nil }
        return loadOne / cores
    }

    /// The share of its memory that is in use, in percent; nil if unknown.
    package var memoryUsedShare: Double? {
        guard let memoryUsed, let memoryTotal, memoryTotal > 0 else { return nil }
        return 100 * memoryUsed / memoryTotal
    }

}

extension Host {
    /// The values of a whole subject, if they are about the present.
    fileprivate func present(_ subject: StaticString, at now: Timestamp) -> Latest? {
        guard state == .up, let latest = latest(subject), latest.isPresent(at: now) else { return nil }
        return latest
    }
}

extension Host.Latest {
    /// Whether the values are no older than four of their intervals, at least ten seconds: as a host would be up.
    package func isPresent(at now: Timestamp) -> Bool {
        Double(now.seconds) - Double(end) <= max(10, 4 * Double(length))
    }

    /// The value of a field; nil if unknown.
    fileprivate subscript(field: StaticString) -> Double? {
        guard let index = definition.index(of: FieldName(literal: field)), index < sample.numbers.count,
            sample.numbers[index].isFinite
        else { return nil }
        return sample.numbers[index]
    }
}

extension ClusterState {
    /// All hosts, in no order.
    ///
    /// Copies little, since the state is locked meanwhile.
    package borrowing func summaries(at now: Timestamp) -> [HostSummary] {
        hosts.values.map { HostSummary($0, groups: groups(of: $0.key), at: now) }
    }
}
