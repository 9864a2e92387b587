/// How long tasks stood still for want of a resource, from `/proc/pressure`.
///
/// Since Linux 4.20.
///
/// Where the kernel does not measure it the file is missing or cannot be read: then it is unknown, not zero.
package struct Pressure: Sendable, Equatable {
    /// At least one task waited; nil for interrupts, of which the kernel tells the other row alone.
    package let some: Stall?
    /// All tasks that were not idle waited at once; for the CPU since 5.13, and always 0 for the host as a whole.
    package let full: Stall?

    /// What can be short.
    package enum Resource: String, Sendable, CaseIterable {
        case cpu, io, memory
        /// Cores that serve interrupts instead; since Linux 6.1, where the kernel measures the time of interrupts.
        case irq
    }

    /// One row of the file.
    package struct Stall: Sendable, Equatable {
        /// The kernel's averages over the last 10, 60 and 300 s, in percent of the time.
        package let avg10, avg60, avg300: Double
        /// Microseconds since the start.
        package let total: UInt64
    }

    package static func path(of resource: Resource) -> String { "pressure/\(resource.rawValue)" }
}

extension Pressure {
    package init(parsing bytes: Span<UInt8>, of resource: Resource) throws(ProcfsError) {
        let file: StaticString =
            switch resource {
            case .cpu: "pressure/cpu"
            case .io: "pressure/io"
            case .memory: "pressure/memory"
            case .irq: "pressure/irq"
            }
        var fields = Fields(of: file)
        var some: Stall?
        var full: Stall?
        while try fields.nextLine(in: bytes) {
            let row = fields.word(in: bytes)
            if bytes.matches(row, "some") {
                some = try Stall(&fields, in: bytes)
            } else if bytes.matches(row, "full") {
                full = try Stall(&fields, in: bytes)
            }
        }
        switch resource {
        case .cpu, .io, .memory:
            if some == nil { throw fields.malformed(in: bytes, 0..<bytes.count, "row \"some\"") }
        case .irq:
            if full == nil { throw fields.malformed(in: bytes, 0..<bytes.count, "row \"full\"") }
        }
        self.some = some
        self.full = full
    }
}

extension Pressure.Stall {
    fileprivate init(_ fields: inout Fields, in bytes: Span<UInt8>) throws(ProcfsError) {
        func value(_ name: StaticString) throws(ProcfsError) -> Range<Int> {
            let word = fields.word(in: bytes)
            guard bytes.hasPrefix(word, name) else { throw fields.malformed(in: bytes, word, name) }
            return word.lowerBound + name.utf8CodeUnitCount..<word.upperBound
        }
        avg10 = try fields.decimal(in: bytes, at: value("avg10="), "percent over 10 s")
        avg60 = try fields.decimal(in: bytes, at: value("avg60="), "percent over 60 s")
        avg300 = try fields.decimal(in: bytes, at: value("avg300="), "percent over 300 s")
        total = try fields.unsigned(in: bytes, at: value("total="), "microseconds")
    }
}
