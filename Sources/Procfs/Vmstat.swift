/// Paging since the start, from `/proc/vmstat`.
///
/// What this kernel does not count is nil.
package struct Vmstat: Sendable, Equatable {
    /// Read from and written to disks, in KiB: all block I/O, not swapping alone.
    package private(set) var pgpgin, pgpgout: UInt64?
    /// Swapped in and out, in pages.
    package private(set) var pswpin, pswpout: UInt64?
    /// Page faults, and those among them that had to read a disk.
    package private(set) var pgfault, pgmajfault: UInt64?
    /// Pages looked at by reclaim and pages it won, by all who reclaim: kswapd, programs in need of memory, khugepaged
    /// and whoever wrote to `memory.reclaim`.
    ///
    /// Equal to the kernel's sum by page type (`_anon` and `_file`).
    package private(set) var pgscan, pgsteal: UInt64?
    /// Processes killed for want of memory; since Linux 4.13.
    package private(set) var oomKill: UInt64?
    /// How often a program had to reclaim memory itself before it got some.
    package private(set) var allocstall: UInt64?

    package static let path = "vmstat"

    package init() {}
}

extension Vmstat {
    package init(parsing bytes: Span<UInt8>) throws(ProcfsError) {
        var fields = Fields(of: "vmstat")
        var isEmpty = true
        while try fields.nextLine(in: bytes) {
            let name = fields.word(in: bytes)
            isEmpty = false
            // Most rows tell of pages by kind, and all of these begin with other letters.
            guard !bytes.hasPrefix(name, "nr_"),
                let row = Self.rows.first(where: { $0.covers(bytes, name) })
            else { continue }
            let number = try fields.unsigned(in: bytes, "count")
            // A counter may come in parts, and their sum wraps as the counter itself would.
            self[keyPath: row.field] = (self[keyPath: row.field] ?? 0) &+ number
        }
        if isEmpty { throw fields.malformed(in: bytes, 0..<0, "name and count") }
    }

    private struct Row: Sendable {
        let name: StaticString
        /// Whether some kernels count by memory zone: `allocstall_normal`, and `pgscan_kswapd_normal` before 4.8.
        let isByZone: Bool
        let field: any WritableKeyPath<Vmstat, UInt64?> & Sendable

        init(_ name: StaticString, byZone: Bool = false, _ field: any WritableKeyPath<Vmstat, UInt64?> & Sendable) {
            self.name = name
            isByZone = byZone
            self.field = field
        }

        func covers(_ bytes: Span<UInt8>, _ word: Range<Int>) -> Bool {
            guard bytes.hasPrefix(word, name) else { return false }
            let tail = word.lowerBound + name.utf8CodeUnitCount..<word.upperBound
            return tail.isEmpty || isByZone && Vmstat.zones.contains { bytes.matches(tail, $0) }
        }
    }

    private static let zones: [StaticString] = [
        "_dma", "_dma32", "_normal", "_high", "_movable", "_device",
    ]

    private static let rows = [
        Row("pgpgin", \.pgpgin), Row("pgpgout", \.pgpgout), Row("pswpin", \.pswpin), Row("pswpout", \.pswpout),
        Row("pgfault", \.pgfault), Row("pgmajfault", \.pgmajfault),
        Row("pgscan_kswapd", byZone: true, \.pgscan), Row("pgscan_direct", byZone: true, \.pgscan),
        Row("pgscan_khugepaged", \.pgscan), Row("pgscan_proactive", \.pgscan),
        Row("pgsteal_kswapd", byZone: true, \.pgsteal), Row("pgsteal_direct", byZone: true, \.pgsteal),
        Row("pgsteal_khugepaged", \.pgsteal), Row("pgsteal_proactive", \.pgsteal),
        // Before 3.4 pages won were not told apart by who won them.
        Row("pgsteal", byZone: true, \.pgsteal),
        Row("oom_kill", \.oomKill), Row("allocstall", byZone: true, \.allocstall),
    ]
}
