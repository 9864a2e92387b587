extension FileContents {
    /// Makes the file one that was last updated at a time: later rows are taken out, and updates go on from there.
    ///
    /// Its step is the last whole one before the time. What rows that are open hold is told from the finest rows that are
    /// left; the oldest rows, which those that are taken out had overwritten, are unknown. A second time, nothing changes.
    ///
    /// - `time`: seconds since 1970.
    /// - Returns: how many values that were known are gone; nil if the file is not later.
    package mutating func rewind(to time: Int) throws(FileContentsError) -> Int? {
        guard header.lastUpdate > time else { return nil }
        guard isPlain else { throw .notPlain(path: path) }
        let lastUpdate = time - time % header.step
        var gone = 0
        for archive in rings.indices {
            gone += rings[archive].rewind(to: lastUpdate)
            words[layout.archives[archive].pointer / 8] = UInt64(rings[archive].current)
        }
        header.lastUpdate = lastUpdate
        words[layout.liveHead / 8] = UInt64(lastUpdate)
        words[layout.liveHead / 8 + 1] = 0
        for column in 0..<layout.columns {
            setLastReading(column, "U")
            setOpenStep(column, OpenStep(unknown: 0, amount: PrimaryPoints.unknown))
            for archive in rings.indices {
                renewPrimary(archive, column)
                renewOpenRow(archive, column, from: rings)
            }
        }
        return gone
    }
}

extension Ring {
    /// Takes out the rows that end after a time; their places are those of the oldest.
    ///
    /// - `time`: seconds since 1970, before the newest row ends.
    /// - Returns: how many values that were known are gone.
    fileprivate mutating func rewind(to time: Int) -> Int {
        let rows = definition.rows
        let count = (newest - (time - time % resolution)) / resolution
        var gone = 0
        for age in 0..<min(count, rows) {
            let row = (current - age + rows) % rows
            for place in (row * columns)..<((row + 1) * columns) {
                if !values[place].isNaN { gone += 1 }
                values[place] = PrimaryPoints.unknown
            }
        }
        self = Ring(
            definition, step: resolution / definition.stepsPerRow, columns: columns, lastUpdate: time,
            current: (current - count % rows + rows) % rows, values: values)
        return gone
    }
}
