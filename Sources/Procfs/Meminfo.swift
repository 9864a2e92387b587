/// What the kernel reports in `/proc/meminfo`, in bytes.
package typealias Meminfo = Numbers<MeminfoKey>

package enum MeminfoKey: String, NumberKey {
    case total = "MemTotal"
    case free = "MemFree"
    /// What programs could still get without swapping, by the kernel's estimate; since Linux 3.14.
    case available = "MemAvailable"
    case buffers = "Buffers"
    /// The page cache, with ``shmem`` in it and ``buffers`` and ``swapCached`` not.
    case cached = "Cached"
    /// In swap and in memory at once.
    case swapCached = "SwapCached"
    case active = "Active"
    case inactive = "Inactive"
    /// What cannot be reclaimed at all, and the part of it that programs have pinned.
    case unevictable = "Unevictable"
    case mlocked = "Mlocked"
    /// tmpfs and shared memory; since 2.6.32.
    case shmem = "Shmem"
    case slab = "Slab"
    case sReclaimable = "SReclaimable"
    case sUnreclaim = "SUnreclaim"
    /// Waiting to be written to a disk.
    case dirty = "Dirty"
    /// Being written to a disk.
    case writeback = "Writeback"
    case anonPages = "AnonPages"
    case mapped = "Mapped"
    case pageTables = "PageTables"
    case kernelStack = "KernelStack"
    /// What each core has of its own.
    case percpu = "Percpu"
    case vmallocUsed = "VmallocUsed"
    /// Promised to programs.
    case committed = "Committed_AS"
    case commitLimit = "CommitLimit"
    case swapTotal = "SwapTotal"
    case swapFree = "SwapFree"
    /// Swapped pages kept compressed in memory: what they take, and what they were.
    case zswap = "Zswap"
    case zswapped = "Zswapped"
    /// Withdrawn from use because of memory errors.
    case hardwareCorrupted = "HardwareCorrupted"
    /// Huge pages that the kernel made of programs' small ones.
    case anonHugePages = "AnonHugePages"
    /// Pages, not bytes: set aside, not in use, promised.
    case hugePagesTotal = "HugePages_Total"
    case hugePagesFree = "HugePages_Free"
    case hugePagesReserved = "HugePages_Rsvd"
    case hugePagesSurplus = "HugePages_Surp"
    /// Bytes of one huge page.
    case hugepagesize = "Hugepagesize"
    /// Bytes in huge pages of all sizes; since 4.16.
    case hugetlb = "Hugetlb"

    package static let file: StaticString = "meminfo"
}

extension Meminfo {
    package static var path: String { "meminfo" }

    package init(parsing bytes: Span<UInt8>) throws(ProcfsError) {
        self.init()
        try parseLines(bytes, colon: true)
    }
}
