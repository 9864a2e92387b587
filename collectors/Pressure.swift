package import MetricModel
package import Procfs

/// Pressure stall information: the share of time in which tasks stood still for want of a resource, from
/// `/proc/pressure`.
package final class PressureCollector: Collector {
    package static let definitions = [
        Definition(
            subject: SubjectName(literal: "pressure"), retention: .planning, title: "Pressure",
            fields: [
                field("cpu_some", "CPU, some", "At least one task waited for a CPU", "cpu"),
                field("memory_some", "Memory, some", "At least one task waited for memory", "memory"),
                field("memory_full", "Memory, full", "All tasks waited for memory at once", "memory"),
                field("io_some", "I/O, some", "At least one task waited for I/O", "io"),
                field("io_full", "I/O, full", "All tasks waited for I/O at once", "io"),
            ])
    ]

    private static func field(
        _ name: StaticString, _ title: String, _ meaning: String, _ file: String
    ) -> Field {
        Field(
            name, .percent, .rate, in: 0...100, title: title,
            summary: "\(meaning): share of the interval, from the totals of /proc/pressure/\(file).")
    }

    private struct Source: ~Copyable {
        let resource: Pressure.Resource
        var file: ProcFile
        var start: (reading: Pressure, tick: Tick)?
        var latest: (reading: Pressure, tick: Tick)?

        init(_ resource: Pressure.Resource, _ proc: ProcRoot) {
            self.resource = resource
            file = proc.file(Pressure.path(of: resource))
        }

        mutating func sample(at tick: Tick, through buffer: inout ReadBuffer) throws(ProcfsError) {
            let resource = resource
            let reading = try file.read(through: &buffer) { (bytes) throws(ProcfsError) in
                try Pressure(parsing: bytes, of: resource)
            }
            latest = (reading, tick)
            if start == nil { start = latest }
        }

        func percent(
            _ stall: (Pressure) -> Pressure.Stall?, at tick: Tick
        ) -> Double? {
            guard let start, let latest, latest.tick == tick, let old = stall(start.reading),
                let new = stall(latest.reading)
            else { return nil }
            let microseconds = UInt64(tick.seconds(since: start.tick) * 1e6)
            return new.percent(since: old, microseconds: microseconds)
        }

        mutating func next() { start = latest }

        mutating func forget() { (start, latest) = (nil, nil) }
    }

    private var cpu: Source
    private var memory: Source
    private var io: Source

    package init(_ host: Roots, _ shared: SharedReaders) {
        cpu = Source(.cpu, host.proc)
        memory = Source(.memory, host.proc)
        io = Source(.io, host.proc)
    }

    package func sample(at tick: Tick, through buffer: inout ReadBuffer) throws(ProcfsError) {
        try cpu.sample(at: tick, through: &buffer)
        try memory.sample(at: tick, through: &buffer)
        try io.sample(at: tick, through: &buffer)
    }

    package func report(at tick: Tick, into report: inout Report) {
        defer { next() }
        let cpuSome = cpu.percent({ $0.some }, at: tick)
        let memorySome = memory.percent({ $0.some }, at: tick)
        let ioSome = io.percent({ $0.some }, at: tick)
        guard cpuSome != nil || memorySome != nil || ioSome != nil else { return }
        report.begin(0)
        report.append(cpuSome)
        report.append(memorySome)
        report.append(memory.percent({ $0.full }, at: tick))
        report.append(ioSome)
        report.append(io.percent({ $0.full }, at: tick))
    }

    package func forget() {
        cpu.forget()
        memory.forget()
        io.forget()
    }

    private func next() {
        cpu.next()
        memory.next()
        io.next()
    }
}
