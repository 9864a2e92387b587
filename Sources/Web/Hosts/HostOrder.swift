import ClusterState
import MetricModel

/// By what tables of hosts are ordered, the highest first and the unknown last.
enum HostOrder: String, Order {
    /// Those that need a person first: down, then by load per core; those that left on purpose last.
    case state
    case name, cluster, load, cpu, memory, network, heard

    static let usual = HostOrder.state

    /// By name among equals.
    func isBefore(_ left: HostSummary, _ right: HostSummary) -> Bool {
        switch self {
        case .state:
            if left.state != right.state { return left.state.order < right.state.order }
            return before(left, right, \.loadPerCore)
        case .name: return (left.key.name, left.key.cluster) < (right.key.name, right.key.cluster)
        case .cluster: return left.key < right.key
        case .load: return before(left, right, \.loadPerCore)
        case .cpu: return before(left, right, \.cpuBusy)
        case .memory: return before(left, right, \.memoryUsedShare)
        case .network: return before(left, right, \.traffic)
        case .heard: return (left.lastHeard, left.key) < (right.lastHeard, right.key)
        }
    }

    private func before(
        _ left: HostSummary, _ right: HostSummary, _ value: KeyPath<HostSummary, Double?>
    ) -> Bool {
        Self.isBefore(left[keyPath: value], right[keyPath: value]) ?? (left.key < right.key)
    }
}

extension HostSummary {
    /// Bytes per second in both directions; nil if neither is known.
    fileprivate var traffic: Double? {
        received == nil && sent == nil ? nil : (received ?? 0) + (sent ?? 0)
    }
}

extension Host.State {
    fileprivate var order: Int {
        switch self {
        case .down: 0
        case .up: 1
        case .left: 2
        }
    }
}
