/// How fast each core runs at present, from the rows `cpu MHz` of `/proc/cpuinfo`.
///
/// The kernel writes 1 to 3 kB for each core: some 15 µs a core. Cores of architectures that tell no clock there are
/// absent.
package struct CPUClocks: Sendable, Equatable {
    /// A core and its clock in Hz.
    package struct Core: Sendable, Equatable {
        package let id: Int
        package let hertz: UInt64
    }

    package private(set) var cores: [Core] = []

    package init() {}
}

extension CPUClocks {
    package mutating func clear() { cores.removeAll(keepingCapacity: true) }

    /// Replaces the reading; after an error it is empty.
    package mutating func parse(_ bytes: Span<UInt8>) throws(ProcfsError) {
        do throws(ProcfsError) {
            clear()
            try fill(from: bytes)
        } catch {
            clear()
            throw error
        }
    }

    private mutating func fill(from bytes: Span<UInt8>) throws(ProcfsError) {
        var fields = Fields(of: "cpuinfo")
        var id: Int?
        while try fields.nextLine(in: bytes) {
            guard let start = fields.text(upTo: UInt8(ascii: ":"), in: bytes) else { continue }
            let name = bytes.trimmed(start)
            if bytes.matches(name, "processor") {
                // On s390 and old ARM the row says something else, and no clock follows.
                id = try? fields.count(in: bytes, at: bytes.trimmed(fields.remainder()), "number of a core")
            } else if bytes.matches(name, "cpu MHz"), let core = id {
                let value = bytes.trimmed(fields.remainder())
                let megahertz = try fields.decimal(in: bytes, at: value, "megahertz")
                guard megahertz < 1e9 else { throw fields.malformed(in: bytes, value, "megahertz") }
                cores.append(Core(id: core, hertz: UInt64(megahertz * 1e6 + 0.5)))
                id = nil
            }
        }
    }
}
