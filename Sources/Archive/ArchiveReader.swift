import Dispatch
import Foundation

/// Reads an archive's files, whoever may be writing them: takes no lock, changes nothing, and does not see the rows that
/// an aggregator has not yet written.
package final class ArchiveReader: Sendable {
    package let layout: ArchiveLayout
    /// librrd blocks, which a task's thread must not.
    private let queue = DispatchQueue(label: "archive-reader")

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

    /// As ``fetch(_:)``, for threads that may block; never call it from a task.
    package func fetchBlocking(_ query: Query) throws -> Fetched {
        try queue.sync { try read(query) }
    }

    private func read(_ query: Query) throws -> Fetched {
        try SeriesReading(layout: layout).fetch(query, now: time(nil))
    }
}

/// Whatever can be asked for history: the archive itself, its files, and what else will be able to answer.
package protocol History: Sendable {
    func fetch(_ query: Query) async throws -> Fetched
    /// Blocks the thread; never call it from a task.
    func fetchBlocking(_ query: Query) throws -> Fetched
}

extension Archive: History {}
extension ArchiveReader: History {}
