import MetricModel

/// By what the groups of the overview are ordered, the highest first and the unknown last.
enum GroupOrder: String, Order {
    /// Those with hosts down first, then by load per core.
    case state
    case name, hosts, load, cpu, memory, network

    static let usual = GroupOrder.state

    /// By name among equals.
    func isBefore(_ left: GroupSummary, _ right: GroupSummary) -> Bool {
        let before: Bool? =
            switch self {
            case .state:
                (left.down > 0) == (right.down > 0)
                    ? Self.isBefore(left.loadPerCore, right.loadPerCore) : left.down > 0
            case .name: nil
            case .hosts: Self.isBefore(Double(left.hosts), Double(right.hosts))
            case .load: Self.isBefore(left.loadPerCore, right.loadPerCore)
            case .cpu: Self.isBefore(left.cpuBusy, right.cpuBusy)
            case .memory: Self.isBefore(left.memoryUsedShare, right.memoryUsedShare)
            case .network: Self.isBefore(left.traffic, right.traffic)
            }
        return before ?? (left.name < right.name)
    }
}

extension GroupSummary {
    /// Bytes per second in both directions; nil if neither is known.
    fileprivate var traffic: Double? {
        received == nil && sent == nil ? nil : (received ?? 0) + (sent ?? 0)
    }
}
