/// Rows of one archive that follow each other in its ring and wait to be written at once.
struct RingRun {
    /// Row by row.
    private(set) var values: [UInt64] = []
    private(set) var rows = 0
    /// Where in the ring the first one goes.
    private(set) var first = 0

    /// About a mebibyte: a long gap fills whole rings.
    private static let limit = 1 << 17

    var isFull: Bool { values.count >= Self.limit }

    mutating func begin(at row: Int) {
        values.removeAll(keepingCapacity: true)
        rows = 0
        first = row
    }

    /// Adds a row.
    ///
    /// - `value`: which of a cell's values, from its beginning in bytes.
    mutating func append(_ value: Int, of archive: PlainLayout.Archive, columns: Int, from header: Span<UInt64>) {
        var at = (archive.cells + value) / 8
        for _ in 0..<columns {
            values.append(header[at])
            at += RRDFormat.cellState / 8
        }
        rows += 1
    }
}
