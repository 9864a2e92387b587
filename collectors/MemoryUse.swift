package import MetricModel
package import Procfs

/// What memory is used for in more detail than people plan with, from `/proc/meminfo`.
package final class MemoryUseCollector: NumbersCollector<MeminfoKey>, Collector {
    private static let file = Columns<MeminfoKey>(source: "/proc/meminfo")

    private static let columns = [
        bytes("anon", .anonPages, "Anonymous", "AnonPages: memory of programs that no file backs"),
        bytes("mapped", .mapped, "Mapped", "Mapped: files and shared memory that programs have mapped"),
        bytes("active", .active, "Active", "Active: used of late, and reclaimed last"),
        bytes("inactive", .inactive, "Inactive", "Inactive: not used for a while, and reclaimed first"),
        bytes("unevictable", .unevictable, "Unevictable", "Unevictable: what cannot be reclaimed"),
        bytes("mlocked", .mlocked, "Locked", "Mlocked: what programs have pinned"),
        bytes("dirty", .dirty, "Dirty", "Dirty: waiting to be written to a disk"),
        bytes("writeback", .writeback, "Writeback", "Writeback: being written to a disk"),
        bytes(
            "reclaimable", .sReclaimable, "Reclaimable", "SReclaimable: the part of slab that can be given back",
            flatName: "mem_sreclaimable"),
        bytes("unreclaimable", .sUnreclaim, "Unreclaimable", "SUnreclaim: the part of slab that cannot be given back"),
        bytes("kernel_stack", .kernelStack, "Kernel stacks", "KernelStack: stacks of all tasks in the kernel"),
        bytes("page_tables", .pageTables, "Page tables", "PageTables: where programs' memory lies"),
        bytes("percpu", .percpu, "Per CPU", "Percpu: what each core has of its own"),
        bytes("vmalloc", .vmallocUsed, "Vmalloc", "VmallocUsed: the kernel's large areas"),
        bytes("swap_cached", .swapCached, "Swap cached", "SwapCached: in swap and in memory at once"),
        bytes("zswap", .zswap, "Zswap", "Zswap: what swapped memory takes that is kept compressed"),
        bytes(
            "commit_limit", .commitLimit, "Commit limit", "CommitLimit: what programs may be promised in strict mode"),
        file.part(
            "committed_pct", .committed, of: .commitLimit, "Committed",
            "Committed_AS ÷ CommitLimit, above 100 % shown as 100 %"),
        bytes(
            "anon_huge", .anonHugePages, "Transparent huge", "AnonHugePages: huge pages made of programs' small ones"),
        bytes("hugetlb", .hugetlb, "Huge pages", "Hugetlb: set aside as huge pages of any size"),
        file.mean("huge_total", .hugePagesTotal, "Huge pages", "HugePages_Total: huge pages of the default size"),
        file.mean("huge_free", .hugePagesFree, "Huge pages free", "HugePages_Free: huge pages not in use"),
        bytes(
            "corrupted", .hardwareCorrupted, "Corrupted", "HardwareCorrupted: withdrawn because of memory errors"),
    ]

    private static func bytes(
        _ name: StaticString, _ key: MeminfoKey, _ title: String, _ meaning: String, flatName: String? = nil
    ) -> Column {
        file.mean(name, key, unit: .bytes, title, meaning, flatName: flatName)
    }

    package static let definitions = [
        Definition(
            subject: SubjectName(literal: "memory_use"), retention: .brief, title: "Memory by use",
            fields: columns.map(\.field))
    ]

    package init(_ host: Roots, _ shared: SharedReaders) { super.init(shared.meminfo, Self.columns) }
}
