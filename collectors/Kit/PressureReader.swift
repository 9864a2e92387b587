import MetricModel
import Procfs

/// What is told of stalls: their time since the start, and the kernel's averages.
enum PressureKey: String, NumberKey {
    /// Microseconds by the clock: what the time of stalls is a share of.
    case clock
    /// Microseconds since the start.
    case cpuSome, memorySome, memoryFull, ioSome, ioFull, irqFull
    /// Hundredths of a percent, over 10, 60 and 300 s.
    case cpuSome10, cpuSome60, cpuSome300
    case memorySome10, memorySome60, memorySome300
    case memoryFull10, memoryFull60, memoryFull300
    case ioSome10, ioSome60, ioSome300
    case ioFull10, ioFull60, ioFull300
    case irqFull10, irqFull60, irqFull300

    static let file: StaticString = "pressure"
}

/// The files of `/proc/pressure`, which two subjects need, read once a tick.
///
/// Many kernels do not measure pressure: then there are no numbers, and the files are looked for once a minute.
final class PressureReader {
    private struct Source: ~Copyable {
        let resource: Pressure.Resource
        var file: ProcFile
        /// When a missing file is looked for again.
        var nextTry: UInt64 = 0
        let some: Slots?
        let full: Slots?

        init(_ resource: Pressure.Resource, _ proc: ProcRoot, some: Slots? = nil, full: Slots? = nil) {
            self.resource = resource
            file = proc.file(Pressure.path(of: resource))
            self.some = some
            self.full = full
        }

        mutating func read(
            into numbers: inout Numbers<PressureKey>, at tick: Tick, through buffer: inout ReadBuffer
        ) throws(ProcfsError) -> Bool {
            guard tick.monotonic >= nextTry else { return false }
            let resource = resource
            let reading = try file.readIfPresent(through: &buffer) { (bytes) throws(ProcfsError) in
                try Pressure(parsing: bytes, of: resource)
            }
            guard let reading else {
                nextTry = tick.monotonic &+ 60_000_000_000
                return false
            }
            if let stall = reading.some { some?.put(stall, into: &numbers) }
            if let stall = reading.full { full?.put(stall, into: &numbers) }
            return true
        }
    }

    /// Where the numbers of a row belong.
    private struct Slots {
        let total, avg10, avg60, avg300: Int

        init(_ total: PressureKey, _ avg10: PressureKey, _ avg60: PressureKey, _ avg300: PressureKey) {
            self.total = total.slot
            self.avg10 = avg10.slot
            self.avg60 = avg60.slot
            self.avg300 = avg300.slot
        }

        func put(_ stall: Pressure.Stall, into numbers: inout Numbers<PressureKey>) {
            numbers.set(stall.total, at: total)
            numbers.set(hundredths(stall.avg10), at: avg10)
            numbers.set(hundredths(stall.avg60), at: avg60)
            numbers.set(hundredths(stall.avg300), at: avg300)
        }

        private func hundredths(_ percent: Double) -> UInt64 { UInt64(min(percent, 100) * 100 + 0.5) }
    }

    private var cpu: Source
    private var memory: Source
    private var io: Source
    private var irq: Source
    private var numbers = Numbers<PressureKey>()
    private let clock = PressureKey.clock.slot
    private var tick: Tick?
    /// Whether the kernel told anything at the last reading.
    private(set) var isPresent = false

    init(_ proc: ProcRoot) {
        cpu = Source(.cpu, proc, some: Slots(.cpuSome, .cpuSome10, .cpuSome60, .cpuSome300))
        memory = Source(
            .memory, proc, some: Slots(.memorySome, .memorySome10, .memorySome60, .memorySome300),
            full: Slots(.memoryFull, .memoryFull10, .memoryFull60, .memoryFull300))
        io = Source(
            .io, proc, some: Slots(.ioSome, .ioSome10, .ioSome60, .ioSome300),
            full: Slots(.ioFull, .ioFull10, .ioFull60, .ioFull300))
        irq = Source(.irq, proc, full: Slots(.irqFull, .irqFull10, .irqFull60, .irqFull300))
    }

    var values: [UInt64] { numbers.values }

    func read(at tick: Tick, through buffer: inout ReadBuffer) throws(ProcfsError) {
        guard self.tick != tick else { return }
        self.tick = nil
        numbers.clear()
        numbers.set(tick.monotonic / 1000, at: clock)
        isPresent = try cpu.read(into: &numbers, at: tick, through: &buffer)
        isPresent = try memory.read(into: &numbers, at: tick, through: &buffer) || isPresent
        isPresent = try io.read(into: &numbers, at: tick, through: &buffer) || isPresent
        isPresent = try irq.read(into: &numbers, at: tick, through: &buffer) || isPresent
        self.tick = tick
    }
}
