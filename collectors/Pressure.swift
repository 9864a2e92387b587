package import MetricModel
package import Procfs

/// Pressure stall information: the share of time in which tasks stood still for want of a resource, from
/// `/proc/pressure`.
package final class PressureCollector: PressureSubject, Collector {
    private static let columns = [
        share("cpu_some", .cpuSome, "CPU, some", "At least one task waited for a CPU", "cpu"),
        share("memory_some", .memorySome, "Memory, some", "At least one task waited for memory", "memory"),
        share("memory_full", .memoryFull, "Memory, full", "All tasks waited for memory at once", "memory"),
        share("io_some", .ioSome, "I/O, some", "At least one task waited for I/O", "io"),
        share("io_full", .ioFull, "I/O, full", "All tasks waited for I/O at once", "io"),
    ]

    package static let definitions = [
        Definition(
            subject: SubjectName(literal: "pressure"), retention: .planning, title: "Pressure",
            fields: columns.map(\.field))
    ]

    package init(_ host: Roots, _ shared: SharedReaders) { super.init(shared.pressure, Self.columns) }
}

/// The same as the kernel averages it, which other tools show, and what interrupts took from tasks.
package final class PressureAverageCollector: PressureSubject, Collector {
    private static let columns = [
        average("cpu_some_10", .cpuSome10, "CPU, some, 10 s", "At least one task waited for a CPU", "cpu"),
        average("cpu_some_60", .cpuSome60, "CPU, some, 60 s", "At least one task waited for a CPU", "cpu"),
        average("cpu_some_300", .cpuSome300, "CPU, some, 300 s", "At least one task waited for a CPU", "cpu"),
        average("memory_some_10", .memorySome10, "Memory, some, 10 s", "At least one task waited for memory", "memory"),
        average("memory_some_60", .memorySome60, "Memory, some, 60 s", "At least one task waited for memory", "memory"),
        average(
            "memory_some_300", .memorySome300, "Memory, some, 300 s", "At least one task waited for memory", "memory"),
        average("memory_full_10", .memoryFull10, "Memory, full, 10 s", "All tasks waited for memory at once", "memory"),
        average("memory_full_60", .memoryFull60, "Memory, full, 60 s", "All tasks waited for memory at once", "memory"),
        average(
            "memory_full_300", .memoryFull300, "Memory, full, 300 s", "All tasks waited for memory at once", "memory"),
        average("io_some_10", .ioSome10, "I/O, some, 10 s", "At least one task waited for I/O", "io"),
        average("io_some_60", .ioSome60, "I/O, some, 60 s", "At least one task waited for I/O", "io"),
        average("io_some_300", .ioSome300, "I/O, some, 300 s", "At least one task waited for I/O", "io"),
        average("io_full_10", .ioFull10, "I/O, full, 10 s", "All tasks waited for I/O at once", "io"),
        average("io_full_60", .ioFull60, "I/O, full, 60 s", "All tasks waited for I/O at once", "io"),
        average("io_full_300", .ioFull300, "I/O, full, 300 s", "All tasks waited for I/O at once", "io"),
        share("irq_full", .irqFull, "Interrupts, full", "Tasks of a core waited while it served interrupts", "irq"),
        average(
            "irq_full_10", .irqFull10, "Interrupts, full, 10 s", "Tasks of a core waited while it served interrupts",
            "irq"),
        average(
            "irq_full_60", .irqFull60, "Interrupts, full, 60 s", "Tasks of a core waited while it served interrupts",
            "irq"),
        average(
            "irq_full_300", .irqFull300, "Interrupts, full, 300 s", "Tasks of a core waited while it served interrupts",
            "irq"),
    ]

    package static let definitions = [
        Definition(
            subject: SubjectName(literal: "pressure_avg"), retention: .brief, title: "Pressure, the kernel's averages",
            fields: columns.map(\.field))
    ]

    package init(_ host: Roots, _ shared: SharedReaders) { super.init(shared.pressure, Self.columns) }
}

/// A subject whose values all come from the files of pressure; silent where the kernel does not measure it.
package class PressureSubject {
    private let reader: PressureReader
    private var track: Track

    init(_ reader: PressureReader, _ columns: [Column]) {
        self.reader = reader
        track = Track(columns)
    }

    /// Percent of the interval that a counter of microseconds advanced by.
    static func share(
        _ name: StaticString, _ total: PressureKey, _ title: String, _ meaning: String, _ file: String
    ) -> Column {
        Columns(source: "the totals of /proc/pressure/\(file)").share(
            name, [total], of: [.clock], title, "\(meaning): share of the interval")
    }

    /// One of the kernel's averages.
    static func average(
        _ name: StaticString, _ average: PressureKey, _ title: String, _ meaning: String, _ file: String
    ) -> Column {
        Columns(source: "/proc/pressure/\(file)").mean(
            name, average, unit: .percent, times: 0.01, in: 0...100, title,
            "\(meaning): share of the time, by the kernel's average")
    }

    package final func sample(at tick: Tick, through buffer: inout ReadBuffer) throws(ProcfsError) {
        try reader.read(at: tick, through: &buffer)
        if reader.isPresent { track.add(reader.values, at: tick) } else { track.forget() }
    }

    package final func report(at tick: Tick, into report: inout Report) { track.report(0, into: &report) }

    package final func forget() { track.forget() }
}
