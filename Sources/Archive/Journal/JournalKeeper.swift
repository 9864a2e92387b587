import Dispatch
import Foundation
import Synchronization

/// The thread that syncs the journal once a second, and drops the segments whose rows are in files that have been synced.
final class JournalKeeper: Sendable {
    private let journal: Journal
    private let disk: any Disk
    /// The folder of the files.
    private let files: String
    private let workers: [Worker]
    private let ledger: Ledger
    private let stopping = DispatchSemaphore(value: 0)
    private let isStopped = DispatchSemaphore(value: 0)
    private let hasStopped = Mutex(false)

    /// Segments are looked at for dropping as often: three in the time that a row may wait.
    private static let dropPeriod: UInt64 = 300_000_000_000

    init(_ journal: Journal, on disk: any Disk, files: String, of workers: [Worker], _ ledger: Ledger) {
        self.journal = journal
        self.disk = disk
        self.files = files
        self.workers = workers
        self.ledger = ledger
        let thread = Thread { [self] in run() }
        thread.name = "journal"
        thread.start()
    }

    /// Syncs a last time, and returns when the thread is done.
    func stop() {
        let isFirst = hasStopped.withLock { hasStopped in
            defer { hasStopped = true }
            return !hasStopped
        }
        guard isFirst else { return }
        stopping.signal()
        isStopped.wait()
    }

    private func run() {
        var droppedAt = DispatchTime.now().uptimeNanoseconds
        while stopping.wait(timeout: .now() + 1) == .timedOut {
            sync()
            let now = DispatchTime.now().uptimeNanoseconds
            if now - droppedAt >= Self.dropPeriod {
                droppedAt = now
                dropStored()
            }
        }
        sync()
        isStopped.signal()
    }

    func sync() {
        do { try journal.sync() } catch { ledger.failed(.journal, error) }
    }

    /// Drops what no worker needs any more.
    func dropStored() {
        let first = Mutex(SegmentsNeeded(rows: .max, headers: .max))
        let group = DispatchGroup()
        for worker in workers {
            group.enter()
            let isOpen = worker.perform { table in
                let needed = table.endSegments()
                first.withLock {
                    $0 = SegmentsNeeded(rows: min($0.rows, needed.rows), headers: min($0.headers, needed.headers))
                }
                group.leave()
            }
            // One that is closed no longer tells what it needs.
            guard isOpen else { return group.leave() }
        }
        group.wait()
        drop(before: first.withLock { $0 })
    }

    /// Drops everything, once all rows have been written.
    func dropAll() {
        drop(before: SegmentsNeeded(rows: .max, headers: .max))
        do { try journal.removeSpares() } catch { ledger.failed(.journal, error) }
    }

    private func drop(before needed: SegmentsNeeded) {
        do {
            let hasAny =
                try journal.segments(.rows).contains { $0.number < needed.rows }
                || journal.segments(.headers).contains { $0.number < needed.headers }
            guard hasAny else { return }
            try disk.syncFileSystem(of: files)
            try journal.dropHeaders(before: needed.headers)
            try journal.dropRows(before: needed.rows)
        } catch {
            ledger.failed(.journal, error)
        }
    }
}

/// The first segments that are still needed.
struct SegmentsNeeded: Sendable {
    let rows: UInt64
    let headers: UInt64
}
