package import Archive

/// What a process that stored rows says at its end.
package struct Tally: Codable, Sendable {
    /// Rows that were handed to the archive, and rows that its journal held before.
    package var stored = 0, replayed = 0
    package var written = 0, late = 0, dropped = 0, refused = 0, failed = 0
    /// Files.
    package var created = 0, damaged = 0, withoutSpace = 0
    /// How often, by what was being done.
    package var errors: [String: Int] = [:]
    /// Queries that were answered, and that ended in an error of a type that is documented.
    package var answered = 0, refusedQueries = 0

    package init() {}

    package init(stored: Int, _ counters: ArchiveCounters) {
        self.stored = stored
        replayed = counters.rowsReplayed
        written = counters.rowsWritten
        late = counters.rowsLate
        dropped = counters.rowsDropped
        refused = counters.rowsRefused
        failed = counters.rowsFailed
        created = counters.filesCreated
        damaged = counters.filesDamaged
        withoutSpace = counters.filesWithoutSpace
        errors = Dictionary(uniqueKeysWithValues: counters.errors.map { ($0.key.rawValue, $0.value.count) })
    }

    /// Rows whose fate was told.
    package var accounted: Int { written + late + dropped + refused + failed }
}
