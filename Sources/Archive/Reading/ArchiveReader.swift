import Dispatch
import Foundation
import Synchronization

/// Reads an archive's files and its journal, whoever may be writing them: takes nothing over and changes nothing.
///
/// What an aggregator has not yet written is read from its journal, once, when first something is asked: later rows are not
/// seen.
package final class ArchiveReader: Sendable {
    package let layout: ArchiveLayout
    private let disk = SystemDisk()
    /// Reading blocks, which a task's thread must not.
    private let queue = DispatchQueue(label: "archive-reader")
    private let journaled = Mutex<JournaledRows?>(nil)

    /// - `directory`: the data directory, with `rrd` in it.
    package init(directory: String) throws(ArchiveError) {
        RRDLibrary.prepare()
        layout = ArchiveLayout(directory: directory)
        guard access(layout.root, R_OK | X_OK) == 0 else {
            throw .unusableDirectory(path: layout.directory, reason: "\(layout.root): \(systemMessage(errno))")
        }
    }

    /// Answers a query from the files.
    ///
    /// Throws ``ArchiveError``, ``RRDHeaderError`` or ``RRDError``.
    package func fetch(_ query: Query) async throws -> Fetched {
        try await withCheckedThrowingContinuation { continuation in
            queue.async { continuation.resume(with: Result { try self.read(query) }) }
        }
    }

    package func fetch(_ queries: [Query]) async -> [Result<Fetched, any Error>] {
        await withCheckedContinuation { continuation in
            queue.async { continuation.resume(returning: queries.map { query in Result { try self.read(query) } }) }
        }
    }

    /// As ``fetch(_:)``, for threads that may block; never call it from a task.
    package func fetchBlocking(_ query: Query) throws -> Fetched {
        try queue.sync { try read(query) }
    }

    private func read(_ query: Query) throws -> Fetched {
        // Before the files: what is dropped from the journal meanwhile is in them.
        let pending = journaled.withLock { journaled in
            let rows = journaled ?? JournaledRows(reading: layout, on: disk)
            journaled = rows
            return rows.batches[query.series] ?? []
        }
        return try SeriesReading(layout: layout, access: disk).fetch(query, pending: pending, now: time(nil))
    }
}

/// Whatever can be asked for history: the archive itself, its files, and what else will be able to answer.
package protocol History: Sendable {
    func fetch(_ query: Query) async throws -> Fetched
    /// Answers several queries, each for itself, in their order: much cheaper than one after another.
    func fetch(_ queries: [Query]) async -> [Result<Fetched, any Error>]
    /// Blocks the thread; never call it from a task.
    func fetchBlocking(_ query: Query) throws -> Fetched
}

extension Archive: History {}
extension ArchiveReader: History {}
