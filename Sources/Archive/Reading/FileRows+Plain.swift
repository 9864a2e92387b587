extension FileRows {
    /// So many values are read at once, 128 kB: wide rows and long ranges take no more memory than what is asked for.
    private static let valuesAtOnce = 16_384

    /// Reads the rows that were chosen, of some columns, from a plain file.
    ///
    /// About 20 µs for an hour of ten columns.
    ///
    /// - `places`: where the columns stand in the file.
    /// - `lastUpdate`: the file's, in seconds since 1970.
    /// - `path`: for the error.
    init(
        reading choice: ArchiveChoice, _ columns: [String], at places: [Int], of layout: PlainLayout, lastUpdate: Int,
        from file: DiskFile, at path: String, on access: any FileAccess
    ) throws(RRDHeaderError) {
        start = choice.range.lowerBound
        step = choice.step
        self.columns = columns
        let count = choice.range.count / choice.step
        var values = [[Double]](repeating: [Double](repeating: .nan, count: count), count: columns.count)
        let archive = layout.archives.first {
            $0.definition.consolidation == choice.kept && $0.definition.stepsPerRow * layout.step == choice.step
        }
        if let archive {
            let newest = lastUpdate - lastUpdate % choice.step
            let oldest = newest - archive.definition.rows * choice.step
            // Rows are counted by the ends of their intervals: the first ends a step after the range begins.
            let first = max(0, (oldest - start) / choice.step)
            let last = min(count, max(0, (newest - start) / choice.step))
            let ring = PlainRing(
                archive, columns: layout.columns, file: file, path: path, access: access)
            let current = first < last ? try ring.currentRow() : 0
            var row = first
            while row < last {
                let back = (newest - start) / choice.step - 1 - row
                let place = (current - back + archive.definition.rows) % archive.definition.rows
                let rows = min(
                    last - row, archive.definition.rows - place, max(1, Self.valuesAtOnce / layout.columns))
                let cells = try ring.rows(rows, at: place)
                for (column, source) in places.enumerated() {
                    values[column].withUnsafeMutableBufferPointer { target in
                        for index in 0..<rows { target[row + index] = cells[index * layout.columns + source] }
                    }
                }
                row += rows
            }
        }
        self.values = values
    }
}

/// An archive's rows in its file.
private struct PlainRing {
    private let archive: PlainLayout.Archive
    private let columns: Int
    private let file: DiskFile
    private let path: String
    private let access: any FileAccess

    init(_ archive: PlainLayout.Archive, columns: Int, file: DiskFile, path: String, access: any FileAccess) {
        self.archive = archive
        self.columns = columns
        self.file = file
        self.path = path
        self.access = access
    }

    /// Where the newest row lies in the ring.
    func currentRow() throws(RRDHeaderError) -> Int {
        let found = try words(1, at: archive.pointer, part: "row pointer")[0].bitPattern
        guard found < UInt64(archive.definition.rows) else {
            throw .damaged(
                path: path, part: "row pointer", expected: "0 to \(archive.definition.rows - 1)", found: "\(found)")
        }
        return Int(found)
    }

    /// So many rows that follow each other.
    func rows(_ count: Int, at place: Int) throws(RRDHeaderError) -> [Double] {
        try words(count * columns, at: archive.ring + place * columns * 8, part: "rows")
    }

    private func words(_ count: Int, at offset: Int, part: String) throws(RRDHeaderError) -> [Double] {
        var failure: SystemError?
        var found = 0
        let words = [Double](unsafeUninitializedCapacity: count) { buffer, filled in
            do throws(SystemError) {
                found = try access.read(file, into: UnsafeMutableRawBufferPointer(buffer), at: offset)
                filled = found / 8
            } catch {
                failure = error
            }
        }
        if let failure { throw .unreadable(path: path, errno: failure.code) }
        guard words.count == count else {
            throw .damaged(
                path: path, part: "\(part) at byte \(offset)", expected: "\(count * 8) bytes", found: "\(found)")
        }
        return words
    }
}
