import Dispatch
import Foundation
package import MetricModel

/// The history of every host and group: takes rows, writes them to round-robin databases, and answers from them.
///
/// Rows wait in memory until their file has ``rowsPerFlush`` of them or the first is `flushAfter` old. All work on
/// files is done by the archive's own threads, each the only one for its series. Close it to have everything written;
/// one that is let go unclosed writes what it has, soon.
package final class Archive: Sendable {
    package let layout: ArchiveLayout
    /// Seconds between two rows of a new file.
    package let step: Int
    private let ledger: Ledger
    private let workers: [Worker]
    private let lock: DirectoryLock

    /// A file with so many rows waiting is written at once.
    package static let rowsPerFlush = SeriesTable.rowsPerFlush

    /// Opens the archive and takes its data directory, which is made if it is missing.
    ///
    /// Removes what a killed process left half created.
    ///
    /// - `directory`: the data directory; the files go to `rrd` in it.
    /// - `step`: seconds between two rows, 1...86400.
    /// - `workers`: threads.
    /// - `flushAfter`: how long a row may wait.
    /// - `pendingLimit`: what the rows that wait may take in memory, in bytes; more are dropped and counted.
    /// - `minimumFree`: the space in bytes that creating files leaves free.
    /// - `report`: is told what a log should say, on any thread, and must not block.
    package init(
        directory: String, step: Int, workers: Int = 2, flushAfter: Duration = .seconds(10),
        pendingLimit: Int = 128 << 20, minimumFree: Int = 256 << 20,
        report: @escaping @Sendable (ArchiveEvent) -> Void = { _ in }
    ) throws(ArchiveError) {
        guard 1...RRDHeader.maximumStep ~= step else { throw .impossibleStep(step) }
        RRDLibrary.prepare()
        let layout = ArchiveLayout(directory: directory)
        let lock = try DirectoryLock(layout)
        _ = LeftOvers.sweep(layout)
        let ledger = Ledger(limit: pendingLimit, report: report)
        let opening = SeriesOpening(
            layout: layout, step: step, space: SpaceGuard(directory: layout.root, minimum: minimumFree),
            ledger: ledger)
        let table = SeriesTable(
            opening: opening, ledger: ledger, flushAfter: UInt64(max(0, flushAfter / .nanoseconds(1))),
            wallClock: { Archive.wallClock() })
        self.layout = layout
        self.step = step
        self.ledger = ledger
        self.lock = lock
        self.workers = (0..<max(1, workers)).map { Worker($0, table, lock: lock) }
    }

    deinit {
        for worker in workers { _ = worker.close { _ in } }
    }

    /// What has been done so far.
    package var counters: ArchiveCounters { ledger.snapshot }

    /// Takes rows, in the order of time for each series, and returns at once.
    package func store(_ rows: [Row]) {
        let now = Archive.wallClock()
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

    /// Waits until every row stored so far is in its file.
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
        await afterAll { worker, done in
            if !worker.close({ _ in done() }) { done() }
        }
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

    /// As ``fetch(_:)``, for threads that may block; never call it from a task.
    package func fetchBlocking(_ query: Query) throws -> Fetched {
        let answer = Answer<Result<Fetched, any Error>>()
        ask(query) { answer.give($0) }
        return try answer.wait().get()
    }

    private func ask(_ query: Query, _ answer: @escaping @Sendable (Result<Fetched, any Error>) -> Void) {
        let isOpen = workers[workerIndex(of: query.series)].perform { table in
            answer(Result { try table.fetch(query) })
        }
        if !isOpen { answer(.failure(ArchiveError.closed)) }
    }

    private func workerIndex(of series: Series) -> Int {
        Int(series.stableHash % UInt64(workers.count))
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

    /// Seconds since 1970.
    private static func wallClock() -> Int { time(nil) }
}
