/// What rows say of one column over some time: each counts by the seconds that it shares with it.
struct Stretch {
    private var sum = 0.0
    private var lowest = Double.infinity
    private var highest = -Double.infinity
    private var newest = Double.nan
    /// In steps, as are the unknown.
    private(set) var known = 0.0
    private(set) var unknown = 0.0

    /// Adds a value that held for so many steps; NaN where it is unknown.
    mutating func add(_ value: Double, steps: Double) {
        newest = value
        guard !value.isNaN else {
            unknown += steps
            return
        }
        sum += value * steps
        lowest = min(lowest, value)
        highest = max(highest, value)
        known += steps
    }

    /// Adds what a ring's rows say of (lower bound, upper bound]; where it has none, that is unknown.
    ///
    /// - `step`: seconds.
    mutating func add(_ ring: Ring, _ column: Int, over range: Range<Int>, step: Int) {
        var reached = range.lowerBound
        for end in ring.rows(in: range) {
            let start = max(end - ring.resolution, range.lowerBound)
            if start > reached { add(.nan, steps: Double(start - reached) / Double(step)) }
            reached = min(end, range.upperBound)
            add(ring[column, endingAt: end], steps: Double(reached - start) / Double(step))
        }
        if reached < range.upperBound { add(.nan, steps: Double(range.upperBound - reached) / Double(step)) }
    }

    /// The row that librrd would make of it: unknown where too large a share of the time is.
    func row(_ definition: RoundRobinArchive) -> Double {
        guard known > 0, unknown <= (known + unknown) * definition.maximumUnknown else { return PrimaryPoints.unknown }
        return switch definition.consolidation {
        case .average: sum / known
        case .min: lowest
        case .max: highest
        case .last: newest.isNaN ? PrimaryPoints.unknown : newest
        }
    }

    /// What an open row holds of it (RRDtool: CDP_val).
    func openRow(_ consolidation: Consolidation) -> Double {
        switch consolidation {
        case .average: sum
        case .min: lowest
        case .max: highest
        case .last: newest.isNaN ? PrimaryPoints.unknown : newest
        }
    }
}

extension [Ring] {
    /// The ring whose rows tell best what a row of a kind should be, where one covers it all: the finest of its kind that is
    /// not coarser than the row, else of averages; else the finest of those that are coarser.
    ///
    /// - `range`: (lower bound, upper bound], as long as the row.
    func source(for range: Range<Int>, of kind: Consolidation) -> Ring? {
        var best: (rank: Int, ring: Ring)?
        for ring in self where ring.covers(range) {
            guard ring.consolidation == kind || ring.consolidation == .average else { continue }
            let rank = (ring.resolution > range.count ? 2 : 0) + ring.rank(for: kind)
            if let found = best, (found.rank, found.ring.resolution) <= (rank, ring.resolution) { continue }
            best = (rank, ring)
        }
        return best?.ring
    }

    /// What is known of a column over some time, from the finest rows there are for each part of it.
    ///
    /// - `step`: seconds.
    func stretch(_ column: Int, over range: Range<Int>, of kind: Consolidation, step: Int) -> Stretch {
        var stretch = Stretch()
        var reached = range.lowerBound
        while reached < range.upperBound {
            // The finest ring that goes back so far; a finer one goes on where it ends.
            let rest = reached..<range.upperBound
            let candidates = filter { $0.span.lowerBound <= reached && reached < $0.newest }
            guard let ring = candidates.source(from: reached, of: kind) else {
                stretch.add(.nan, steps: Double(rest.count) / Double(step))
                break
            }
            let part = reached..<Swift.min(ring.newest, range.upperBound)
            stretch.add(ring, column, over: part, step: step)
            reached = part.upperBound
        }
        return stretch
    }

    private func source(from time: Int, of kind: Consolidation) -> Ring? {
        let usable = filter { $0.consolidation == kind || $0.consolidation == .average }
        return usable.min { ($0.rank(for: kind), $0.resolution) < ($1.rank(for: kind), $1.resolution) }
    }
}

extension Ring {
    /// 0 where the rows are of the kind, 1 where they stand in: averages of single steps are extremes too.
    fileprivate func rank(for kind: Consolidation) -> Int {
        consolidation == kind || definition.stepsPerRow == 1 ? 0 : 1
    }
}
