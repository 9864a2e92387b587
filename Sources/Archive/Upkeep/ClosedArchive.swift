import Foundation

/// An archive that no aggregator has open, and none can open meanwhile: its files may be changed.
///
/// The right to them ends with ``release()``, with the last user, or with the process.
package final class ClosedArchive: Sendable {
    package let layout: ArchiveLayout
    private let lock: DirectoryLock

    /// Takes a data directory that exists, and first writes into its files what its journal holds.
    ///
    /// - `now`: by which rows of the journal and files are refused as from the future, in seconds since 1970.
    /// - `progress`: is told how far the reading of the journal is.
    package init(
        directory: String, now: Int = time(nil), progress: (JournalProgress) -> Void = { _ in },
        report: @escaping @Sendable (ArchiveEvent) -> Void = { _ in }
    ) async throws(ArchiveError) {
        let layout = ArchiveLayout(directory: directory)
        guard access(layout.root, R_OK | X_OK) == 0 else {
            throw .unusableDirectory(path: layout.directory, reason: "\(layout.root): \(systemMessage(errno))")
        }
        // Rows of series that have no file yet get one of this step.
        let archive = try Archive(
            directory: directory, step: Self.step(of: layout, now: now), wall: { now }, progress: progress,
            report: report)
        await archive.close()
        self.layout = layout
        lock = try DirectoryLock(layout)
        // An administrator's journal and files would keep the aggregator out.
        FileOwner.settle(layout)
    }

    /// A time from which nothing seems to lie in the future: the year 36812.
    package static let anyTime = 1 << 40

    /// That of a file, as the others have it; the usual one where there is none.
    package static func step(of layout: ArchiveLayout, now: Int = time(nil)) -> Int {
        let headers = layout.files().lazy.compactMap { try? RRDHeader(readingFrom: $0.path, now: now) }
        return headers.first?.step ?? 15
    }

    /// Lets an aggregator open it; what root has made is its owner's first.
    package func release() {
        FileOwner.settle(layout)
        lock.release()
    }
}
