/// What memory of a NUMA node is used for, and from where it was handed out: the files `meminfo` and `numastat` in
/// `/sys/devices/system/node/nodeN`.
///
/// The lines of `meminfo` look like `Node 0 MemTotal: 5335256 kB` and become bytes; those of `numastat`, `numa_hit 12`,
/// count pages since the start.
package enum NodeMemoryKey: String, NumberKey {
    case total = "MemTotal"
    case free = "MemFree"
    case used = "MemUsed"
    case active = "Active"
    case inactive = "Inactive"
    case unevictable = "Unevictable"
    case dirty = "Dirty"
    case writeback = "Writeback"
    case filePages = "FilePages"
    case mapped = "Mapped"
    case anon = "AnonPages"
    case shmem = "Shmem"
    case kernelStack = "KernelStack"
    case pageTables = "PageTables"
    case slab = "Slab"
    case reclaimable = "SReclaimable"
    case anonHuge = "AnonHugePages"
    /// Pages that were wanted of this node and came from it.
    case hit = "numa_hit"
    /// Pages that were wanted of another node and came from this one.
    case miss = "numa_miss"
    /// Pages that were wanted of this node and came from another one.
    case foreign = "numa_foreign"
    /// Pages that were to be spread over the nodes, and came from this one as they should.
    case interleave = "interleave_hit"
    /// Pages of this node given to programs on its own cores, and to those on other nodes'.
    case local = "local_node"
    case other = "other_node"

    package static let file: StaticString = "node/meminfo"
}

package typealias NodeMemory = Numbers<NodeMemoryKey>

extension NodeMemory {
    /// Replaces the reading by a node's `meminfo`.
    package mutating func parseMeminfo(_ bytes: Span<UInt8>) throws(ProcfsError) {
        try parseLines(bytes, colon: true, prefixWords: 2)
    }

    /// Takes over what another reading has, which came from another file.
    package mutating func add(_ other: NodeMemory) {
        for slot in values.indices where other.values[slot] != Self.absent { set(other.values[slot], at: slot) }
    }
}
