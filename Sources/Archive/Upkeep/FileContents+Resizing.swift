/// Other archives for what a file knows.
extension FileContents {
    /// The file as it would be if it had these archives.
    ///
    /// Rows of a kind and resolution that there is keep their values; where it went less far back, and where there is none
    /// such, rows are told from the best rows of others: the finest that are not coarser, else the coarser ones, whose value
    /// then stands in several. Rows that are open go on as if it had always been so. Asked for the archives that it has, it
    /// is the same to the byte.
    ///
    /// - `step`: seconds; another than the file's makes its open step and rows those of the new length.
    package func resized(to archives: [RoundRobinArchive], step: Int) throws(FileContentsError) -> FileContents {
        guard isPlain else { throw .notPlain(path: path) }
        guard archives != header.archives || step != header.step else { return self }
        return rebuilt(archives, step: step, lastUpdate: header.lastUpdate)
    }

    /// The file as if updates up to a later time had been unknown.
    ///
    /// - `lastUpdate`: seconds since 1970, a multiple of the step.
    func advanced(to lastUpdate: Int) -> FileContents {
        guard lastUpdate > header.lastUpdate else { return self }
        return rebuilt(header.archives, step: header.step, lastUpdate: lastUpdate)
    }

    private func rebuilt(_ archives: [RoundRobinArchive], step: Int, lastUpdate: Int) -> FileContents {
        var new = FileContents(
            path: path,
            columns: header.columns.map { NewColumn(name: $0.name, type: $0.type, heartbeat: $0.heartbeat) },
            archives: archives, step: step, lastUpdate: lastUpdate)
        let goesOn = lastUpdate == header.lastUpdate
        new.take(self, 0..<RRDFormat.StatHead.columns, to: 0)
        let end = RRDFormat.statHead
        new.take(self, (RRDFormat.StatHead.step + 8)..<end, to: RRDFormat.StatHead.step + 8)
        new.take(self, end..<(end + layout.columns * RRDFormat.columnDefinition), to: end)
        if goesOn {
            // The time's fraction, and the readings.
            new.take(self, layout.liveHead..<layout.columnStatesEnd, to: new.layout.liveHead)
        }
        for archive in new.rings.indices {
            let old = rings.firstIndex {
                $0.consolidation == archives[archive].consolidation && $0.resolution == new.rings[archive].resolution
            }
            new.fill(archive, from: self, old: old)
        }
        let openSteps = (0..<layout.columns).map { column in
            goesOn && step != header.step ? openStep(column, ofLength: step) : nil
        }
        for (column, open) in openSteps.enumerated() {
            if let open { new.setOpenStep(column, open) }
            for archive in new.rings.indices {
                new.renewPrimary(archive, column)
                new.renewOpenRow(archive, column, from: rings)
            }
        }
        guard goesOn, step == header.step else { return new }
        for archive in new.rings.indices {
            guard
                let old = rings.firstIndex(where: {
                    $0.consolidation == archives[archive].consolidation
                        && $0.resolution == new.rings[archive].resolution
                })
            else { continue }
            let cells = layout.archives[old].cells
            new.take(
                self, cells..<(cells + layout.columns * RRDFormat.cellState), to: new.layout.archives[archive].cells)
        }
        return new
    }

    /// Takes bytes of another file's header.
    private mutating func take(_ other: FileContents, _ range: Range<Int>, to offset: Int) {
        words.replaceSubrange(
            (offset / 8)..<((offset + range.count) / 8),
            with: other.words[(range.lowerBound / 8)..<(range.upperBound / 8)])
    }

    /// Makes the rows of a new archive.
    ///
    /// - `old`: the archive of the same kind and resolution, if there is one.
    private mutating func fill(_ archive: Int, from other: FileContents, old: Int?) {
        let definition = rings[archive].definition
        if let old, other.rings[old].definition.rows == definition.rows,
            other.rings[old].newest == rings[archive].newest
        {
            let pointer = layout.archives[archive].pointer / 8
            words[pointer] = other.words[other.layout.archives[old].pointer / 8]
            rings[archive] = Ring(
                definition, step: header.step, columns: layout.columns, lastUpdate: header.lastUpdate,
                current: other.rings[old].current, values: other.rings[old].values)
            return
        }
        for end in rings[archive].everyRow {
            let row = (end - rings[archive].resolution)..<end
            if let old, other.rings[old].covers(row) {
                for column in 0..<layout.columns {
                    rings[archive][column, endingAt: end] = other.rings[old][column, endingAt: end]
                }
            } else if let source = other.rings.source(for: row, of: definition.consolidation) {
                for column in 0..<layout.columns {
                    var stretch = Stretch()
                    stretch.add(source, column, over: row, step: header.step)
                    rings[archive][column, endingAt: end] = stretch.row(definition)
                }
            }
        }
    }

    /// What the open step holds when steps have another length.
    private func openStep(_ column: Int, ofLength step: Int) -> OpenStep {
        let begin = header.lastUpdate - header.lastUpdate % step
        let state = openStep(column)
        guard begin < lastStep else {
            // The open step was longer: the new one has its share.
            let share = begin == lastStep ? 1 : Double(header.lastUpdate - begin) / Double(header.lastUpdate - lastStep)
            return OpenStep(unknown: (state.unknown * share).rounded(.down), amount: state.amount * share)
        }
        let ended = rings.stretch(column, over: begin..<lastStep, of: .average, step: 1)
        let amount = ended.openRow(.average) + (state.amount.isNaN ? 0 : state.amount)
        let isKnown = ended.known > 0 || !state.amount.isNaN
        return OpenStep(unknown: ended.unknown + state.unknown, amount: isKnown ? amount : PrimaryPoints.unknown)
    }
}
