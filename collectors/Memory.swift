package import MetricModel
package import Procfs

/// Memory and swap space, from `/proc/meminfo`.
package final class MemoryCollector: Collector {
    package static let definitions = [
        Definition(
            subject: SubjectName(literal: "memory"), retention: .planning, title: "Memory",
            fields: [
                field("total", "Total", "MemTotal: memory the kernel can use", flatName: "mem_total"),
                field("free", "Free", "MemFree: memory that holds nothing", flatName: "mem_free"),
                field(
                    "available", "Available",
                    "MemAvailable: what programs could get without swapping, by the kernel's estimate",
                    flatName: "mem_available"),
                field("used", "Used", "MemTotal - MemAvailable: what programs and the kernel hold"),
                field("buffers", "Buffers", "Buffers: cache of raw block devices", flatName: "mem_buffers"),
                field("cached", "Cached", "Cached: page cache, shared memory included", flatName: "mem_cached"),
                field("shared", "Shared", "Shmem: tmpfs and shared memory", flatName: "mem_shared"),
                field("slab", "Slab", "Slab: the kernel's own objects", flatName: "mem_slab"),
                field(
                    "reclaimable", "Reclaimable", "SReclaimable: the part of slab that can be given back",
                    flatName: "mem_sreclaimable"),
                field("anon", "Anonymous", "AnonPages: memory of programs that no file backs"),
                field("dirty", "Dirty", "Dirty: waiting to be written to a disk"),
                field("writeback", "Writeback", "Writeback: being written to a disk"),
                field("committed", "Committed", "Committed_AS: what programs have been promised"),
                field("swap_total", "Swap", "SwapTotal: swap space", flatName: "swap_total"),
                field("swap_free", "Swap free", "SwapFree: swap space that holds nothing", flatName: "swap_free"),
            ])
    ]

    private static func field(
        _ name: StaticString, _ title: String, _ meaning: String, flatName: String? = nil
    ) -> Field {
        Field(
            name, .bytes, .gauge, in: 0...1e18, title: title, summary: "\(meaning), from /proc/meminfo.",
            flatName: flatName)
    }

    private var file: ProcFile
    private var hasSample = false
    private var means: [Mean]

    package init(_ host: Roots) {
        file = host.proc.file(Meminfo.path)
        means = Self.definitions[0].fields.map { _ in Mean() }
    }

    package func sample(at tick: Tick, through buffer: inout ReadBuffer) throws(ProcfsError) {
        let info = try file.read(through: &buffer) { (bytes) throws(ProcfsError) in try Meminfo(parsing: bytes) }
        means[0].add(info.total)
        means[1].add(info.free)
        means[2].add(info.available)
        if let total = info.total, let available = info.available, total >= available {
            means[3].add(total - available)
        }
        means[4].add(info.buffers)
        means[5].add(info.cached)
        means[6].add(info.shmem)
        means[7].add(info.slab)
        means[8].add(info.sReclaimable)
        means[9].add(info.anonPages)
        means[10].add(info.dirty)
        means[11].add(info.writeback)
        means[12].add(info.committed)
        means[13].add(info.swapTotal)
        means[14].add(info.swapFree)
        hasSample = true
    }

    package func report(at tick: Tick, into report: inout Report) {
        guard hasSample else { return }
        report.begin(0)
        for index in means.indices { report.append(means[index].take()) }
        hasSample = false
    }

    package func forget() {
        for index in means.indices { means[index] = Mean() }
        hasSample = false
    }
}
