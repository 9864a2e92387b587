/// What is to be made unknown: a spike, say.
package struct Erasure: Sendable, Equatable {
    /// Seconds since 1970: (lower bound, upper bound].
    package let range: Range<Int>
    package let limit: Limit?

    /// Only such values are meant.
    package enum Limit: Sendable, Equatable {
        case above(Double)
        case below(Double)
    }

    /// - `range`: (lower bound, upper bound], in seconds since 1970.
    /// - `limit`: nil for every value.
    package init(_ range: Range<Int>, _ limit: Limit? = nil) {
        self.range = range
        self.limit = limit
    }

    func isMeant(_ value: Double) -> Bool {
        switch limit {
        case nil: !value.isNaN
        case .above(let limit): value > limit
        case .below(let limit): value < limit
        }
    }
}

/// What an erasure did to one archive of a file.
package struct ErasureCount: Sendable, Equatable {
    package let consolidation: Consolidation
    /// Seconds a row.
    package let resolution: Int
    /// Values that are unknown now.
    package var erased = 0
    /// Values that are told anew from what is left of finer ones.
    package var renewed = 0
}

extension FileContents {
    /// Makes values of some columns unknown, and tells coarser rows and those that are open anew from what is left.
    ///
    /// A row of which no finer rows are left becomes unknown if its own value is meant, or without a limit if it lies wholly
    /// in the range. A second time, nothing changes.
    ///
    /// - Returns: for each archive, in the header's order.
    package mutating func erase(
        _ erasure: Erasure, columns: some Sequence<Int>
    ) throws(FileContentsError) -> [ErasureCount] {
        guard isPlain else { throw .notPlain(path: path) }
        var counts = rings.map { ErasureCount(consolidation: $0.consolidation, resolution: $0.resolution) }
        for column in columns { erase(erasure, column, &counts) }
        return counts
    }

    private mutating func erase(_ erasure: Erasure, _ column: Int, _ counts: inout [ErasureCount]) {
        // The finest first, and of one resolution the averages: the others are told from these.
        let order = rings.indices.sorted {
            (rings[$0].resolution, rings[$0].consolidation == .average ? 0 : 1, $0)
                < (rings[$1].resolution, rings[$1].consolidation == .average ? 0 : 1, $1)
        }
        var gone = TimeSpans()
        for archive in order {
            let finer = rings.filter { $0.resolution < rings[archive].resolution }
            let newest = rings[archive].newest
            // A row that is gone may begin before the range and end after it.
            let reach = gone.hull ?? erasure.range
            let first = min(erasure.range.lowerBound, reach.lowerBound)
            for end in rings[archive].rows(in: first..<max(erasure.range.upperBound, reach.upperBound)) {
                let row = (end - rings[archive].resolution)..<end
                let value = rings[archive][column, endingAt: end]
                guard !value.isNaN else { continue }
                let source = finer.source(for: row, of: rings[archive].consolidation)
                let new: Double
                if let source {
                    guard gone.overlap(row), isConcerned(archive, value, erasure) else { continue }
                    var stretch = Stretch()
                    stretch.add(source, column, over: row, step: header.step)
                    new = stretch.row(rings[archive].definition)
                } else {
                    let isWithin = erasure.range.lowerBound <= row.lowerBound && end <= erasure.range.upperBound
                    let isFinest = finer.isEmpty
                    guard erasure.range.overlaps(row), erasure.isMeant(value),
                        erasure.limit != nil || isWithin || isFinest
                    else { continue }
                    new = PrimaryPoints.unknown
                    gone.add(row)
                }
                guard new != value else { continue }
                rings[archive][column, endingAt: end] = new
                if new.isNaN { counts[archive].erased += 1 } else { counts[archive].renewed += 1 }
                if end == newest { renewPrimary(archive, column) }
            }
        }
        eraseOpenStep(erasure, column)
        for archive in order where gone.overlap(openRow(archive)) {
            guard isConcerned(archive, openValue(archive, column), erasure) else { continue }
            let finer = rings.filter { $0.resolution < rings[archive].resolution }
            renewOpenRow(archive, column, from: finer)
        }
    }

    /// Whether a coarser row can have been touched by values that are gone: an extreme within the limit was another's.
    private func isConcerned(_ archive: Int, _ value: Double, _ erasure: Erasure) -> Bool {
        switch rings[archive].consolidation {
        case .average, .last: true
        case .min, .max: erasure.limit == nil || erasure.isMeant(value)
        }
    }

    private mutating func eraseOpenStep(_ erasure: Erasure, _ column: Int) {
        let open = lastStep..<header.lastUpdate
        let state = openStep(column)
        let known = Double(open.count) - state.unknown
        guard !open.isEmpty, erasure.range.overlaps(open), known > 0, erasure.isMeant(state.amount / known) else {
            return
        }
        setOpenStep(column, OpenStep(unknown: Double(open.count), amount: PrimaryPoints.unknown))
    }
}

/// Stretches of time that were added in ascending order within each archive.
private struct TimeSpans {
    private var spans: [Range<Int>] = []
    /// From the first to the last second of all; nil where there are none.
    private(set) var hull: Range<Int>?

    mutating func add(_ span: Range<Int>) {
        hull = hull.map { min($0.lowerBound, span.lowerBound)..<max($0.upperBound, span.upperBound) } ?? span
        if let last = spans.last, last.lowerBound <= span.lowerBound, span.lowerBound <= last.upperBound {
            spans[spans.count - 1] = last.lowerBound..<max(last.upperBound, span.upperBound)
        } else {
            spans.append(span)
        }
    }

    func overlap(_ range: Range<Int>) -> Bool {
        guard let hull, hull.overlaps(range) else { return false }
        return spans.contains { $0.overlaps(range) }
    }
}
