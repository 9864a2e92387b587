extension FileContents {
    /// Takes what rings of another file know and this one does not; what is known here stays.
    ///
    /// A row becomes the mean of those of the finest ring that covers all of it, by the seconds that they share; a highest or
    /// lowest row, their highest or lowest. Doing it again changes nothing.
    ///
    /// - `column`: of this file.
    /// - `sources`: of one column each, in this file's unit; of any step.
    /// - Returns: how many values are known now that were not.
    mutating func fill(_ column: Int, from sources: [Ring]) -> Int {
        var filled = 0
        for archive in rings.indices {
            let ring = rings[archive]
            var changes: [(end: Int, value: Double)] = []
            for end in ring.everyRow where ring[column, endingAt: end].isNaN {
                let row = (end - ring.resolution)..<end
                guard let source = sources.source(for: row, of: ring.consolidation) else { continue }
                var stretch = Stretch()
                stretch.add(source, 0, over: row, step: 1)
                let value = stretch.row(ring.definition)
                if !value.isNaN { changes.append((end, value)) }
            }
            for change in changes { rings[archive][column, endingAt: change.end] = change.value }
            filled += changes.count
        }
        guard filled > 0 else { return 0 }
        for archive in rings.indices {
            renewPrimary(archive, column)
            fillOpenRow(archive, column)
        }
        return filled
    }

    /// Lets an open row have the steps that the finest rows know by now, where it lacks some.
    private mutating func fillOpenRow(_ archive: Int, _ column: Int) {
        let definition = rings[archive].definition
        guard definition.stepsPerRow > 1 else { return }
        let lacking = words[cell(archive, column) + RRDFormat.CellState.unknownSteps / 8]
        let stretch = rings.stretch(column, over: openRow(archive), of: definition.consolidation, step: header.step)
        if stretch.unknown < Double(lacking) { renewOpenRow(archive, column, from: rings) }
    }
}

extension Ring {
    /// A ring of one of the columns, every known value changed.
    ///
    /// - `change`: is given the row's time, (lower bound, upper bound], and its value; NaN makes it unknown.
    func mapped(_ column: Int, _ change: (_ row: Range<Int>, _ value: Double) -> Double) -> Ring {
        var result = Ring(
            definition, step: resolution / definition.stepsPerRow, columns: 1, lastUpdate: newest, current: current,
            values: [Double](repeating: PrimaryPoints.unknown, count: definition.rows))
        for end in everyRow {
            let value = self[column, endingAt: end]
            if !value.isNaN { result[0, endingAt: end] = change((end - resolution)..<end, value) }
        }
        return result
    }
}
