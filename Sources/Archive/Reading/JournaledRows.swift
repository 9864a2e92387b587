import MetricModel

/// What the journal of an archive holds, whoever may be writing it.
struct JournaledRows {
    private(set) var batches: [Series: [PendingBatch]] = [:]
    /// Of each series' last batch.
    private var definitions: [Series: Definition] = [:]

    /// Reads the journal; what cannot be read is left out.
    ///
    /// About a second for 100 MB.
    init(reading layout: ArchiveLayout, on disk: any Disk) {
        let segments = (try? Journal.segments(in: layout.journalFolder, .rows, on: disk)) ?? []
        for segment in segments {
            // One that is gone meanwhile has its rows in the files.
            guard let bytes = try? disk.contents(of: segment.path),
                var decoder = try? JournalDecoder(segment: segment.number, bytes.span)
            else { continue }
            while (try? decoder.next(bytes.span, { add($0) })) == true {}
        }
    }

    private mutating func add(_ row: Row) {
        if definitions[row.series] != row.definition {
            definitions[row.series] = row.definition
            let batch = PendingBatch(schema: Schema(row.definition, for: row.series), rows: PendingRows())
            batches[row.series, default: []].append(batch)
        }
        let last = (batches[row.series]?.count ?? 0) - 1
        _ = batches[row.series]?[last].rows.append(row)
    }
}
