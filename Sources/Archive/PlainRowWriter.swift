/// Makes the updates of plain files without librrd, byte for byte as librrd would: one read of the header, one write for
/// the rows of each archive, two where its ring begins anew, and one of the header's changing part, which is the last.
///
/// Nothing is mapped: a full disk or a file cut short is an error. The memory is used again for the next file.
package struct PlainRowWriter: RowWriter {
    private let access: any FileAccess
    private var header: [UInt64] = []
    private var points = PrimaryPoints()
    private var rows = OpenRows()
    private var run = RingRun()
    private var text: [UInt8] = []

    package init(on access: any FileAccess = SystemDisk()) {
        self.access = access
    }

    package mutating func write(_ updates: UpdateBatch, to file: CheckedFile) throws(RowWriteError) {
        guard let layout = file.plain else { throw .notPlain(path: file.path) }
        guard updates.columns == layout.columns else {
            throw .unexpected(
                path: file.path, part: "number of columns", offset: RRDFormat.StatHead.columns,
                expected: "\(updates.columns)", found: "\(layout.columns)")
        }
        let opened: LockedFile
        do {
            opened = try LockedFile(file.path, .update, on: access)
        } catch {
            throw .refused(path: file.path, call: "open and lock", errno: error.code)
        }
        try readHeader(of: opened, layout, path: file.path)
        guard let newest = Self.take(updates, into: &header, &points, layout) else { return }
        for archive in layout.archives {
            try Self.writeRows(of: archive, points, &header, &rows, &run, layout, to: opened, path: file.path)
        }
        keepReadings(updates, at: newest, layout)
        // Cells change only where a step has ended.
        let end = points.closings.isEmpty ? layout.columnStatesEnd : layout.headerSize
        try Self.write(
            header.span.extracting((layout.liveHead / 8)..<(end / 8)), at: layout.liveHead, to: opened, file.path)
    }

    private mutating func readHeader(
        of file: borrowing LockedFile, _ layout: PlainLayout, path: String
    ) throws(RowWriteError) {
        let size: Int
        do {
            size = try file.size()
        } catch {
            throw .refused(path: path, call: "fstat", errno: error.code)
        }
        // What lies behind the rows is nobody's.
        guard size >= layout.fileSize else {
            throw .unexpected(
                path: path, part: "size", offset: 0, expected: "at least \(layout.fileSize) bytes", found: "\(size)")
        }
        // The rest of a longer header stays behind the end.
        let length = layout.headerSize / 8
        if header.count < length { header = [UInt64](repeating: 0, count: length) }
        let count: Int
        do throws(SystemError) {
            count = try header.withUnsafeMutableBufferPointer { words throws(SystemError) in
                let used = UnsafeMutableBufferPointer(rebasing: words[..<length])
                return try file.read(into: UnsafeMutableRawBufferPointer(used), at: 0)
            }
        } catch {
            throw .unreadable(path: path, offset: 0, count: layout.headerSize, errno: error.code)
        }
        guard count == layout.headerSize else {
            throw .cutShort(path: path, offset: 0, expected: layout.headerSize, found: count)
        }
        try layout.check(header.span, path: path)
    }

    /// - Returns: which update is the newest that was taken; nil if all were older than the file's last.
    private static func take(
        _ updates: UpdateBatch, into header: inout [UInt64], _ points: inout PrimaryPoints, _ layout: PlainLayout
    ) -> Int? {
        points.begin(layout, in: header.span)
        var newest: Int?
        let values = updates.values.span
        for (index, time) in updates.times.enumerated() {
            let readings = values.extracting((index * layout.columns)..<((index + 1) * layout.columns))
            if points.take(readings, at: time) { newest = index }
        }
        var span = header.mutableSpan
        points.end(layout, in: &span)
        return newest
    }

    private static func writeRows(
        of archive: PlainLayout.Archive, _ points: PrimaryPoints, _ header: inout [UInt64], _ rows: inout OpenRows,
        _ run: inout RingRun, _ layout: PlainLayout, to file: borrowing LockedFile, path: String
    ) throws(RowWriteError) {
        let pointer = archive.pointer / 8
        let ring = archive.definition.rows
        var newest = Int(header[pointer])
        rows.begin(archive, columns: layout.columns, in: header.span)
        run.begin(at: (newest + 1) % ring)
        for (index, closing) in points.closings.enumerated() {
            let values = points.values.span
                .extracting((index * layout.columns)..<((index + 1) * layout.columns))
            let due = rows.take(closing, values)
            for row in 0..<due {
                run.append(row == 0 ? rows.primary : rows.secondary)
                if run.isFull {
                    try write(run, of: archive, layout, to: file, path)
                    run.begin(at: (newest + row + 2) % ring)
                }
            }
            newest = (newest + due) % ring
        }
        try write(run, of: archive, layout, to: file, path)
        var span = header.mutableSpan
        rows.end(archive, in: &span)
        header[pointer] = UInt64(newest)
    }

    private static func write(
        _ run: RingRun, of archive: PlainLayout.Archive, _ layout: PlainLayout, to file: borrowing LockedFile,
        _ path: String
    ) throws(RowWriteError) {
        let ring = archive.definition.rows
        // Of more rows than the ring has, the last stay.
        var row = Swift.max(0, run.rows - ring)
        while row < run.rows {
            let place = (run.first + row) % ring
            let end = Swift.min(run.rows, row + ring - place)
            try write(
                run.values.span.extracting((row * layout.columns)..<(end * layout.columns)),
                at: archive.ring + place * layout.columns * 8, to: file, path)
            row = end
        }
    }

    /// Keeps the readings of an update as the file's last.
    private mutating func keepReadings(_ updates: UpdateBatch, at index: Int, _ layout: PlainLayout) {
        for column in 0..<layout.columns {
            text.removeAll(keepingCapacity: true)
            ReadingText.append(updates.values[index * layout.columns + column], to: &text)
            let offset =
                layout.columnStates + column * RRDFormat.columnState + RRDFormat.ColumnState.lastReading
            header.withUnsafeMutableBytes { bytes in
                for place in 0..<RRDFormat.ColumnState.lastReadingSize {
                    // No number takes more than 24 bytes.
                    bytes[offset + place] = place < text.count ? text[place] : 0
                }
            }
        }
    }

    private static func write<Word: BitwiseCopyable>(
        _ words: Span<Word>, at offset: Int, to file: borrowing LockedFile, _ path: String
    ) throws(RowWriteError) {
        do throws(SystemError) {
            try words.withUnsafeBytes { bytes throws(SystemError) in try file.write(bytes, at: offset) }
        } catch {
            let count = words.count * MemoryLayout<Word>.stride
            throw .unwritable(path: path, offset: offset, count: count, errno: error.code)
        }
    }
}
