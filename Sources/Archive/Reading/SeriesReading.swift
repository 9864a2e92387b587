import Foundation

/// Rows of a series that wait for its files, and what their values mean.
struct PendingBatch {
    let schema: Schema
    var rows: PendingRows
}

/// Answers queries from the files of a series.
///
/// The caller sees to it that nobody in this process writes them meanwhile.
struct SeriesReading {
    let layout: ArchiveLayout
    let access: any FileAccess

    /// Reads the files, joins their columns, and shows the rows that wait as if they were in them.
    ///
    /// - `pending`: rows not in the files, in the order of time; those that are in a file all the same are passed over.
    ///   They must have been written where a file is not plain.
    /// - `now`: seconds since 1970.
    func fetch(_ query: Query, pending: [PendingBatch] = [], now: Int) throws -> Fetched {
        var files: [ReadableFile] = []
        var missing = query.columns.map { Set($0) }
        for sibling in 1...ArchiveLayout.maximumSiblings {
            let path = layout.path(of: query.series, sibling: sibling)
            guard let file = try ReadableFile(path, on: access, now: now) else { continue }
            files.append(file)
            missing?.subtract(file.header.columns.map(\.name))
            // Whether there are more files, nobody has asked then.
            if missing?.isEmpty == true { break }
        }
        guard let first = files.first else { throw ArchiveError.noSuchSeries(query.series) }

        // Where two files have a column, as after one was set aside, the first has its present.
        var owners: [String: Int] = [:]
        var present: [String] = []
        for (index, file) in files.enumerated() {
            for column in file.header.columns where owners.updateValueIfAbsent(index, for: column.name) {
                present.append(column.name)
            }
        }
        let columns = query.columns ?? present
        let used = Set(columns.compactMap { owners[$0] }).sorted()
        for batch in pending {
            let places = Dictionary(
                zip(batch.schema.columns, batch.schema.places), uniquingKeysWith: { first, _ in first })
            for index in used {
                let sources = files[index].header.columns.map { owners[$0.name] == index ? places[$0.name] : nil }
                try files[index].show(batch.rows, sources)
            }
        }
        let joined = JoinedFiles(files: files, owners: owners, used: used, columns: columns)
        let lead = try joined.choice(query)
        let highest =
            query.wantsHighest && lead.step > first.header.step && lead.consolidation == .average
            ? try joined.highest(query, step: lead.step) : nil
        return Fetched(
            start: lead.range.lowerBound, end: lead.range.upperBound, step: lead.step,
            finestStep: first.header.step, consolidation: lead.consolidation, columns: columns,
            values: try joined.values(query, lead), missing: missing ?? [], highest: highest)
    }
}

/// The files of a series, read as one table.
private struct JoinedFiles {
    /// At least one.
    let files: [ReadableFile]
    /// For each column, which file has it.
    let owners: [String: Int]
    /// The files that have a column which is wanted.
    let used: [Int]
    /// Those that are wanted.
    let columns: [String]

    /// What the first of the files chooses, and all follow.
    func choice(_ query: Query) throws -> ArchiveChoice {
        try ArchiveChoice(query, in: files[used.first ?? 0].header)
    }

    /// The highest values, in rows about so long; nil if they are not kept.
    func highest(_ query: Query, step: Int) throws -> Fetched.Highest? {
        var query = query
        query.consolidation = .max
        query.resolution = step
        let choice = try choice(query)
        guard choice.consolidation == .max else { return nil }
        return Fetched.Highest(start: choice.range.lowerBound, step: choice.step, values: try values(query, choice))
    }

    /// For each column its rows, on those of the first file.
    func values(_ query: Query, _ lead: ArchiveChoice) throws -> [[Double]] {
        let count = lead.range.count / lead.step
        var values = [[Double]](repeating: [], count: columns.count)
        for index in used {
            var query = query
            query.resolution = lead.step
            let choice = index == used[0] ? lead : try ArchiveChoice(query, in: files[index].header)
            let rows = try files[index].rows(choice, columns.filter { owners[$0] == index })
            let isAligned = rows.start == lead.range.lowerBound && rows.step == lead.step
            for (position, column) in columns.enumerated() where owners[column] == index {
                guard let source = rows.columns.firstIndex(of: column) else { continue }
                if isAligned, rows.values[source].count == count {
                    values[position] = rows.values[source]
                } else {
                    values[position] = (0..<count).map {
                        rows.value(source, endingAt: lead.range.lowerBound + ($0 + 1) * lead.step)
                    }
                }
            }
        }
        for position in values.indices where values[position].isEmpty {
            values[position] = [Double](repeating: .nan, count: count)
        }
        return values
    }
}

extension Dictionary {
    /// Whether the key was new.
    fileprivate mutating func updateValueIfAbsent(_ value: Value, for key: Key) -> Bool {
        guard self[key] == nil else { return false }
        self[key] = value
        return true
    }
}
