/// What `/sys/class/drm/card0/device` tells of a graphics processor whose driver is amdgpu; the raw value is the file's name.
package enum GPUKey: String, NumberKey {
    /// Percent of the last moments in which it computed, and in which its memory was read or written.
    case busy = "gpu_busy_percent"
    case memoryBusy = "mem_busy_percent"
    /// Bytes of its own memory, and of the host's memory that it may use.
    case memoryUsed = "mem_info_vram_used"
    case memoryTotal = "mem_info_vram_total"
    case hostMemoryUsed = "mem_info_gtt_used"
    case hostMemoryTotal = "mem_info_gtt_total"

    package static let file: StaticString = "drm/card/device"
}

/// A graphics processor; its files stay open.
package final class GPU {
    /// `card0`.
    package let name: String
    package private(set) var numbers = Numbers<GPUKey>()

    private var runtimeStatus, busy, memoryBusy: ProcFile
    private var memoryUsed, memoryTotal, hostMemoryUsed, hostMemoryTotal: ProcFile

    private static let slots = (
        busy: GPUKey.busy.slot, memoryBusy: GPUKey.memoryBusy.slot, memoryUsed: GPUKey.memoryUsed.slot,
        memoryTotal: GPUKey.memoryTotal.slot, hostMemoryUsed: GPUKey.hostMemoryUsed.slot,
        hostMemoryTotal: GPUKey.hostMemoryTotal.slot
    )

    package static let folder = "class/drm"

    /// nil for one whose driver does not tell of its memory as amdgpu does.
    init?(_ number: Int, _ sys: SysRoot) {
        name = "card\(number)"
        let device = "\(Self.folder)/\(name)/device"
        guard sys.has("\(device)/\(GPUKey.memoryTotal.rawValue)") else { return nil }
        func file(_ key: GPUKey) -> ProcFile { sys.file("\(device)/\(key.rawValue)") }
        runtimeStatus = sys.file("\(device)/power/runtime_status")
        busy = file(.busy)
        memoryBusy = file(.memoryBusy)
        memoryUsed = file(.memoryUsed)
        memoryTotal = file(.memoryTotal)
        hostMemoryUsed = file(.hostMemoryUsed)
        hostMemoryTotal = file(.hostMemoryTotal)
    }

    /// All of a host, in order, without the outputs of each (`card0-DP-1`).
    ///
    /// Allocates.
    package static func all(_ sys: SysRoot) -> [GPU] {
        sys.numbers(in: folder, of: "card").compactMap { GPU($0, sys) }
    }

    /// Reads all files.
    ///
    /// One that sleeps is not asked how busy it is, since the question would wake it.
    ///
    /// - Returns: Whether it is there.
    package func read(through buffer: inout ReadBuffer) throws(ProcfsError) -> Bool {
        let slots = Self.slots
        numbers.clear()
        let total = try memoryTotal.number(of: "mem_info_vram_total", through: &buffer)
        guard total != nil else { return false }
        numbers.set(total, at: slots.memoryTotal)
        numbers.set(try memoryUsed.number(of: "mem_info_vram_used", through: &buffer), at: slots.memoryUsed)
        numbers.set(try hostMemoryUsed.number(of: "mem_info_gtt_used", through: &buffer), at: slots.hostMemoryUsed)
        numbers.set(try hostMemoryTotal.number(of: "mem_info_gtt_total", through: &buffer), at: slots.hostMemoryTotal)
        guard try !isAsleep(through: &buffer) else { return true }
        let busy = try busy.number(of: "gpu_busy_percent", through: &buffer)
        let memoryBusy = try memoryBusy.number(of: "mem_busy_percent", through: &buffer)
        numbers.set(busy.flatMap(Self.percent), at: slots.busy)
        numbers.set(memoryBusy.flatMap(Self.percent), at: slots.memoryBusy)
        return true
    }

    private func isAsleep(through buffer: inout ReadBuffer) throws(ProcfsError) -> Bool {
        let isAsleep = try runtimeStatus.readIfPresent(through: &buffer) { (bytes) throws(ProcfsError) in
            bytes.isLine("suspended") || bytes.isLine("suspending")
        }
        return isAsleep ?? false
    }

    private static func percent(_ number: UInt64) -> UInt64? { number <= 100 ? number : nil }
}
