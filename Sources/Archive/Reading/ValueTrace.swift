import MetricModel

/// Every row that tells of one value at one moment: how it came to be what a graph shows.
package struct ValueTrace: Sendable {
    /// A row of one of the file's archives.
    package struct Row: Sendable {
        package let consolidation: Consolidation
        /// Seconds since 1970: it covers (start, end].
        package let start, end: Int
        /// NaN where unknown.
        package let value: Double
    }

    /// The value as it was told, in a row that waits for the file.
    package struct Waiting: Sendable {
        /// Seconds since 1970: it covers (start, end].
        package let start, end: Int
        package let value: Double
    }

    /// The file's path.
    package let path: String
    /// The name of its column.
    package let column: String
    /// Seconds between two rows of the finest archive.
    package let step: Int
    /// Seconds after which a value that nobody renews is unknown.
    package let heartbeat: Int
    /// Until when rows are in the file, in seconds since 1970; what came later waits in the journal.
    package let writtenUntil: Int
    /// In the file's order, which is from the finest to the coarsest of each kind; those of which the row has ended and is
    /// still kept.
    package let rows: [Row]
    /// nil where the moment's row is in the file already, or none was told.
    package let waiting: Waiting?
}

extension SeriesReading {
    /// Traces a column's value at a moment; nil if no file of the series has the column.
    ///
    /// - `pending`, `now`: as of ``fetch(_:pending:now:)``.
    func trace(
        _ column: String, of series: Series, at time: Int, pending: [PendingBatch] = [], now: Int
    ) throws -> ValueTrace? {
        for sibling in 1...ArchiveLayout.maximumSiblings {
            let path = layout.path(of: series, sibling: sibling)
            guard let file = try ReadableFile(path, on: access, now: now),
                let place = file.header.columns.firstIndex(where: { $0.name == column })
            else { continue }
            let writtenUntil = file.header.lastUpdate
            for batch in pending {
                let places = Dictionary(
                    zip(batch.schema.columns, batch.schema.places), uniquingKeysWith: { first, _ in first })
                try file.show(batch.rows, file.header.columns.map { places[$0.name] })
            }
            let rows = try file.header.archives.compactMap { try row($0, holding: time, column, in: file) }
            return ValueTrace(
                path: path, column: column, step: file.header.step, heartbeat: file.header.columns[place].heartbeat,
                writtenUntil: writtenUntil, rows: rows,
                waiting: Self.waiting(column, at: time, in: pending, after: writtenUntil))
        }
        return nil
    }

    /// nil where the archive holds no such row.
    private func row(
        _ archive: RoundRobinArchive, holding time: Int, _ column: String, in file: ReadableFile
    ) throws -> ValueTrace.Row? {
        let resolution = archive.stepsPerRow * file.header.step
        let start = (time - 1) / resolution * resolution
        let span = file.header.span(of: archive)
        guard start >= span.lowerBound, start + resolution <= span.upperBound else { return nil }
        let rows = try file.rows(ArchiveChoice(archive, of: file.header, start..<start + resolution), [column])
        guard let value = rows.values.first?.first else { return nil }
        return ValueTrace.Row(
            consolidation: archive.consolidation, start: start, end: start + resolution, value: value)
    }

    private static func waiting(
        _ column: String, at time: Int, in pending: [PendingBatch], after written: Int
    ) -> ValueTrace.Waiting? {
        for batch in pending {
            guard let source = zip(batch.schema.columns, batch.schema.places).first(where: { $0.0 == column })?.1,
                let index = batch.rows.intervals.firstIndex(where: { $0.start < time && time <= $0.end })
            else { continue }
            let interval = batch.rows.intervals[index]
            guard interval.end > written else { continue }
            let values = batch.rows.values(at: index)
            return ValueTrace.Waiting(
                start: interval.start, end: interval.end, value: values[values.startIndex + source])
        }
        return nil
    }
}
