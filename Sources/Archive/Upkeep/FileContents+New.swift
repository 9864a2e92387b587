import Foundation

extension FileContents {
    /// A column of a new file (RRDtool: DS).
    struct NewColumn: Equatable {
        let name: String
        var type = RRDHeader.ColumnType.gauge
        /// Seconds.
        let heartbeat: Int
        /// NaN for none.
        var minimum = PrimaryPoints.unknown
        var maximum = PrimaryPoints.unknown
    }

    /// A file in which nothing is known, as librrd creates it.
    ///
    /// - `path`: where it will be written.
    /// - `step`: seconds.
    /// - `lastUpdate`: seconds since 1970.
    init(path: String, columns: [NewColumn], archives: [RoundRobinArchive], step: Int, lastUpdate: Int) {
        let header = RRDHeader(
            step: step,
            columns: columns.map { RRDHeader.Column(name: $0.name, type: $0.type, heartbeat: $0.heartbeat) },
            archives: archives, lastUpdate: lastUpdate)
        let layout = PlainLayout(ofAny: header)
        var bytes = HeaderFields(count: layout.headerSize)
        bytes.put("RRD\u{0}0003", at: 0)
        bytes.put(8.642135E130, at: 16)
        bytes.put(columns.count, at: RRDFormat.StatHead.columns)
        bytes.put(archives.count, at: RRDFormat.StatHead.archives)
        bytes.put(step, at: RRDFormat.StatHead.step)
        for (index, column) in columns.enumerated() {
            let at = RRDFormat.statHead + index * RRDFormat.columnDefinition
            bytes.put(column.name, at: at)
            bytes.put(column.type.rawValue, at: at + RRDFormat.ColumnDefinition.type)
            bytes.put(column.heartbeat, at: at + RRDFormat.ColumnDefinition.heartbeat)
            bytes.put(column.minimum, at: at + RRDFormat.ColumnDefinition.minimum)
            bytes.put(column.maximum, at: at + RRDFormat.ColumnDefinition.maximum)
            let state = layout.columnStates + index * RRDFormat.columnState
            bytes.put("U", at: state + RRDFormat.ColumnState.lastReading)
            // The open step up to now is unknown.
            bytes.put(lastUpdate % step, at: state + RRDFormat.ColumnState.unknownSeconds)
            bytes.put(PrimaryPoints.unknown, at: state + RRDFormat.ColumnState.value)
        }
        bytes.put(lastUpdate, at: layout.liveHead)
        for (index, archive) in layout.archives.enumerated() {
            let definition = archive.definition
            let at = layout.definition(ofArchive: index)
            bytes.put(definition.consolidation.rawValue, at: at)
            bytes.put(definition.rows, at: at + RRDFormat.ArchiveDefinition.rows)
            bytes.put(definition.stepsPerRow, at: at + RRDFormat.ArchiveDefinition.stepsPerRow)
            bytes.put(definition.maximumUnknown, at: at + RRDFormat.ArchiveDefinition.maximumUnknown)
            let unknown = (lastUpdate - lastUpdate % step) % (definition.stepsPerRow * step) / step
            for column in columns.indices {
                let cell = archive.cells + column * RRDFormat.cellState
                bytes.put(PrimaryPoints.unknown, at: cell + RRDFormat.CellState.value)
                bytes.put(unknown, at: cell + RRDFormat.CellState.unknownSteps)
            }
            bytes.put(definition.rows - 1, at: archive.pointer)
        }
        let rings = archives.map { Ring(unknown: $0, step: step, columns: columns.count, lastUpdate: lastUpdate) }
        self.init(path: path, header: header, words: bytes.words, rings: rings)
    }

    /// A file of a class in which nothing is known.
    ///
    /// - `heartbeat`: seconds, of every column.
    /// - `lastUpdate`: seconds since 1970.
    package init(path: String, columns: [String], plan: RetentionPlan, heartbeat: Int, lastUpdate: Int) {
        self.init(
            path: path, columns: columns.map { NewColumn(name: $0, heartbeat: heartbeat) }, archives: plan.archives,
            step: plan.step, lastUpdate: lastUpdate)
    }
}

extension PlainLayout {
    /// Where the `rra_def` of an archive lies.
    func definition(ofArchive index: Int) -> Int {
        RRDFormat.statHead + columns * RRDFormat.columnDefinition + index * RRDFormat.archiveDefinition
    }
}

/// The bytes of a header in the making.
private struct HeaderFields {
    private var bytes: [UInt8]

    init(count: Int) { bytes = [UInt8](repeating: 0, count: count) }

    mutating func put(_ text: String, at offset: Int) {
        bytes.replaceSubrange(offset..<(offset + text.utf8.count), with: text.utf8)
    }

    mutating func put(_ number: Int, at offset: Int) { put(bits: UInt64(number), at: offset) }

    mutating func put(_ number: Double, at offset: Int) { put(bits: number.bitPattern, at: offset) }

    private mutating func put(bits: UInt64, at offset: Int) {
        bytes.withUnsafeMutableBytes { $0.storeBytes(of: bits.littleEndian, toByteOffset: offset, as: UInt64.self) }
    }

    var words: [UInt64] {
        bytes.withUnsafeBytes { raw in
            stride(from: 0, to: raw.count, by: 8).map { raw.load(fromByteOffset: $0, as: UInt64.self) }
        }
    }
}
