/// The steps and rows that are open: what the next updates go on from.
extension FileContents {
    /// Up to where steps have ended, in seconds since 1970.
    var lastStep: Int { header.lastUpdate - header.lastUpdate % header.step }

    /// What is known of a column in the step that is open (RRDtool: PDP_unkn_sec_cnt, PDP_val).
    struct OpenStep: Equatable {
        /// Seconds.
        var unknown: Double
        /// The value times the seconds that it held; NaN where none did.
        var amount: Double
    }

    func openStep(_ column: Int) -> OpenStep {
        let state = (layout.columnStates + column * RRDFormat.columnState) / 8
        return OpenStep(
            unknown: Double(words[state + RRDFormat.ColumnState.unknownSeconds / 8]),
            amount: Double(bitPattern: words[state + RRDFormat.ColumnState.value / 8]))
    }

    mutating func setOpenStep(_ column: Int, _ step: OpenStep) {
        let state = (layout.columnStates + column * RRDFormat.columnState) / 8
        words[state + RRDFormat.ColumnState.unknownSeconds / 8] = Self.count(step.unknown)
        words[state + RRDFormat.ColumnState.value / 8] = step.amount.bitPattern
    }

    /// Keeps a reading as the last (RRDtool: last_ds).
    ///
    /// - `text`: at most 29 bytes.
    mutating func setLastReading(_ column: Int, _ text: String) {
        let state = layout.columnStates + column * RRDFormat.columnState + RRDFormat.ColumnState.lastReading
        words.withUnsafeMutableBytes { bytes in
            for place in 0..<RRDFormat.ColumnState.lastReadingSize { bytes[state + place] = 0 }
            for (place, byte) in text.utf8.prefix(RRDFormat.ColumnState.lastReadingSize - 1).enumerated() {
                bytes[state + place] = byte
            }
        }
    }

    /// The time of an archive's row that is open, as far as its steps have ended: (lower bound, upper bound].
    func openRow(_ archive: Int) -> Range<Int> { rings[archive].newest..<max(rings[archive].newest, lastStep) }

    /// The value of a row that is open (RRDtool: CDP_val).
    func openValue(_ archive: Int, _ column: Int) -> Double {
        Double(bitPattern: words[cell(archive, column) + RRDFormat.CellState.value / 8])
    }

    /// Makes a row that is open what the finest rows say of its steps.
    mutating func renewOpenRow(_ archive: Int, _ column: Int, from sources: [Ring]) {
        let definition = rings[archive].definition
        guard definition.stepsPerRow > 1 else { return }
        let stretch = sources.stretch(
            column, over: openRow(archive), of: definition.consolidation, step: header.step)
        let cell = cell(archive, column)
        words[cell + RRDFormat.CellState.value / 8] = stretch.openRow(definition.consolidation).bitPattern
        words[cell + RRDFormat.CellState.unknownSteps / 8] = Self.count(stretch.unknown)
    }

    /// Makes the value that the last row is written from the row's (RRDtool: CDP_primary_val).
    mutating func renewPrimary(_ archive: Int, _ column: Int) {
        let value = rings[archive][column, endingAt: rings[archive].newest]
        words[cell(archive, column) + RRDFormat.CellState.primary / 8] = value.bitPattern
    }

    /// Where the state of an archive's column begins, in words.
    func cell(_ archive: Int, _ column: Int) -> Int {
        (layout.archives[archive].cells + column * RRDFormat.cellState) / 8
    }

    private static func count(_ number: Double) -> UInt64 { UInt64(min(max(0, number.rounded()), 0x1p62)) }
}
