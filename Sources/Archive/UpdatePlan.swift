/// Which lines a file gets for the rows that wait.
///
/// librrd lets a value hold from the last update to its own time. Where rows are missing, that would draw the next value
/// over the gap; so a line of unknowns first ends the gap where the next row begins.
package struct UpdatePlan: Equatable {
    /// One line of the update.
    package enum Line: Equatable {
        /// Everything up to this time is unknown.
        case unknown(until: Int)
        /// The row at the index.
        case row(Int, at: Int)
    }

    package let lines: [Line]
    /// Rows not after the file's last update.
    package let late: Int
    /// The file's last update, once the lines are written.
    package let lastUpdate: Int

    /// The index of the first row that is taken; nil if all are late.
    var firstRow: Int? {
        for case .row(let index, _) in lines { return index }
        return nil
    }

    /// - `rows`: in the order of time.
    /// - `lastUpdate`: the file's, in seconds since 1970.
    package init(_ rows: [PendingRows.Interval], lastUpdate: Int) {
        var lines: [Line] = []
        var late = 0
        var last = lastUpdate
        for (index, row) in rows.enumerated() {
            guard row.end > last else {
                late += 1
                continue
            }
            // Half a row's length is not a gap: clocks and sending wander.
            if row.start - last > (row.end - row.start) / 2 { lines.append(.unknown(until: row.start)) }
            lines.append(.row(index, at: row.end))
            last = row.end
        }
        self.lines = lines
        self.late = late
        self.lastUpdate = last
    }
}
