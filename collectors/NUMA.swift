package import MetricModel
package import Procfs

/// The memory of each NUMA node, and whether programs get theirs from the node they run on, from
/// `/sys/devices/system/node`.
package final class NUMACollector: Collector {
    private static let meminfo = Columns<NodeMemoryKey>(source: "meminfo in /sys/devices/system/node")
    private static let numastat = Columns<NodeMemoryKey>(source: "numastat in /sys/devices/system/node")

    private static let columns = [
        bytes("total", .total, "Total", "MemTotal: the node's memory"),
        bytes("free", .free, "Free", "MemFree: memory that holds nothing"),
        bytes("used", .used, "Used", "MemUsed: memory that holds anything, caches included"),
        bytes("file", .filePages, "File", "FilePages: page cache"),
        bytes("anon", .anon, "Anonymous", "AnonPages: memory of programs that no file backs"),
        bytes("shmem", .shmem, "Shared", "Shmem: tmpfs and shared memory"),
        bytes("mapped", .mapped, "Mapped", "Mapped: files and shared memory that programs have mapped"),
        bytes("active", .active, "Active", "Active: used of late, and reclaimed last"),
        bytes("inactive", .inactive, "Inactive", "Inactive: not used for a while, and reclaimed first"),
        bytes("unevictable", .unevictable, "Unevictable", "Unevictable: what cannot be reclaimed"),
        bytes("dirty", .dirty, "Dirty", "Dirty: waiting to be written to a disk"),
        bytes("writeback", .writeback, "Writeback", "Writeback: being written to a disk"),
        bytes("slab", .slab, "Slab", "Slab: the kernel's own objects"),
        bytes("reclaimable", .reclaimable, "Reclaimable", "SReclaimable: the part of slab that can be given back"),
        bytes("kernel_stack", .kernelStack, "Kernel stacks", "KernelStack: stacks of tasks in the kernel"),
        bytes("page_tables", .pageTables, "Page tables", "PageTables: where programs' memory lies"),
        bytes("anon_huge", .anonHuge, "Transparent huge", "AnonHugePages: huge pages made of programs' small ones"),
        numastat.rate("hit", .hit, "Hit", "numa_hit: pages wanted of this node that came from it"),
        numastat.rate("miss", .miss, "Miss", "numa_miss: pages wanted of another node that came from this one"),
        numastat.rate("foreign", .foreign, "Foreign", "numa_foreign: pages wanted of this node that came from another"),
        numastat.rate("interleave", .interleave, "Interleave", "interleave_hit: pages spread over the nodes as wanted"),
        numastat.rate("local", .local, "Local", "local_node: pages given to programs on the node's own cores"),
        numastat.rate("other", .other, "Other", "other_node: pages given to programs on cores of other nodes"),
    ]

    private static func bytes(
        _ name: StaticString, _ key: NodeMemoryKey, _ title: String, _ meaning: String
    ) -> Column {
        meminfo.mean(name, key, unit: .bytes, title, meaning)
    }

    package static let definitions = [
        Definition(
            subject: SubjectName(literal: "numa"), hasInstances: true, retention: .brief, pace: 15,
            title: "Memory of a NUMA node", fields: columns.map(\.field))
    ]

    private final class Node {
        let name: String
        private var meminfo: ProcFile
        private var numastat: ProcFile
        private var counters = NodeMemory()
        private(set) var memory = NodeMemory()

        init(_ number: Int, _ sys: SysRoot) {
            name = "\(number)"
            meminfo = sys.file("devices/system/node/node\(number)/meminfo")
            numastat = sys.file("devices/system/node/node\(number)/numastat")
        }

        /// False if the node has gone.
        func read(through buffer: inout ReadBuffer) throws(ProcfsError) -> Bool {
            let isThere = try meminfo.readIfPresent(through: &buffer) { (bytes) throws(ProcfsError) in
                try memory.parseMeminfo(bytes)
                return true
            }
            guard isThere != nil else { return false }
            let counts = try numastat.readIfPresent(through: &buffer) { (bytes) throws(ProcfsError) in
                try counters.parseLines(bytes)
                return true
            }
            if counts != nil { memory.add(counters) }
            return true
        }
    }

    private let sys: SysRoot
    private var online: OnlineList
    private var nodes: [Node] = []
    private var instances = InstanceTracks(columns)

    package init(_ host: Roots, _ shared: SharedReaders) {
        sys = host.sys
        online = OnlineList(sys, of: .node)
    }

    package var leftOut: Int { instances.leftOut }

    package func sample(at tick: Tick, through buffer: inout ReadBuffer) throws(ProcfsError) {
        if try online.hasChanged(through: &buffer) { nodes = online.numbers.map { Node($0, sys) } }
        guard !nodes.isEmpty else { return }
        instances.begin()
        for (place, node) in nodes.enumerated() where try node.read(through: &buffer) {
            instances.add(node.name, near: place, node.memory.values, at: tick)
        }
    }

    package func report(at tick: Tick, into report: inout Report) { instances.report(0, into: &report) }

    package func forget() { instances.forget() }
}
