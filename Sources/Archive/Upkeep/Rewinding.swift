/// Takes rows out of files that a wrong clock has carried into the future, so that they go on from a time.
///
/// Each file is replaced as a whole, so that an interruption leaves it old or new; a second run does the rest.
package struct Rewinding: Sendable {
    private let time: Int
    private let isDryRun: Bool

    /// What became of a file, or would.
    package enum Outcome: Sendable, Equatable {
        /// Its newest row is not later.
        case unchanged
        /// From its last update to another, both in seconds since 1970; so many values that were known are gone.
        case rewound(from: Int, to: Int, values: Int)
    }

    /// - `archive`: that nobody writes meanwhile, opened by a clock that refuses no row: see ``ClosedArchive/anyTime``.
    /// - `time`: seconds since 1970.
    ///
    /// Throws ``UpkeepError/rowsWait(journal:)`` if the journal could still carry files into the future again.
    package init(in archive: ClosedArchive, to time: Int, isDryRun: Bool = false) throws(UpkeepError) {
        self.time = time
        self.isDryRun = isDryRun
        guard isDryRun || JournaledRows(reading: archive.layout, on: SystemDisk()).batches.isEmpty else {
            throw .rowsWait(journal: archive.layout.journalFolder)
        }
    }

    /// Rewrites a file if it is later; blocks.
    ///
    /// Throws ``FileContentsError`` or ``RRDHeaderError``.
    package func rewind(_ file: ArchiveFile) throws -> Outcome {
        // However far ahead a file is, that is what it is here for.
        let missing = FileContentsError.header(.unreadable(path: file.path, errno: SystemError.missing.code))
        guard let header = try RRDHeader(readingFrom: file.path, now: .max) else { throw missing }
        guard header.lastUpdate > time else { return .unchanged }
        guard var contents = try FileContents(readingFrom: file.path, now: .max) else { throw missing }
        guard let gone = try contents.rewind(to: time) else { return .unchanged }
        if !isDryRun { try contents.write() }
        return .rewound(from: header.lastUpdate, to: contents.header.lastUpdate, values: gone)
    }
}
