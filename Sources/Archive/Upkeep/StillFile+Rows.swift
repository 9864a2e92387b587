extension RRDHeader {
    /// The size that a file of this header has, in bytes.
    package var fileSize: Int {
        headerSize + archives.reduce(0) { $0 + $1.rows } * columns.count * 8
    }

    var headerSize: Int { RRDFormat.headerSize(columns: columns.count, archives: archives.count) }
}

extension StillFile {
    /// How much of an archive is known.
    package struct Knowledge: Sendable, Equatable {
        /// Rows of which at least one column is known.
        package var rows: Int
        /// Values that are known.
        package var values: Int
        /// Seconds since 1970 at which the oldest known row begins; nil if none is known.
        package var first: Int?
        /// At which the newest ends.
        package var last: Int?

        package init(rows: Int = 0, values: Int = 0, first: Int? = nil, last: Int? = nil) {
            self.rows = rows
            self.values = values
            self.first = first
            self.last = last
        }
    }

    /// Looks at every row of an archive; about 1 ns a value.
    ///
    /// - `index`: one of the header's archives.
    package func knowledge(ofArchive index: Int) -> Knowledge {
        let archive = header.archives[index]
        let resolution = archive.stepsPerRow * header.step
        let start = header.span(of: archive).lowerBound
        var result = Knowledge()
        forEachRow(ofArchive: index) { row, values in
            let known = values.reduce(0) { $0 + ($1.isNaN ? 0 : 1) }
            guard known > 0 else { return }
            result.rows += 1
            result.values += known
            if result.first == nil { result.first = start + row * resolution }
            result.last = start + (row + 1) * resolution
        }
        return result
    }

    /// Hands out the rows of an archive, the oldest first, with their place from it.
    func forEachRow(ofArchive index: Int, _ body: (Int, [Double]) -> Void) {
        let archive = header.archives[index]
        let width = header.columns.count
        let ring =
            header.headerSize + header.archives[..<index].reduce(0) { $0 + $1.rows } * width * 8
        let pointer = header.headerSize - (header.archives.count - index) * RRDFormat.archivePointer
        bytes.withUnsafeBytes { bytes in
            func word(_ offset: Int) -> UInt64 {
                UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
            }
            // The header has been checked: the pointer is less than the rows.
            let newest = Int(word(pointer))
            var values = [Double](repeating: 0, count: width)
            for row in 0..<archive.rows {
                let place = ring + (newest + 1 + row) % archive.rows * width * 8
                for column in 0..<width { values[column] = Double(bitPattern: word(place + column * 8)) }
                body(row, values)
            }
        }
    }

    /// When the file's oldest known row begins, in seconds since 1970; nil if it knows none.
    package var firstKnown: Int? {
        header.archives.indices.compactMap { knowledge(ofArchive: $0).first }.min()
    }
}
