package import MetricModel
package import Procfs

/// Bridges and the ports of those that run the spanning tree protocol, from `/sys/class/net`.
///
/// Without that protocol a port's state only says whether its interface is up; the ports of bridges for containers,
/// which come and go, are therefore counted but not told of singly.
package final class BridgeCollector: Collector {
    enum TotalKey: String, NumberKey {
        case bridges, ports, blocking, rootChanges, portChanges
        static let file: StaticString = "class/net/*/bridge"
    }

    private static let all = Columns<TotalKey>(source: "/sys/class/net")
    private static let file = Columns<BridgeKey>(source: "/sys/class/net/*/bridge")
    private static let ports = Columns<BridgeKey>(source: "/sys/class/net/*/brif")
    private static let portFile = Columns<BridgePortKey>(source: "/sys/class/net/*/brif")

    static let totalColumns: [Column] = [
        all.mean("bridges", .bridges, in: 0...1e6, "Bridges", "Interfaces that are bridges"),
        all.mean("ports", .ports, in: 0...1e6, "Ports", "Interfaces on bridges"),
        all.mean("blocking", .blocking, in: 0...1e6, "Blocking", "Ports closed because they would make a loop"),
        all.rate(
            "root_changes", .rootChanges, "Root changes",
            "How often the agent saw another spanning tree's root, or port towards it, than 15 s before"),
        all.rate(
            "port_changes", .portChanges, "State changes",
            "How often the agent saw a port of a spanning tree in another state than 15 s before"),
    ]

    static let columns: [Column] = [
        file.mean(
            "stp", .stp, in: 0...2, "Spanning tree",
            "Whether the spanning tree protocol runs: 0 no, 1 in the kernel, 2 in a program"),
        file.mean(
            "is_root", .isRoot, in: 0...1, "Root", "1 if this bridge is the root of the spanning tree, 0 if another is"),
        file.mean("root_path_cost", .rootPathCost, "Cost to the root", "What the way to the tree's root costs"),
        file.mean(
            "tc", .topologyChange, in: 0...1, "Topology change",
            "1 while the tree is changing, so that addresses age fast"),
        file.mean(
            "tc_detected", .topologyChangeDetected, in: 0...1, "Change detected",
            "1 while this bridge tells of a change that it found itself"),
        file.rate(
            "root_changes", .rootChanges, "Root changes",
            "How often the agent saw another root, or another port towards it, than 15 s before"),
        ports.mean("ports", .ports, in: 0...1e6, "Ports", "Interfaces on the bridge"),
        ports.mean("disabled", .disabled, in: 0...1e6, "Disabled", "Ports without a link or switched off"),
        ports.mean("listening", .listening, in: 0...1e6, "Listening", "Ports that wait for the tree to settle"),
        ports.mean("learning", .learning, in: 0...1e6, "Learning", "Ports that learn addresses before they forward"),
        ports.mean("forwarding", .forwarding, in: 0...1e6, "Forwarding", "Ports that carry traffic"),
        ports.mean("blocking", .blocking, in: 0...1e6, "Blocking", "Ports closed because they would make a loop"),
        file.text("root", "Root's id", "Priority and address of the spanning tree's root"),
    ]

    static let portColumns: [Column] = [
        portFile.mean(
            "state", .state, in: 0...4, "State", "0 disabled, 1 listening, 2 learning, 3 forwarding, 4 blocking"),
        portFile.mean("path_cost", .pathCost, "Path cost", "What it costs the tree to go over this port"),
        portFile.mean(
            "designated_cost", .designatedCost, "Designated cost",
            "What the way to the root costs from the bridge that serves this port's segment"),
        portFile.rate(
            "changes", .changes, "State changes", "How often the agent saw another state than 15 s before"),
    ]

    package static let definitions = [
        Definition(
            subject: SubjectName(literal: "bridge"), retention: .brief, pace: 15, title: "Bridges, together",
            fields: totalColumns.map(\.field)),
        Definition(
            subject: SubjectName(literal: "bridge"), hasInstances: true, retention: .brief, pace: 15, title: "Bridge",
            fields: columns.map(\.field)),
        Definition(
            subject: SubjectName(literal: "bridge_port"), hasInstances: true, retention: .brief, pace: 15,
            title: "Port of a bridge", fields: portColumns.map(\.field)),
    ]

    /// Beyond as many bridges, and as many ports of all bridges, files are not kept open.
    private static let bridgeLimit = 64
    private static let portLimit = 128
    /// Seconds after which the interfaces are searched for bridges anew: that takes a system call for each.
    private static let listPeriod = 60.0

    private let sys: SysRoot
    private var folder: Folder
    private var listedAt: Tick?
    private var bridges: [Bridge] = []
    private var totals = Numbers<TotalKey>()
    private var total = Track(totalColumns)
    private var tracks = InstanceTracks(columns)
    private var portTracks = InstanceTracks(portColumns)
    private var unread = 0
    private var unreadPorts = 0

    package init(_ host: Roots, _ shared: SharedReaders) {
        sys = host.sys
        folder = sys.folder("class/net")
    }

    package var leftOut: Int { unread + unreadPorts }

    package func sample(at tick: Tick, through buffer: inout ReadBuffer) throws(ProcfsError) {
        if listedAt.map({ tick.seconds(since: $0) >= Self.listPeriod }) ?? true { list(at: tick) }
        tracks.begin()
        portTracks.begin()
        unreadPorts = 0
        var room = Self.portLimit
        var portPlace = 0
        var sum = Sum()
        for (place, bridge) in bridges.enumerated() {
            unreadPorts += try bridge.read(through: &buffer, room: &room)
            guard bridge.isThere else { continue }
            sum.add(bridge)
            tracks.add(bridge.name, near: place, bridge.numbers.values, at: tick)
            guard bridge.hasSTP else { continue }
            for port in bridge.ports where port.state != nil {
                portTracks.add(port.title, near: portPlace, port.numbers.values, at: tick)
                portPlace += 1
            }
        }
        guard sum.bridges > 0 else { return }
        totals.replace([sum.bridges, sum.ports, sum.blocking, sum.rootChanges, sum.portChanges])
        total.add(totals.values, at: tick)
    }

    /// All bridges together.
    private struct Sum {
        var bridges: UInt64 = 0
        var ports: UInt64 = 0
        var blocking: UInt64 = 0
        /// nil where no spanning tree is known.
        var rootChanges, portChanges: UInt64?

        mutating func add(_ bridge: Bridge) {
            bridges += 1
            ports += UInt64(bridge.portCount)
            blocking += UInt64(bridge.ports.count { $0.state == 4 })
            guard bridge.hasSTP else { return }
            rootChanges = (rootChanges ?? 0) &+ bridge.rootChanges
            for port in bridge.ports { portChanges = (portChanges ?? 0) &+ port.changes }
        }
    }

    package func report(at tick: Tick, into report: inout Report) {
        total.report(0, into: &report)
        tracks.report(1, into: &report, text: { name, _ in bridges.first { $0.name == name }?.root })
        portTracks.report(2, into: &report)
    }

    package func forget() {
        total.forget()
        tracks.forget()
        portTracks.forget()
    }

    private func list(at tick: Tick) {
        listedAt = tick
        guard folder.list() else { return }
        let found = folder.names.filter { Bridge.isBridge($0, sys) }
        unread = max(0, found.count - Self.bridgeLimit)
        bridges = found.prefix(Self.bridgeLimit).map { name in
            bridges.first { $0.name == name } ?? Bridge(name, sys)
        }
    }
}
