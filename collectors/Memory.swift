package import MetricModel
package import Procfs

/// Memory and swap space, from `/proc/meminfo`.
package final class MemoryCollector: NumbersCollector<MeminfoKey>, Collector {
    private static let file = Columns<MeminfoKey>(source: "/proc/meminfo")

    private static let columns = [
        file.mean("total", .total, unit: .bytes, "Total", "MemTotal: memory the kernel can use", flatName: "mem_total"),
        file.mean("free", .free, unit: .bytes, "Free", "MemFree: memory that holds nothing", flatName: "mem_free"),
        file.mean(
            "available", .available, unit: .bytes, "Available",
            "MemAvailable: what programs could get without swapping, by the kernel's estimate",
            flatName: "mem_available"),
        file.difference(
            "used", .total, less: .available, unit: .bytes, "Used",
            "MemTotal - MemAvailable: what programs and the kernel hold"),
        file.mean(
            "buffers", .buffers, unit: .bytes, "Buffers", "Buffers: cache of raw block devices",
            flatName: "mem_buffers"),
        file.mean(
            "cached", .cached, unit: .bytes, "Cached", "Cached: page cache, shared memory included",
            flatName: "mem_cached"),
        file.mean(
            "shared", .shmem, unit: .bytes, "Shared", "Shmem: tmpfs and shared memory", flatName: "mem_shared"),
        file.mean("slab", .slab, unit: .bytes, "Slab", "Slab: the kernel's own objects", flatName: "mem_slab"),
        file.mean(
            "committed", .committed, unit: .bytes, "Committed", "Committed_AS: what programs have been promised"),
        file.mean("swap_total", .swapTotal, unit: .bytes, "Swap", "SwapTotal: swap space", flatName: "swap_total"),
        file.mean(
            "swap_free", .swapFree, unit: .bytes, "Swap free", "SwapFree: swap space that holds nothing",
            flatName: "swap_free"),
    ]

    package static let definitions = [
        Definition(
            subject: SubjectName(literal: "memory"), retention: .planning, title: "Memory",
            fields: columns.map(\.field))
    ]

    package init(_ host: Roots, _ shared: SharedReaders) { super.init(shared.meminfo, Self.columns) }
}
