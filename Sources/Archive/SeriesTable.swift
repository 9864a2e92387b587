import MetricModel

/// One worker's share of the archive: the series it alone writes and reads, and the rows that wait for their files.
struct SeriesTable {
    private let opening: SeriesOpening
    private let ledger: Ledger
    /// Nanoseconds.
    private let flushAfter: Deadlines.Moment
    private let clocks: ArchiveClocks
    private var entries: [Series: Entry] = [:]
    private var deadlines = Deadlines()
    /// Those whose files another process has locked.
    private var busy: [Series] = []
    private var writers: RowWriters
    private let access: any FileAccess
    /// nil in an archive without one.
    private var journal: JournalWriter?
    private var headers: HeaderLog?
    private let growth: SeriesGrowth
    /// Those whose time has come and that have no file yet, the first first.
    private var unborn: ArraySlice<Series> = []
    private var pace = CreationPace()
    /// The table is looked through for what can be forgotten when it has as many entries.
    private var forgetAt = Self.maximumEntries
    private var schemas: [SchemaKey: Schema] = [:]

    /// What a schema follows from.
    private struct SchemaKey: Hashable {
        let definition: Definition
        let isGroup: Bool
    }

    private struct Entry {
        var definition: Definition
        /// What follows from the definition.
        let schema: Schema
        var rows = PendingRows()
        /// What the waiting rows take in memory, in bytes.
        var cost = 0
        /// When they are to be written; nil if none waits.
        ///
        /// Other deadlines of the series are of rows that have been written.
        var due: Deadlines.Moment?
        /// nil until the first flush, and after an error.
        var files: [SeriesFile]?
        /// The first segment of the journal that any of the waiting rows is in; nil if none is in any.
        var firstSegment: UInt64?
        /// Up to here, percentiles have been told; nil up to the file's last row.
        var percentilesSince: Int?
        /// Whether any of the waiting rows is in no segment.
        var isUnsafe = false
        /// How many of the waiting rows came from the journal, and so may be in the files already.
        var replayed = 0

        init(_ row: Row, _ schema: Schema) {
            definition = row.definition
            self.schema = schema
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
    /// Until a file that another process has locked is tried again, in nanoseconds.
    private static let busyPause: Deadlines.Moment = 200_000_000
    /// So many rows of a series wait for the other process, and no more.
    private static let maximumBusyRows = 10 * rowsPerFlush
    /// So many series are written before new rows and queries are looked at again: a few milliseconds.
    static let filesPerTurn = 32
    /// Where there are more series than this, those without rows are forgotten and opened anew.
    static let maximumEntries = 100_000
    /// A series without a file gets one soon, so that it is seen: after so many nanoseconds at the latest.
    static let firstFlush: Deadlines.Moment = 10_000_000_000

    init(
        opening: SeriesOpening, ledger: Ledger, flushAfter: Deadlines.Moment, journal: JournalWriter? = nil,
        headers: HeaderLog? = nil, disk: any Disk = SystemDisk(),
        clocks: ArchiveClocks = .system
    ) {
        self.opening = opening
        self.ledger = ledger
        self.flushAfter = flushAfter
        self.journal = journal
        self.headers = headers
        writers = RowWriters(on: disk)
        access = disk
        self.clocks = clocks
        growth = SeriesGrowth(opening: opening, disk: disk)
    }

    /// When ``flushDue(at:)`` next has something to do; nil if no row waits.
    var nextDeadline: Deadlines.Moment? {
        if deadlines.next != nil, ledger.isPressed { return 0 }
        guard !unborn.isEmpty else { return deadlines.next }
        return min(deadlines.next ?? .max, pace.resumesAt)
    }

    /// Takes valid rows whose cost the ledger has admitted, into the journal first.
    ///
    /// Rows that the journal cannot take are stored all the same.
    mutating func add(_ rows: [Row], at now: Deadlines.Moment) {
        guard !rows.isEmpty else { return }
        do {
            try journal?.append(rows)
        } catch {
            ledger.failed(.journal, error)
            do { try headers?.drop() } catch { ledger.failed(.journal, error) }
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
            if known.schema != schema(of: row) {
                flush([row.series], isLast: true)
                entries[row.series] = nil
            } else {
                entries[row.series]?.definition = row.definition
            }
        }
        if entries[row.series] == nil {
            forgetSome()
            entries[row.series] = Entry(row, schema(of: row))
        }
        guard let count = entries[row.series]?.append(row) else {
            if !isReplayed { ledger.count { $0.rowsLate += 1 } }
            ledger.release(row.cost)
            return
        }
        if isReplayed { entries[row.series]?.replayed += 1 }
        if segment == 0 {
            entries[row.series]?.isUnsafe = true
        } else if entries[row.series]?.firstSegment == nil {
            entries[row.series]?.firstSegment = segment
        }
        if count == 1 {
            let period = isUnborn(row.series) ? min(flushAfter, Self.firstFlush) : flushAfter
            let moment = Deadlines.deadline(of: row.series, firstRowAt: now, period: period)
            setDeadline(of: row.series, at: moment)
        }
        if count == Self.rowsPerFlush { setDeadline(of: row.series, at: now) }
    }

    private mutating func setDeadline(of series: Series, at moment: Deadlines.Moment) {
        entries[series]?.due = deadlines.add(series, at: moment)
    }

    private mutating func schema(of row: Row) -> Schema {
        let key: SchemaKey
        switch row.series {
        case .host: key = SchemaKey(definition: row.definition, isGroup: false)
        case .group: key = SchemaKey(definition: row.definition, isGroup: true)
        }
        if let schema = schemas[key] { return schema }
        if schemas.count >= 10_000 { schemas.removeAll() }
        let schema = Schema(row.definition, for: row.series)
        schemas[key] = schema
        return schema
    }

    /// Looks for series that can be forgotten only as often as the table has doubled: all may have rows.
    private mutating func forgetSome() {
        guard entries.count >= forgetAt else { return }
        entries = entries.filter { !$0.value.rows.isEmpty }
        forgetAt = max(Self.maximumEntries, 2 * entries.count)
    }

    private func isUnborn(_ series: Series) -> Bool { entries[series]?.files == nil && !opening.hasFile(of: series) }

    /// Writes some of the series whose time has come.
    ///
    /// Few enough that a query need not wait long: ``nextDeadline`` stays in the past while there are more.
    mutating func flushDue(at now: Deadlines.Moment) {
        // Where memory is short, those whose time is nearest come first.
        let end = ledger.isPressed ? Deadlines.Moment.max : now
        let due = deadlines.popDue(at: end, limit: Self.filesPerTurn).filter { (entries[$0]?.due ?? .max) <= end }
        let new = due.filter { isUnborn($0) }
        unborn += new
        let known = new.isEmpty ? due : due.filter { !new.contains($0) }
        if !known.isEmpty { flush(known) }
        for series in busy { setDeadline(of: series, at: now + Self.busyPause) }
        busy.removeAll()
        guard !unborn.isEmpty, now >= pace.resumesAt else { return }
        let begun = clocks.monotonic()
        flush(Array(unborn.prefix(CreationPace.filesPerTurn)))
        unborn = unborn.dropFirst(CreationPace.filesPerTurn)
        pace.worked(from: begun, to: clocks.monotonic())
    }

    /// - `isLast`: whether nothing is tried again; rows that cannot be written now are lost to this table.
    mutating func flushAll(isLast: Bool = false) {
        // What is written may leave percentiles to be written.
        for isOfPercentiles in [false, true] {
            let waiting = entries.filter { _, entry in
                !entry.rows.isEmpty && Retention.ofAgents.contains(entry.schema.retention) != isOfPercentiles
            }
            var rest = waiting.keys[...]
            while !rest.isEmpty {
                flush(Array(rest.prefix(Self.filesPerTurn)), isLast: isLast)
                rest = rest.dropFirst(Self.filesPerTurn)
            }
        }
    }

    /// Writes the rows of some series that wait, once the headers of their files are safe.
    mutating func flush(_ some: [Series], isLast: Bool = false) {
        let opened = some.map { series in (series: series, files: Result { try grownFiles(of: series) }) }
        let percentiles = opened.flatMap { percentileRows(of: $0.series, in: (try? $0.files.get()) ?? []) }
        do {
            // One that gets a row which the journal does not have must not be put back.
            let safe = opened.filter { entries[$0.series]?.isUnsafe == false }
            try headers?.keep(safe.flatMap { (try? $0.files.get()) ?? [] }.map(\.file))
        } catch {
            // Better a file that a loss of power may tear than rows that are lost for certain.
            ledger.failed(.journal, error)
        }
        for (series, files) in opened { write(series, to: files, isLast: isLast) }
        guard !percentiles.isEmpty else { return }
        ledger.force(percentiles.reduce(0) { $0 + $1.cost })
        add(percentiles, at: clocks.monotonic())
    }

    /// The percentiles of the hours and days that end with the rows that wait; none of young files, which get them all
    /// when they grow.
    private mutating func percentileRows(of series: Series, in files: [SeriesFile]) -> [Row] {
        guard let entry = entries[series], let first = files.first,
            files.allSatisfy({ $0.youth == nil && $0.file.plain != nil })
        else { return [] }
        entries[series]?.percentilesSince = nil
        let reading = SeriesReading(layout: opening.layout, access: access)
        do {
            return try PercentileRows(reading: reading).rows(
                of: series, entry.definition, pending: PendingBatch(schema: entry.schema, rows: entry.rows),
                lastUpdate: first.lastUpdate, since: entry.percentilesSince ?? first.lastUpdate, now: clocks.wall())
        } catch {
            ledger.failed(.update, error)
            return []
        }
    }

    /// The files of a series, opened anew where need be; none if no row of it waits.
    private func files(of series: Series) throws -> [SeriesFile] {
        guard let entry = entries[series], let span = entry.rows.span else { return [] }
        let files = entry.files ?? []
        // A sibling may have been without space, so a series that lacks one is looked at again.
        let kept = files.reduce(0) { $0 + $1.sources.count { $0 != nil } }
        guard kept < entry.schema.columns.count || !files.allSatisfy(\.isUnchanged) else { return files }
        return try opening.files(of: series, schema: entry.schema, start: span.lowerBound, now: clocks.wall())
    }

    /// As ``files(of:)``, those that are no longer young grown to their class.
    ///
    /// Files grow a few at a time: where many want to, some wait for the next flush.
    private mutating func grownFiles(of series: Series) throws -> [SeriesFile] {
        var files = try files(of: series)
        guard let entry = entries[series], let rows = entry.rows.span else { return files }
        let now = clocks.wall()
        var hasGrown = false
        for index in files.indices where files[index].youth != nil {
            try? files[index].lookForBeginning(on: access, now: now)
            guard let youth = files[index].youth, let begin = youth.begin,
                youth.isOver(at: rows.upperBound, fraction: Deadlines.fraction(of: series)),
                clocks.monotonic() >= pace.resumesAt || youth.isOver(at: rows.upperBound, fraction: 1)
            else { continue }
            let begun = clocks.monotonic()
            do {
                try growth.grow(files[index], begin: begin, schema: entry.schema, now: now)
                headers?.forget(files[index].file.path)
                hasGrown = true
                entries[series]?.percentilesSince = begin
            } catch {
                // Rows go on into the young file; the oldest are lost to them in time.
                opening.countCreation(error)
            }
            pace.worked(from: begun, to: clocks.monotonic())
        }
        guard hasGrown else { return files }
        return try opening.files(of: series, schema: entry.schema, start: rows.lowerBound, now: now)
    }

    /// Writes the rows of a series that wait.
    ///
    /// None waits afterwards, since a file that cannot be written must not fill the memory; but for one that another process
    /// has locked, which is tried again.
    private mutating func write(_ series: Series, to opened: Result<[SeriesFile], any Error>, isLast: Bool) {
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
            if let error = error as? RowWriteError, error.isBusy, !isLast, count < Self.maximumBusyRows {
                busy.append(series)
                return
            }
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
        entry.due = nil
        entry.cost = 0
        entry.replayed = 0
        entry.firstSegment = nil
        entry.isUnsafe = false
    }

    /// Drops what waits of a host whose files are about to be deleted.
    mutating func forget(_ host: HostKey) {
        for case .host(host, let subject, let instance) in entries.keys {
            let series = Series.host(host, subject, instance)
            ledger.release(entries[series]?.cost ?? 0)
            entries[series] = nil
        }
    }

    /// Answers from the files and the rows that wait for them, which goes without writing where the files are plain.
    ///
    /// A file that is missing is created first.
    mutating func fetch(_ query: Query) throws -> Fetched {
        let pending = try pendingRows(of: query.series)
        return try SeriesReading(layout: opening.layout, access: access).fetch(
            query, pending: pending.map { [$0] } ?? [], now: clocks.wall())
    }

    /// Traces a column's value at a moment; nil if no file has the column.
    mutating func trace(_ column: String, of series: Series, at time: Int) throws -> ValueTrace? {
        let pending = try pendingRows(of: series)
        return try SeriesReading(layout: opening.layout, access: access).trace(
            column, of: series, at: time, pending: pending.map { [$0] } ?? [], now: clocks.wall())
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
