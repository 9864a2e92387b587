/// What the files of one cgroup said, put together.
///
/// One value serves all cgroups one after the other: what it learned of a file's order holds for each of them.
package struct CgroupStat: Sendable {
    package private(set) var numbers = Numbers<CgroupKey>()
    private var cpu = NumberLayout(of: CgroupKey.self, behind: "cpu.stat ")
    private var memory = NumberLayout(of: CgroupKey.self, behind: "memory.stat ")
    private var memoryEvents = NumberLayout(of: CgroupKey.self, behind: "memory.events ")
    private var pidsEvents = NumberLayout(of: CgroupKey.self, behind: "pids.events ")
    private let slots = Slots()

    private struct Slots: Sendable {
        let clock = CgroupKey.clock.slot
        let memory = CgroupKey.memory.slot
        let memoryMax = CgroupKey.memoryMax.slot
        let swap = CgroupKey.swap.slot
        let tasks = CgroupKey.tasks.slot
        let readBytes = CgroupKey.readBytes.slot
        let writtenBytes = CgroupKey.writtenBytes.slot
        let reads = CgroupKey.reads.slot
        let writes = CgroupKey.writes.slot
        let cpuSome = CgroupKey.cpuSome.slot
        let memorySome = CgroupKey.memorySome.slot
        let memoryFull = CgroupKey.memoryFull.slot
        let ioSome = CgroupKey.ioSome.slot
        let ioFull = CgroupKey.ioFull.slot
    }

    package init() {}

    /// Forgets the numbers, for the next cgroup, which is read at a moment of the monotonic clock.
    package mutating func begin(microseconds: UInt64) {
        numbers.clear()
        numbers.set(microseconds, at: slots.clock)
    }

    /// Adds what one file says.
    package mutating func parse(_ bytes: Span<UInt8>, of file: CgroupFile) throws(ProcfsError) {
        switch file {
        case .cpuStat: try numbers.addLines(bytes, of: file.name, by: &cpu)
        case .memoryStat: try numbers.addLines(bytes, of: file.name, by: &memory)
        case .memoryEvents: try numbers.addLines(bytes, of: file.name, by: &memoryEvents)
        case .pidsEvents: try numbers.addLines(bytes, of: file.name, by: &pidsEvents)
        case .memoryCurrent: numbers.set(try Self.amount(bytes, of: file), at: slots.memory)
        case .memoryMax: numbers.set(try Self.amount(bytes, of: file), at: slots.memoryMax)
        case .memorySwap: numbers.set(try Self.amount(bytes, of: file), at: slots.swap)
        case .pidsCurrent: numbers.set(try Self.amount(bytes, of: file), at: slots.tasks)
        case .ioStat: try parseDevices(bytes, of: file)
        case .cpuPressure: numbers.set(try Self.stalls(bytes, of: file).some, at: slots.cpuSome)
        case .memoryPressure:
            let stalls = try Self.stalls(bytes, of: file)
            numbers.set(stalls.some, at: slots.memorySome)
            numbers.set(stalls.full, at: slots.memoryFull)
        case .ioPressure:
            let stalls = try Self.stalls(bytes, of: file)
            numbers.set(stalls.some, at: slots.ioSome)
            numbers.set(stalls.full, at: slots.ioFull)
        }
    }

    /// The totals of lines such as `some avg10=0.00 avg60=0.00 avg300=0.00 total=0`, in microseconds.
    private static func stalls(
        _ bytes: Span<UInt8>, of file: CgroupFile
    ) throws(ProcfsError) -> (some: UInt64?, full: UInt64?) {
        var stalls: (some: UInt64?, full: UInt64?)
        var fields = Fields(of: file.name)
        while try fields.nextLine(in: bytes) {
            let row = fields.word(in: bytes)
            guard fields.text(upToLast: UInt8(ascii: "="), in: bytes) != nil else {
                throw fields.malformed(in: bytes, row, "row of a total")
            }
            let total = try fields.unsigned(in: bytes, "microseconds")
            if bytes.matches(row, "some") {
                stalls.some = total
            } else if bytes.matches(row, "full") {
                stalls.full = total
            }
        }
        return stalls
    }

    /// A file that is one number; nil for `max`, which is no limit.
    private static func amount(_ bytes: Span<UInt8>, of file: CgroupFile) throws(ProcfsError) -> UInt64? {
        var fields = Fields(of: file.name)
        _ = try fields.nextLine(in: bytes)
        let word = fields.word(in: bytes)
        let number = bytes.matches(word, "max") ? nil : try fields.unsigned(in: bytes, at: word, "number")
        try fields.finish(in: bytes)
        return number
    }

    /// Adds up lines such as `8:0 rbytes=90112 wbytes=0 rios=22 wios=0 dbytes=0 dios=0`.
    ///
    /// A cgroup that has done no I/O yet has no line, and so zero. Some kernels write devices without numbers, even several
    /// on a line.
    private mutating func parseDevices(_ bytes: Span<UInt8>, of file: CgroupFile) throws(ProcfsError) {
        var (readBytes, writtenBytes, reads, writes): (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)
        var fields = Fields(of: file.name)
        while try fields.nextLine(in: bytes) {
            let device = fields.word(in: bytes)
            guard bytes.firstIndex(of: UInt8(ascii: ":"), in: device) != nil else {
                throw fields.malformed(in: bytes, device, "major:minor")
            }
            while true {
                let word = fields.word(in: bytes)
                if word.isEmpty { break }
                guard let equals = bytes.firstIndex(of: UInt8(ascii: "="), in: word) else { continue }
                let name = word.lowerBound..<equals + 1
                func number() throws(ProcfsError) -> UInt64 {
                    try fields.unsigned(in: bytes, at: equals + 1..<word.upperBound, "number")
                }
                if bytes.matches(name, "rbytes=") {
                    readBytes &+= try number()
                } else if bytes.matches(name, "wbytes=") {
                    writtenBytes &+= try number()
                } else if bytes.matches(name, "rios=") {
                    reads &+= try number()
                } else if bytes.matches(name, "wios=") {
                    writes &+= try number()
                }
            }
        }
        numbers.set(readBytes, at: slots.readBytes)
        numbers.set(writtenBytes, at: slots.writtenBytes)
        numbers.set(reads, at: slots.reads)
        numbers.set(writes, at: slots.writes)
    }
}
