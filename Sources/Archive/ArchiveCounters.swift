/// What an archive has done since it was opened.
package struct ArchiveCounters: Sendable, Equatable {
    /// Rows that are in the files.
    package var rowsWritten = 0
    /// Rows no newer than what their file already held, dropped.
    package var rowsLate = 0
    /// Rows dropped because too many were waiting, or the archive was closed.
    package var rowsDropped = 0
    /// Rows that could not be stored: as many values as columns, a time that can be.
    package var rowsRefused = 0
    /// Rows lost because their file could not be made or written.
    package var rowsFailed = 0
    /// Rows that the journal held when the archive was opened.
    package var rowsReplayed = 0
    package var filesCreated = 0
    /// Files set aside because their header was not sound.
    package var filesDamaged = 0
    /// Files not created because the disk was nearly full.
    package var filesWithoutSpace = 0
    /// What went wrong, by what was being done.
    package var errors: [Action: Failures] = [:]

    /// What was being done when an error occurred.
    package enum Action: String, Sendable, CaseIterable {
        case open, create, update, setAside, journal
    }

    /// How often, and how the last one was told.
    package struct Failures: Sendable, Equatable {
        package var count: Int
        package var lastText: String
    }
}

/// What an archive's owner should log.
package enum ArchiveEvent: Sendable, Equatable {
    /// A file was not sound; it now has another name and a new one has begun.
    case setAside(path: String, as: String, reason: String)
    /// The disk has less free space than the limit: no files are created until it has more.
    ///
    /// Both in bytes.
    case creatingStopped(free: Int, limit: Int)
    case creatingResumed(free: Int)
    /// So many files had been written since the file system was last synced, and were put back to what they were then: the
    /// journal has the rows since.
    case headersRestored(Int)
    /// What the journal held when the archive was opened, and is now on its way to the files.
    case replayed(JournalProgress)
    /// A segment of the journal ends in what is no record; so many bytes of it are lost.
    ///
    /// `isTorn`: what was being written when the process ended or the power failed, which is no damage. A segment that is
    /// damaged is kept under another name.
    case journalBroken(path: String, lost: Int, reason: String, isTorn: Bool)
    /// The first error since the archive was opened of its kind; the counters have the rest.
    case failed(ArchiveCounters.Action, text: String)
}

extension ArchiveEvent: CustomStringConvertible {
    package var description: String {
        switch self {
        case .setAside(let path, let name, let reason): "set \(path) aside as \(name): \(reason)"
        case .creatingStopped(let free, let limit):
            "no new files are created: \(free) bytes are free, fewer than \(limit)"
        case .headersRestored(let count): "\(count) files were put back to their last synced state"
        case .replayed(let progress): "the journal held \(progress.rows) rows in \(progress.segments) segments"
        case .journalBroken(let path, let lost, let reason, let isTorn):
            "\(path): \(lost) bytes \(isTorn ? "were torn off at its end" : "are damaged"): \(reason)"
        case .creatingResumed(let free): "new files are created again: \(free) bytes are free"
        case .failed(let action, let text): "cannot \(action): \(text)"
        }
    }
}
