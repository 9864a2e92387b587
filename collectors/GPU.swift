package import MetricModel
package import Procfs

/// Graphics processors of AMD, each, from `/sys/class/drm`.
///
/// Their temperature, power and fans are among those of `/sys/class/hwmon`.
package final class GPUCollector: Collector {
    private static let source = Columns<GPUKey>(source: "/sys/class/drm/card*/device")

    private static let columns = [
        source.mean(
            "busy", .busy, unit: .percent, in: 0...100, "Busy",
            "gpu_busy_percent: how busy it is with computing; unknown while it sleeps"),
        source.mean(
            "memory_busy", .memoryBusy, unit: .percent, in: 0...100, "Memory busy",
            "mem_busy_percent: how busy its memory is; unknown while it sleeps"),
        source.mean("vram_used", .memoryUsed, unit: .bytes, "Memory", "mem_info_vram_used: its own memory in use"),
        source.mean("vram_total", .memoryTotal, unit: .bytes, "Memory, in all", "mem_info_vram_total: its own memory"),
        source.mean(
            "gtt_used", .hostMemoryUsed, unit: .bytes, "Host memory",
            "mem_info_gtt_used: the host's memory that it uses"),
        source.mean(
            "gtt_total", .hostMemoryTotal, unit: .bytes, "Host memory, at most",
            "mem_info_gtt_total: the host's memory that it may use"),
    ]

    package static let definitions = [
        Definition(
            subject: SubjectName(literal: "gpu"), hasInstances: true, retention: .brief, pace: 15,
            title: "Graphics processor", fields: columns.map(\.field))
    ]

    private let sys: SysRoot
    private var folder: Folder
    private var processors: [GPU] = []
    private var tracks = InstanceTracks(columns)
    /// Samples until the folder is listed again, since the driver may be loaded late.
    private var wait = 0

    package init(_ host: Roots, _ shared: SharedReaders) {
        sys = host.sys
        folder = host.sys.folder(GPU.folder)
    }

    package var leftOut: Int { tracks.leftOut }

    package func sample(at tick: Tick, through buffer: inout ReadBuffer) throws(ProcfsError) {
        if wait == 0, folder.list() { processors = GPU.all(sys) }
        wait = (wait + 1) % 4
        guard !processors.isEmpty else { return }
        tracks.begin()
        for (place, processor) in processors.enumerated() where try processor.read(through: &buffer) {
            tracks.add(processor.name, near: place, processor.numbers.values, at: tick)
        }
    }

    package func report(at tick: Tick, into report: inout Report) { tracks.report(0, into: &report) }

    package func forget() { tracks.forget() }
}
