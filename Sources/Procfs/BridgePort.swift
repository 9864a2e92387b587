/// What `/sys/class/net/br0/brif/eth0` tells of a bridge's port.
package enum BridgePortKey: String, NumberKey {
    /// 0 disabled, 1 listening, 2 learning, 3 forwarding, 4 blocking.
    case state
    /// What it costs to leave by this port, and what its segment's bridge says that the way to the root costs from there.
    case pathCost, designatedCost
    /// How often the state was seen to be another one than at the reading before.
    case changes

    package static let file: StaticString = "class/net/*/brif"
}

/// A bridge's port; its files stay open.
package final class BridgePort {
    package let name: String
    /// `br0/eth0`.
    package let title: String
    package private(set) var numbers = Numbers<BridgePortKey>()
    /// nil if it is no longer there.
    package private(set) var state: UInt64?

    private var stateFile: ProcFile
    private var pathCostFile: ProcFile
    private var designatedCostFile: ProcFile
    private var lastState: UInt64?
    /// How often its state was seen to change.
    package private(set) var changes: UInt64 = 0

    init(_ name: String, of bridge: String, _ sys: SysRoot) {
        self.name = name
        title = "\(bridge)/\(name)"
        let folder = "class/net/\(bridge)/brif/\(name)"
        stateFile = sys.file("\(folder)/state")
        pathCostFile = sys.file("\(folder)/path_cost")
        designatedCostFile = sys.file("\(folder)/designated_cost")
    }

    /// Reads the state, and the costs too where they mean something: in a spanning tree.
    func read(through buffer: inout ReadBuffer, costs: Bool) throws(ProcfsError) {
        numbers.clear()
        state = nil
        state = try stateFile.numberIfPresent(of: BridgePortKey.file, through: &buffer)
        if let state, let lastState, state != lastState { changes &+= 1 }
        if state != nil { lastState = state }
        guard costs, let state else { return }
        numbers.replace([
            state, try pathCostFile.numberIfPresent(of: BridgePortKey.file, through: &buffer),
            try designatedCostFile.numberIfPresent(of: BridgePortKey.file, through: &buffer), changes,
        ])
    }
}
