/// What the kernel reports in `/proc/meminfo`, in bytes.
///
/// What this kernel does not report is nil.
package struct Meminfo: Sendable, Equatable {
    package private(set) var total, free: UInt64?
    /// What programs could still get without swapping, by the kernel's estimate; since Linux 3.14.
    package private(set) var available: UInt64?
    package private(set) var buffers: UInt64?
    /// The page cache, with ``shmem`` in it and ``buffers`` and ``swapCached`` not.
    package private(set) var cached: UInt64?
    /// In swap and in memory at once.
    package private(set) var swapCached: UInt64?
    package private(set) var active, inactive: UInt64?
    /// tmpfs and shared memory; since 2.6.32.
    package private(set) var shmem: UInt64?
    package private(set) var slab, sReclaimable, sUnreclaim: UInt64?
    /// Waiting to be written to a disk.
    package private(set) var dirty: UInt64?
    /// Being written to a disk.
    package private(set) var writeback: UInt64?
    package private(set) var anonPages, mapped, pageTables, kernelStack: UInt64?
    /// Promised to programs; `Committed_AS`.
    package private(set) var committed: UInt64?
    package private(set) var commitLimit: UInt64?
    package private(set) var swapTotal, swapFree: UInt64?
    /// Withdrawn from use because of memory errors.
    package private(set) var hardwareCorrupted: UInt64?
    /// Pages, not bytes.
    package private(set) var hugePagesTotal, hugePagesFree: UInt64?
    /// Bytes of one huge page.
    package private(set) var hugepagesize: UInt64?

    package static let path = "meminfo"

    package init() {}
}

extension Meminfo {
    package init(parsing bytes: Span<UInt8>) throws(ProcfsError) {
        var fields = Fields(of: "meminfo")
        var isEmpty = true
        while try fields.nextLine(in: bytes) {
            guard let name = fields.text(upTo: UInt8(ascii: ":"), in: bytes) else {
                throw fields.malformed(in: bytes, fields.remainder(), "name and colon")
            }
            isEmpty = false
            guard let row = Self.rows.first(where: { bytes.matches(name, $0.name) }) else { continue }
            self[keyPath: row.field] = try Self.amount(&fields, in: bytes)
        }
        if isEmpty { throw fields.malformed(in: bytes, 0..<0, "name and colon") }
    }

    /// A number in kB of 1,024 bytes, or one without a unit.
    private static func amount(_ fields: inout Fields, in bytes: Span<UInt8>) throws(ProcfsError) -> UInt64 {
        let word = fields.word(in: bytes)
        let number = try fields.unsigned(in: bytes, at: word, "amount of memory")
        let unit = fields.word(in: bytes)
        if unit.isEmpty { return number }
        guard bytes.matches(unit, "kB") else { throw fields.malformed(in: bytes, unit, "kB") }
        let (amount, overflow) = number.multipliedReportingOverflow(by: 1024)
        guard !overflow else { throw fields.malformed(in: bytes, word, "amount of memory") }
        return amount
    }

    private struct Row: Sendable {
        let name: StaticString
        let field: any WritableKeyPath<Meminfo, UInt64?> & Sendable

        init(_ name: StaticString, _ field: any WritableKeyPath<Meminfo, UInt64?> & Sendable) {
            self.name = name
            self.field = field
        }
    }

    private static let rows = [
        Row("MemTotal", \.total), Row("MemFree", \.free), Row("MemAvailable", \.available),
        Row("Buffers", \.buffers), Row("Cached", \.cached), Row("SwapCached", \.swapCached),
        Row("Active", \.active), Row("Inactive", \.inactive), Row("Shmem", \.shmem), Row("Slab", \.slab),
        Row("SReclaimable", \.sReclaimable), Row("SUnreclaim", \.sUnreclaim), Row("Dirty", \.dirty),
        Row("Writeback", \.writeback), Row("AnonPages", \.anonPages), Row("Mapped", \.mapped),
        Row("PageTables", \.pageTables), Row("KernelStack", \.kernelStack), Row("Committed_AS", \.committed),
        Row("CommitLimit", \.commitLimit), Row("SwapTotal", \.swapTotal), Row("SwapFree", \.swapFree),
        Row("HardwareCorrupted", \.hardwareCorrupted), Row("HugePages_Total", \.hugePagesTotal),
        Row("HugePages_Free", \.hugePagesFree), Row("Hugepagesize", \.hugepagesize),
    ]
}
