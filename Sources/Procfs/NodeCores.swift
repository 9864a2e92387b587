/// Which cores belong to which NUMA node, from `/sys/devices/system/node`.
///
/// Changes only when memory or cores are plugged in or switched off.
package struct NodeCores: Sendable, Equatable {
    /// The nodes that are online, in the kernel's order; none where the kernel does not know of nodes.
    package private(set) var nodes: [Int] = []
    /// For each core its place in ``nodes``; -1 for a core of none.
    private var places: [Int] = []

    package init() {}

    /// Reads the list of nodes and each one's list of cores.
    ///
    /// Costs three system calls a node, and allocates. A node whose list cannot be read has no cores.
    package init(_ sys: SysRoot) throws(ProcfsError) {
        var buffer = ReadBuffer(capacity: 4096, limit: 1 << 20)
        nodes = try Self.online(sys, &buffer)
        for (place, node) in nodes.enumerated() {
            var file = sys.file("devices/system/node/node\(node)/cpulist")
            _ = try file.readIfPresent(through: &buffer) { (bytes) throws(ProcfsError) in
                try add(bytes, to: place)
            }
        }
    }

    /// The NUMA nodes that are online; none where the kernel does not know of nodes.
    ///
    /// Allocates.
    package static func online(_ sys: SysRoot, _ buffer: inout ReadBuffer) throws(ProcfsError) -> [Int] {
        var nodes: [Int] = []
        var file = sys.file("devices/system/node/online")
        _ = try file.readIfPresent(through: &buffer) { (bytes) throws(ProcfsError) in
            try CPUList.parse(bytes, of: "node/online") { if nodes.count < Self.limit { nodes.append($0) } }
        }
        return nodes
    }

    /// As many nodes as a kernel can be built for.
    private static let limit = 1024

    private mutating func add(_ bytes: Span<UInt8>, to place: Int) throws(ProcfsError) {
        try CPUList.parse(bytes, of: "node/cpulist") { core in
            while places.count <= core { places.append(-1) }
            places[core] = place
        }
    }

    /// The place in ``nodes`` of the node that a core belongs to.
    package func place(ofCore core: Int) -> Int? {
        guard places.indices.contains(core), places[core] >= 0 else { return nil }
        return places[core]
    }
}
