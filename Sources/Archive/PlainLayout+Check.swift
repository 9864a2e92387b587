extension PlainLayout {
    /// Checks that a header is still the one that gave the layout, and that nothing in it leads out of the file.
    ///
    /// A few hundred comparisons and no text: cheap enough for every flush.
    func check(_ header: Span<UInt64>, path: String) throws(RowWriteError) {
        func require(
            _ part: @autoclosure () -> String, at offset: Int, _ expected: UInt64, mask: UInt64 = .max
        ) throws(RowWriteError) {
            let found = header[offset / 8] & mask
            guard found == expected else {
                throw .unexpected(
                    path: path, part: part(), offset: offset, expected: "\(expected)", found: "\(found)")
            }
        }
        func require(
            _ part: @autoclosure () -> String, at offset: Int, upTo limit: UInt64
        ) throws(RowWriteError) {
            let found = header[offset / 8]
            guard found <= limit else {
                throw .unexpected(
                    path: path, part: part(), offset: offset, expected: "at most \(limit)", found: "\(found)")
            }
        }

        try require("cookie and version", at: 0, Self.word("RRD\u{0}0003"))
        try require("end of the version", at: 8, 0, mask: 0xFF)
        try require("float cookie", at: 16, 8.642135E130.bitPattern)
        try require("number of columns", at: RRDFormat.StatHead.columns, UInt64(columns))
        try require("number of archives", at: RRDFormat.StatHead.archives, UInt64(archives.count))
        try require("step", at: RRDFormat.StatHead.step, UInt64(step))
        for column in 0..<columns {
            // The type begins in the middle of a word.
            let type = RRDFormat.statHead + column * RRDFormat.columnDefinition + RRDFormat.ColumnDefinition.type
            try require("type of column \(column)", at: type - 4, Self.word("GAUG") << 32, mask: ~0 << 32)
            try require("type of column \(column)", at: type + 4, Self.word("E"), mask: 0xFFFF)
        }
        for (index, archive) in archives.enumerated() {
            let at = RRDFormat.statHead + columns * RRDFormat.columnDefinition + index * RRDFormat.archiveDefinition
            let kind = archive.definition.consolidation.rawValue
            try require(
                "kind of archive \(index)", at: at, Self.word(kind), mask: ~0 >> (56 - 8 * UInt64(kind.utf8.count)))
            try require(
                "rows of archive \(index)", at: at + RRDFormat.ArchiveDefinition.rows,
                UInt64(archive.definition.rows))
            try require(
                "steps per row of archive \(index)", at: at + RRDFormat.ArchiveDefinition.stepsPerRow,
                UInt64(archive.definition.stepsPerRow))
            try require(
                "share of unknown steps of archive \(index)",
                at: at + RRDFormat.ArchiveDefinition.maximumUnknown, archive.definition.maximumUnknown.bitPattern)
            try require(
                "row pointer of archive \(index)", at: archive.pointer,
                upTo: UInt64(archive.definition.rows - 1))
        }
        try require("last update", at: liveHead, upTo: UInt64(Int.max))
        try require("last update's microseconds", at: liveHead + 8, upTo: 999_999)
    }

    /// Up to eight bytes of text as they stand in a file.
    private static func word(_ text: StaticString) -> UInt64 {
        text.withUTF8Buffer { $0.reversed().reduce(0) { $0 << 8 | UInt64($1) } }
    }

    private static func word(_ text: String) -> UInt64 {
        text.utf8.reversed().reduce(0) { $0 << 8 | UInt64($1) }
    }
}
