/// Which of a file's archives answers a query, and for which part of its range.
///
/// librrd chooses the finest archive that covers the whole range, so that a range which begins a little before the fine
/// one falls to a coarse one. We choose ourselves and ask librrd for just what that archive holds.
package struct ArchiveChoice: Equatable {
    /// The kind to ask librrd for.
    package let kept: Consolidation
    /// The kind that the rows truly are.
    package let consolidation: Consolidation
    /// Seconds a row.
    package let step: Int
    /// Multiples of the step, in seconds since 1970: the rows (start, end].
    package let range: Range<Int>

    /// More rows than this are refused: twice as many as a day has seconds.
    package static let maximumRows = 200_000

    /// All that an archive holds of a range, whose ends are multiples of its resolution.
    init(_ archive: RoundRobinArchive, of header: RRDHeader, _ range: Range<Int>) {
        kept = archive.consolidation
        consolidation = archive.consolidation
        step = archive.stepsPerRow * header.step
        self.range = range
    }

    /// - `header`: of the file that will be read.
    package init(_ query: Query, in header: RRDHeader) throws(ArchiveError) {
        let from = max(0, query.from)
        // Far enough for any clock, and no arithmetic on it overflows.
        let to = min(query.to, 1 << 40)
        guard from < to else { throw .emptyRange(from: query.from, to: query.to) }
        let candidates = header.archives.compactMap { Candidate($0, in: header, for: query) }
        // A file without averages keeps but one kind, and that is the answer.
        let usable = candidates.isEmpty ? header.archives.map { Candidate(anyway: $0, in: header) } : candidates
        // By a twentieth of the range, the answer may begin late.
        let tolerance = (to - from) / 20
        let covering = usable.filter { $0.first <= from + tolerance }
        let rightKind = covering.filter { $0.consolidation == query.consolidation }
        let wanted = min(max(0, query.resolution ?? 0), 1 << 40)
        let chosen =
            (rightKind.isEmpty ? covering : rightKind).min {
                (abs($0.step - wanted), $0.step) < (abs($1.step - wanted), $1.step)
            } ?? usable.min { ($0.first, abs($0.step - wanted)) < ($1.first, abs($1.step - wanted)) }
        guard let chosen else { preconditionFailure("a checked header has an archive") }

        kept = chosen.kept
        consolidation = chosen.consolidation
        step = chosen.step
        let end = (to + step - 1) / step * step
        let start = min(max(from / step * step, chosen.first), end)
        guard (end - start) / step <= Self.maximumRows else {
            throw .tooManyRows((end - start) / step, limit: Self.maximumRows)
        }
        range = start..<end
    }
}

/// An archive that could answer.
private struct Candidate {
    let kept: Consolidation
    let consolidation: Consolidation
    let step: Int
    /// Where its oldest row begins.
    let first: Int

    /// nil if the archive is of another kind, and no average that could stand in.
    init?(_ archive: RoundRobinArchive, in header: RRDHeader, for query: Query) {
        self.init(anyway: archive, in: header, consolidation: query.consolidation)
        guard archive.consolidation != query.consolidation else { return }
        guard archive.consolidation == .average else { return nil }
        // Of a single step, the average is the maximum too.
        if archive.stepsPerRow > 1 { self.init(anyway: archive, in: header) }
    }

    init(anyway archive: RoundRobinArchive, in header: RRDHeader, consolidation: Consolidation? = nil) {
        kept = archive.consolidation
        self.consolidation = consolidation ?? archive.consolidation
        step = archive.stepsPerRow * header.step
        first = header.span(of: archive).lowerBound
    }
}
