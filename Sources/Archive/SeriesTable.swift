import MetricModel

/// One worker's share of the archive: the series it alone writes and reads, and the rows that wait for their files.
struct SeriesTable {
    private let opening: SeriesOpening
    private let ledger: Ledger
    /// Nanoseconds.
    private let flushAfter: Deadlines.Moment
    private let wallClock: @Sendable () -> Int
    private var entries: [Series: Entry] = [:]
    private var deadlines = Deadlines()
    private var writers: RowWriters
    private let access: any FileAccess
    /// nil in an archive without one.
    private var journal: JournalWriter?
    private var headers: HeaderLog?

    private struct Entry {
        var definition: Definition
        /// What follows from the definition.
        let schema: Schema
        var rows = PendingRows()
        /// What the waiting rows take in memory, in bytes.
        var cost = 0
        /// nil until the first flush, and after an error.
        var files: [SeriesFile]?
        /// The segment of the journal that the first of the waiting rows is in; nil if it is in none.
        var firstSegment: UInt64?
        /// How many of the waiting rows came from the journal, and so may be in the files already.
        var replayed = 0

        init(_ row: Row) {
            definition = row.definition
            schema = Schema(row.definition, for: row.series)
        }

        /// Returns how many rows now wait; nil if this one is late.
        mutating func append(_ row: Row) -> Int? {
            guard rows.append(row) else { return nil }
            cost += row.cost
            return rows.count
        }
    }

    /// A file with so many rows waiting is written at once.
    static let rowsPerFlush = 60
    /// So many series are written before new rows and queries are looked at again: a few milliseconds.
    static let filesPerTurn = 32
    /// More series than this are not kept in mind; those without rows are forgotten and opened anew.
    static let maximumEntries = 100_000

    /// - `wallClock`: gives seconds since 1970.
    init(
        opening: SeriesOpening, ledger: Ledger, flushAfter: Deadlines.Moment, journal: JournalWriter? = nil,
        headers: HeaderLog? = nil, disk: any Disk = SystemDisk(),
        wallClock: @escaping @Sendable () -> Int
    ) {
        self.opening = opening
        self.ledger = ledger
        self.flushAfter = flushAfter
        self.journal = journal
        self.headers = headers
        writers = RowWriters(on: disk)
        access = disk
        self.wallClock = wallClock
    }

    /// When ``flushDue(at:)`` next has something to do; nil if no row waits.
    var nextDeadline: Deadlines.Moment? { deadlines.next }

    /// Takes valid rows whose cost the ledger has admitted, into the journal first.
    ///
    /// Rows that the journal cannot take are stored all the same.
    mutating func add(_ rows: [Row], at now: Deadlines.Moment) {
        guard !rows.isEmpty else { return }
        do {
            try journal?.append(rows)
        } catch {
            ledger.failed(.journal, error)
        }
        let segment = journal?.number
        for row in rows { add(row, at: now, segment: segment) }
    }

    /// Takes a row that the journal held when it was opened.
    mutating func replay(_ row: Row, at now: Deadlines.Moment, segment: UInt64) {
        add(row, at: now, segment: segment, isReplayed: true)
    }

    /// Has the next rows and copies of headers go to new segments of the journal.
    ///
    /// - Returns: the first segment with a row that is not in its file, and the first with a copy of a header that may be
    ///   needed once the file system has been synced.
    mutating func endSegments() -> SegmentsNeeded {
        journal?.end()
        let rows = entries.values.reduce(journal?.nextNumber ?? .max) { first, entry in
            entry.rows.isEmpty ? first : min(first, entry.firstSegment ?? first)
        }
        return SegmentsNeeded(rows: rows, headers: headers?.end() ?? .max)
    }

    private mutating func add(_ row: Row, at now: Deadlines.Moment, segment: UInt64?, isReplayed: Bool = false) {
        if let known = entries[row.series], known.definition != row.definition {
            // What waits is flushed in the old order of columns.
            if known.schema != Schema(row.definition, for: row.series) {
                flush([row.series])
                entries[row.series] = nil
            } else {
                entries[row.series]?.definition = row.definition
            }
        }
        if entries[row.series] == nil, entries.count >= Self.maximumEntries {
            entries = entries.filter { !$0.value.rows.isEmpty }
        }
        guard let count = entries[row.series, default: Entry(row)].append(row) else {
            if !isReplayed { ledger.count { $0.rowsLate += 1 } }
            ledger.release(row.cost)
            return
        }
        if isReplayed { entries[row.series]?.replayed += 1 }
        if count == 1 {
            entries[row.series]?.firstSegment = segment == 0 ? nil : segment
            let moment = Deadlines.deadline(of: row.series, firstRowAt: now, period: flushAfter)
            deadlines.add(row.series, at: moment)
        }
        if count == Self.rowsPerFlush { deadlines.add(row.series, at: now) }
    }

    /// Writes some of the series whose time has come.
    ///
    /// Few enough that a query need not wait long: ``nextDeadline`` stays in the past while there are more.
    mutating func flushDue(at now: Deadlines.Moment) {
        let due = deadlines.popDue(at: now, limit: Self.filesPerTurn)
        if !due.isEmpty { flush(due) }
    }

    mutating func flushAll() {
        var rest = entries.filter { !$0.value.rows.isEmpty }.keys[...]
        while !rest.isEmpty {
            flush(Array(rest.prefix(Self.filesPerTurn)))
            rest = rest.dropFirst(Self.filesPerTurn)
        }
    }

    /// Writes the rows of some series that wait, once the headers of their files are safe.
    mutating func flush(_ some: [Series]) {
        let opened = some.map { series in (series: series, files: Result { try files(of: series) }) }
        do {
            try headers?.keep(opened.flatMap { (try? $0.files.get()) ?? [] }.map(\.file))
        } catch {
            // Better a file that a loss of power may tear than rows that are lost for certain.
            ledger.failed(.journal, error)
        }
        for (series, files) in opened { write(series, to: files) }
    }

    /// The files of a series, opened anew where need be; none if no row of it waits.
    private func files(of series: Series) throws -> [SeriesFile] {
        guard let entry = entries[series], let first = entry.rows.intervals.first else { return [] }
        let files = entry.files ?? []
        // A sibling may have been without space, so a series that lacks one is looked at again.
        let kept = files.reduce(0) { $0 + $1.sources.count { $0 != nil } }
        guard kept < entry.schema.columns.count || !files.allSatisfy(\.isUnchanged) else { return files }
        return try opening.files(of: series, schema: entry.schema, start: first.start, now: wallClock())
    }

    /// Writes the rows of a series that wait.
    ///
    /// Whatever happens, none waits afterwards: a file that cannot be written must not fill the memory.
    private mutating func write(_ series: Series, to opened: Result<[SeriesFile], any Error>) {
        guard var entry = entries.removeValue(forKey: series) else { return }
        defer { entries[series] = entry }
        guard !entry.rows.isEmpty else { return }
        let count = entry.rows.count
        do {
            var files = try opened.get()
            var late = 0
            for index in files.indices {
                let lateHere = try files[index].write(entry.rows, with: &writers)
                if index == 0 { late = lateHere }
            }
            entry.files = files
            let lateAnew = max(0, late - entry.replayed)
            ledger.count {
                $0.rowsLate += lateAnew
                $0.rowsWritten += count - late
            }
        } catch {
            entry.files = nil
            if error is RowWriteError {
                ledger.failed(.update, error)
            } else {
                opening.countCreation(error)
            }
            ledger.count { $0.rowsFailed += count }
        }
        ledger.release(entry.cost)
        entry.rows.removeAll()
        entry.cost = 0
        entry.replayed = 0
    }

    /// Answers from the files and the rows that wait for them, which goes without writing where the files are plain.
    ///
    /// A file that is missing is created first.
    mutating func fetch(_ query: Query) throws -> Fetched {
        let pending = try pendingRows(of: query.series)
        return try SeriesReading(layout: opening.layout, access: access).fetch(
            query, pending: pending.map { [$0] } ?? [], now: wallClock())
    }

    private mutating func pendingRows(of series: Series) throws -> PendingBatch? {
        guard let entry = entries[series], !entry.rows.isEmpty else { return nil }
        let files = try files(of: series)
        entries[series]?.files = files
        guard files.allSatisfy({ $0.file.plain != nil }) else {
            flush([series])
            return nil
        }
        return PendingBatch(schema: entry.schema, rows: entry.rows)
    }
}
