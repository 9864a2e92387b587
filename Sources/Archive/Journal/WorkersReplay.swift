import Dispatch
import Foundation
import MetricModel
import Synchronization

/// The reading of the journal that an archive begins with: by all workers at once, each its own segments.
struct WorkersReplay {
    let journal: Journal
    let ledger: Ledger
    let clocks: ArchiveClocks
    /// The workers' tables, with nothing in them.
    let makeTables: () -> [SeriesTable]

    private final class HeldTable: Sendable {
        let table: Mutex<SeriesTable>

        init(_ table: SeriesTable) { self.table = Mutex(table) }
    }

    /// How far the threads are.
    private final class Shared: Sendable {
        let state: Mutex<State>

        init(_ state: State) { self.state = Mutex(state) }
    }

    private struct State {
        var progress: [JournalProgress]
        /// What the rows take in memory, in bytes.
        var cost = 0
        /// Whether a row was in the segment of another worker than its own.
        var hasStrayed = false
        var failure: SystemError?

        var sum: JournalProgress {
            progress.reduce(into: JournalProgress()) { sum, part in
                sum.read += part.read
                sum.all += part.all
                sum.rows += part.rows
                sum.segments += part.segments
            }
        }
    }

    /// The tables with the rows that the journal holds.
    ///
    /// - `progress`: is told how far the reading is, on this thread.
    func tables(progress: (JournalProgress) -> Void) throws(SystemError) -> [SeriesTable] {
        let tables = makeTables()
        if try journal.segments(.rows).allSatisfy({ $0.worker < tables.count }),
            let tables = try read(into: tables.map(HeldTable.init), progress)
        {
            return tables
        }
        // There were more or fewer workers: rows of a series may be in segments of several.
        return try readInOrder(into: makeTables(), progress)
    }

    /// Nil if a row was in the segment of another worker than its own.
    private func read(
        into held: [HeldTable], _ progress: (JournalProgress) -> Void
    ) throws(SystemError) -> [SeriesTable]? {
        let shared = Shared(State(progress: held.map { _ in JournalProgress() }))
        let group = DispatchGroup()
        let (journal, ledger, clocks) = (journal, ledger, clocks)
        for (worker, holder) in held.enumerated() {
            group.enter()
            let thread = Thread {
                defer { group.leave() }
                let now = clocks.monotonic()
                let wall = clocks.wall()
                holder.table.withLock { table in
                    do throws(SystemError) {
                        var cost = 0
                        try journal.replay(
                            of: worker,
                            progress: { done in shared.state.withLock { $0.progress[worker] = done } },
                            broken: { Self.tell($0, journal, ledger) }
                        ) { row, segment in
                            guard row.isValid(now: wall) else { return }
                            guard Archive.workerIndex(of: row.series, among: held.count) == worker else {
                                return shared.state.withLock { $0.hasStrayed = true }
                            }
                            ledger.force(row.cost)
                            cost += row.cost
                            table.replay(row, at: now, segment: segment)
                        }
                        shared.state.withLock { $0.cost += cost }
                    } catch {
                        shared.state.withLock { $0.failure = error }
                    }
                }
            }
            thread.name = "replay-\(worker)"
            thread.start()
        }
        while group.wait(timeout: .now() + .milliseconds(100)) == .timedOut {
            progress(shared.state.withLock { $0.sum })
        }
        let end = shared.state.withLock { $0 }
        if let failure = end.failure { throw failure }
        guard !end.hasStrayed else {
            ledger.release(end.cost)
            return nil
        }
        progress(end.sum)
        finish(end.sum)
        return held.map { $0.table.withLock { $0 } }
    }

    private func readInOrder(
        into empty: [SeriesTable], _ progress: (JournalProgress) -> Void
    ) throws(SystemError) -> [SeriesTable] {
        var tables = empty
        let now = clocks.monotonic()
        let wall = clocks.wall()
        var last = JournalProgress()
        try journal.replay(
            progress: {
                last = $0
                progress($0)
            },
            broken: { Self.tell($0, journal, ledger) }
        ) { row, segment in
            guard row.isValid(now: wall) else { return }
            ledger.force(row.cost)
            tables[Archive.workerIndex(of: row.series, among: tables.count)].replay(row, at: now, segment: segment)
        }
        finish(last)
        return tables
    }

    private static func tell(_ found: JournalBreak, _ journal: Journal, _ ledger: Ledger) {
        if !found.isTorn { journal.keep(damaged: found.segment) }
        ledger.tell(
            .journalBroken(path: found.path, lost: found.lost, reason: "\(found.error)", isTorn: found.isTorn))
    }

    private func finish(_ progress: JournalProgress) {
        guard progress.segments > 0 else { return }
        ledger.count { $0.rowsReplayed = progress.rows }
        if progress.rows > 0 { ledger.tell(.replayed(progress)) }
    }
}
