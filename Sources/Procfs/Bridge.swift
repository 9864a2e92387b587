/// What is told of a bridge: by `/sys/class/net/br0/bridge`, by its ports together, and by comparing readings.
package enum BridgeKey: String, NumberKey {
    /// Whether the spanning tree protocol runs: 0 no, 1 in the kernel, 2 in a program.
    case stp
    /// Of the kernel's protocol alone: whether this bridge is the tree's root, and what the way to it costs.
    case isRoot, rootPathCost
    /// Of the kernel's protocol alone: whether the tree is changing, and whether this bridge found that out.
    case topologyChange, topologyChangeDetected
    /// How often the root, or the port towards it, was seen to be another one than at the reading before.
    case rootChanges
    case ports
    /// Ports by state, in the order of its numbers; nil if there are more ports than are read.
    case disabled, listening, learning, forwarding, blocking

    package static let file: StaticString = "class/net/*/bridge"
}

/// A bridge and its ports; their files stay open.
///
/// A reading costs about 1 µs for each file: one where the spanning tree protocol does not run, five where it does, and
/// one or three for each port.
package final class Bridge {
    package let name: String
    package private(set) var numbers = Numbers<BridgeKey>()
    /// The root's id, such as `8000.525400000001`; nil unless the kernel runs the spanning tree protocol.
    package private(set) var root: String?
    /// How often another root, or port towards it, was seen than at the reading before.
    package private(set) var rootChanges: UInt64 = 0
    /// The ports that are read.
    package private(set) var ports: [BridgePort] = []
    /// Whether the bridge was there at the last reading.
    package private(set) var isThere = false

    private let sys: SysRoot
    private var stpFile: ProcFile
    private var rootFile: ProcFile
    private var rootPortFile: ProcFile
    private var costFile: ProcFile
    private var changeFile: ProcFile
    private var detectedFile: ProcFile
    private var portFolder: Folder
    private var stp: UInt64?
    private var rootPort: UInt64?

    package init(_ name: String, _ sys: SysRoot) {
        self.name = name
        self.sys = sys
        let folder = "class/net/\(name)/bridge"
        stpFile = sys.file("\(folder)/stp_state")
        rootFile = sys.file("\(folder)/root_id")
        rootPortFile = sys.file("\(folder)/root_port")
        costFile = sys.file("\(folder)/root_path_cost")
        changeFile = sys.file("\(folder)/topology_change")
        detectedFile = sys.file("\(folder)/topology_change_detected")
        portFolder = sys.folder("class/net/\(name)/brif")
    }

    /// Whether this interface is a bridge; costs one system call.
    package static func isBridge(_ name: String, _ sys: SysRoot) -> Bool { sys.has("class/net/\(name)/bridge") }

    /// Whether the spanning tree protocol runs, in the kernel or in a program.
    package var hasSTP: Bool { stp.map { $0 > 0 } ?? false }

    /// All its ports, those included that are not read.
    package var portCount: Int { portFolder.names.count }

    /// Reads the bridge and as many of its ports as there is room for, which is then less.
    ///
    /// - Returns: How many ports were left out.
    package func read(through buffer: inout ReadBuffer, room: inout Int) throws(ProcfsError) -> Int {
        numbers.clear()
        isThere = false
        stp = try stpFile.numberIfPresent(of: BridgeKey.file, through: &buffer)
        guard let stp else { return 0 }
        let changed = portFolder.list()
        let count = min(portFolder.names.count, max(room, 0))
        room -= count
        if changed || count != ports.count {
            ports = portFolder.names.prefix(count).map { port in
                ports.first { $0.name == port } ?? BridgePort(port, of: name, sys)
            }
        }
        var states = PortStates()
        for port in ports {
            try port.read(through: &buffer, costs: stp > 0)
            if let state = port.state { states.count(state) }
        }
        let isWhole = count == portFolder.names.count
        let tree = stp == 1 ? try readTree(through: &buffer) : nil
        if tree == nil { forgetTree() }
        numbers.replace([
            stp, tree?.port.map { $0 == 0 ? 1 : 0 }, tree?.cost, tree?.isChanging, tree?.isDetected,
            tree == nil ? nil : rootChanges, UInt64(portFolder.names.count), isWhole ? states.counts[0] : nil,
            isWhole ? states.counts[1] : nil, isWhole ? states.counts[2] : nil, isWhole ? states.counts[3] : nil,
            isWhole ? states.counts[4] : nil,
        ])
        isThere = true
        return portFolder.names.count - count
    }

    private struct PortStates {
        var counts: InlineArray<5, UInt64> = .init(repeating: 0)

        mutating func count(_ state: UInt64) {
            if state < 5 { counts[Int(state)] += 1 }
        }
    }

    private struct Tree {
        let port, cost, isChanging, isDetected: UInt64?
    }

    private func readTree(through buffer: inout ReadBuffer) throws(ProcfsError) -> Tree {
        let file = BridgeKey.file
        let hasMoved = try rootFile.readIfPresent(through: &buffer) { (bytes) throws(ProcfsError) in
            try takeRoot(bytes)
        }
        let port = try rootPortFile.numberIfPresent(of: file, through: &buffer)
        if hasMoved == true || (rootPort != nil && port != rootPort) { rootChanges &+= 1 }
        rootPort = port
        return Tree(
            port: port, cost: try costFile.numberIfPresent(of: file, through: &buffer),
            isChanging: try changeFile.numberIfPresent(of: file, through: &buffer),
            isDetected: try detectedFile.numberIfPresent(of: file, through: &buffer))
    }

    /// Whether it is another root than the one that was known.
    private func takeRoot(_ bytes: Span<UInt8>) throws(ProcfsError) -> Bool {
        var fields = Fields(of: BridgeKey.file)
        _ = try fields.nextLine(in: bytes)
        let id = fields.word(in: bytes)
        try fields.finish(in: bytes)
        guard !id.isEmpty, id.count <= longestName else { throw fields.malformed(in: bytes, id, "root's id") }
        if let root, bytes.matches(id, root) { return false }
        let isOther = root != nil
        root = bytes.repairedText(id)
        return isOther
    }

    private func forgetTree() { (root, rootPort) = (nil, nil) }
}
