import Dispatch
import Foundation
package import MetricModel

/// The history of every host and group: takes rows, writes them to round-robin databases, and answers from them.
///
/// A row is appended to the journal, and then waits in memory until its file has ``rowsPerFlush`` of them or the time of
/// the file has come, which is every `flushAfter`. What the journal held when the archive was opened is taken up first:
/// a process that dies loses nothing that a worker had taken, a loss of power the last second. All work on files is done
/// by the archive's own threads, each the only one for its series. Close it to have everything written; one that is let
/// go unclosed writes what it has, soon.
package final class Archive: Sendable {
    package let layout: ArchiveLayout
    /// Seconds between two rows of a new file.
    package let step: Int
    private let ledger: Ledger
    private let workers: [Worker]
    private let lock: DirectoryLock
    private let clocks: ArchiveClocks
    private let keeper: JournalKeeper

    /// A file with so many rows waiting is written at once.
    package static let rowsPerFlush = SeriesTable.rowsPerFlush

    /// The space in bytes that creating files leaves free, unless it is told otherwise.
    package static let minimumFree = 256 << 20

    /// Opens the archive and takes its data directory, which is made if it is missing.
    ///
    /// Removes what a killed process left half created.
    ///
    /// - `directory`: the data directory; the files go to `rrd` in it.
    /// - `step`: seconds between two rows, 1...86400.
    /// - `workers`: threads.
    /// - `flushAfter`: how long a row may wait; files are written evenly over this time.
    /// - `pendingLimit`: what the rows that wait may take in memory, in bytes; more are dropped and counted.
    /// - `minimumFree`: the space in bytes that creating files leaves free.
    /// - `wall`: what time it is, in seconds since 1970, for all that may be dated; asked by any thread.
    /// - `report`: is told what a log should say, on any thread, and must not block.
    package init(
        directory: String, step: Int, workers: Int = 2, flushAfter: Duration = .seconds(900),
        pendingLimit: Int = 512 << 20, minimumFree: Int = Archive.minimumFree, disk: any Disk = SystemDisk(),
        wall: @escaping @Sendable () -> Int = { time(nil) }, progress: (JournalProgress) -> Void = { _ in },
        report: @escaping @Sendable (ArchiveEvent) -> Void = { _ in }
    ) throws(ArchiveError) {
        guard 1...RRDHeader.maximumStep ~= step else { throw .impossibleStep(step) }
        RRDLibrary.prepare()
        let layout = ArchiveLayout(directory: directory)
        let lock = try DirectoryLock(layout)
        _ = LeftOvers.sweep(layout)
        let ledger = Ledger(limit: pendingLimit, report: report)
        let clocks = ArchiveClocks(wall: wall)
        let opening = SeriesOpening(
            layout: layout, step: step, space: SpaceGuard(directory: layout.root, minimum: minimumFree),
            ledger: ledger)
        do throws(SystemError) {
            let journal = try Journal(folder: layout.journalFolder, on: disk)
            let restored = try HeaderLog.restore(journal, root: layout.root, on: disk)
            if restored > 0 { ledger.tell(.headersRestored(restored)) }
            let replay = WorkersReplay(journal: journal, ledger: ledger, clocks: clocks) {
                (0..<max(1, workers)).map { number in
                    SeriesTable(
                        opening: opening, ledger: ledger, flushAfter: UInt64(max(0, flushAfter / .nanoseconds(1))),
                        journal: JournalWriter(journal, worker: number),
                        headers: HeaderLog(journal, worker: number, root: layout.root, on: disk), disk: disk,
                        clocks: clocks)
                }
            }
            let tables = try replay.tables(progress: progress)
            self.workers = tables.enumerated().map { Worker($0.offset, $0.element, lock: lock) }
            keeper = JournalKeeper(journal, on: disk, files: layout.root, of: self.workers, ledger)
        } catch {
            throw .unusableDirectory(path: layout.journalFolder, reason: "\(error)")
        }
        self.layout = layout
        self.step = step
        self.ledger = ledger
        self.lock = lock
        self.clocks = clocks
    }

    deinit {
        for worker in workers { _ = worker.close { _ in } }
        keeper.stop()
    }

    /// What has been done so far.
    package var counters: ArchiveCounters { ledger.snapshot }

    /// Takes rows, in the order of time for each series, and returns at once.
    package func store(_ rows: [Row]) {
        let now = clocks.wall()
        var shares = [[Row]](repeating: [], count: workers.count)
        var refused = 0
        var dropped = 0
        for row in rows {
            if !row.isValid(now: now) {
                refused += 1
            } else if !ledger.admit(row.cost) {
                dropped += 1
            } else {
                shares[workerIndex(of: row.series)].append(row)
            }
        }
        for (worker, share) in zip(workers, shares) where !share.isEmpty && !worker.store(share) {
            dropped += share.count
            ledger.release(share.reduce(0) { $0 + $1.cost })
        }
        if refused + dropped > 0 {
            ledger.count {
                $0.rowsRefused += refused
                $0.rowsDropped += dropped
            }
        }
    }

    /// Waits until every row stored so far would survive a loss of power.
    package func sync() async {
        await afterAll { worker, done in
            if !worker.perform({ _ in done() }) { done() }
        }
        keeper.sync()
    }

    /// Drops what of the journal is in files by now; done by itself every five minutes.
    ///
    /// May block for as long as it takes to sync the file system.
    package func dropWritten() { keeper.dropStored() }

    /// Waits until every row stored so far is in its file, unless another process has that locked.
    package func flush() async {
        await afterAll { worker, done in
            let isOpen = worker.perform { table in
                table.flushAll()
                done()
            }
            if !isOpen { done() }
        }
    }

    /// Writes every row stored so far, ends the threads and gives the data directory free; rows stored later are dropped
    /// and counted.
    package func close() async {
        let failed = counters.rowsFailed
        await afterAll { worker, done in
            if !worker.close({ _ in done() }) { done() }
        }
        keeper.stop()
        // What could not be written now is tried again at the next start.
        if counters.rowsFailed == failed { keeper.dropAll() }
        lock.release()
    }

    /// Answers a query from the files and the rows that wait for them.
    ///
    /// Throws ``ArchiveError``, ``RRDHeaderError`` or ``RRDError``.
    package func fetch(_ query: Query) async throws -> Fetched {
        try await withCheckedThrowingContinuation { continuation in
            ask(query) { continuation.resume(with: $0) }
        }
    }

    /// Answers several queries, each for itself, in their order: a worker is woken once for all that are its own.
    package func fetch(_ queries: [Query]) async -> [Result<Fetched, any Error>] {
        guard !queries.isEmpty else { return [] }
        let shares = Dictionary(grouping: queries.indices) { workerIndex(of: queries[$0].series) }
        let answers = CollectedAnswers(queries.count)
        return await withCheckedContinuation { continuation in
            for (worker, places) in shares {
                let isOpen = workers[worker].perform { table in
                    let found = places.map { place in (place, Result { try table.fetch(queries[place]) }) }
                    if let all = answers.add(found) { continuation.resume(returning: all) }
                }
                guard !isOpen else { continue }
                let refused = places.map { ($0, Result<Fetched, any Error>.failure(ArchiveError.closed)) }
                if let all = answers.add(refused) { continuation.resume(returning: all) }
            }
        }
    }

    /// As ``fetch(_:)``, for threads that may block; never call it from a task.
    package func fetchBlocking(_ query: Query) throws -> Fetched {
        let answer = Answer<Result<Fetched, any Error>>()
        ask(query) { answer.give($0) }
        return try answer.wait().get()
    }

    /// Deletes the history of a host that no longer sends, and the rows of it that wait; blocks.
    ///
    /// One that still sends comes back. Throws ``ArchiveError/closed`` and ``UpkeepError``; a host without files is no error.
    package func removeBlocking(_ host: HostKey) throws {
        for worker in workers {
            let answer = Answer<Bool>()
            let isOpen = worker.perform { table in
                table.forget(host)
                answer.give(true)
            }
            guard isOpen else { throw ArchiveError.closed }
            _ = answer.wait()
        }
        do {
            try HostRemoval(layout: layout).remove(host)
        } catch UpkeepError.noSuchHost {
            return
        }
    }

    /// Traces a column's value at a moment, in seconds since 1970, through every row that tells of it; nil if the series has
    /// no such column.
    ///
    /// Throws ``ArchiveError/closed``, ``RRDHeaderError`` or ``RRDError``.
    package func trace(_ column: String, of series: Series, at time: Int) async throws -> ValueTrace? {
        try await withCheckedThrowingContinuation { continuation in
            ask(series, { table in try table.trace(column, of: series, at: time) }) { continuation.resume(with: $0) }
        }
    }

    private func ask(_ query: Query, _ answer: @escaping @Sendable (Result<Fetched, any Error>) -> Void) {
        ask(query.series, { table in try table.fetch(query) }, answer)
    }

    /// Has a series' worker do something.
    private func ask<Value: Sendable>(
        _ series: Series, _ work: @escaping @Sendable (inout SeriesTable) throws -> Value,
        _ answer: @escaping @Sendable (Result<Value, any Error>) -> Void
    ) {
        let isOpen = workers[workerIndex(of: series)].perform { table in
            answer(Result { try work(&table) })
        }
        if !isOpen { answer(.failure(ArchiveError.closed)) }
    }

    private func workerIndex(of series: Series) -> Int {
        Archive.workerIndex(of: series, among: workers.count)
    }

    static func workerIndex(of series: Series, among count: Int) -> Int {
        Int(series.stableHash % UInt64(count))
    }

    /// Starts something at every worker and waits until all have said that it is done.
    private func afterAll(_ start: (Worker, @escaping @Sendable () -> Void) -> Void) async {
        let group = DispatchGroup()
        for worker in workers {
            group.enter()
            start(worker) { group.leave() }
        }
        await withCheckedContinuation { continuation in
            group.notify(queue: .global()) { continuation.resume() }
        }
    }
}
