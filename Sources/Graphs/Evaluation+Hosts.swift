import MetricModel

extension Evaluation {
    /// A host's values in a series over several.
    private struct Member {
        let source: HostValues.Member
        /// Before they are divided by its size.
        let values: [Double]
        let sizes: [Double]?
        let peaks: [Double]?

        /// What it has by its size.
        var shown: [Double] { sizes.map { zip(values, $0).map { $1 > 0 ? $0 / $1 : .nan } } ?? values }

        var weight: Double {
            let known = shown.filter { !$0.isNaN }
            return known.isEmpty ? -.infinity : known.reduce(0, +) / Double(known.count)
        }
    }

    /// The series over hosts; hosts of which nothing is kept are left out.
    func across(_ hosts: HostValues, _ line: GraphLine) -> [EvaluatedLine] {
        let wantsPeaks = line.hasPeaks && line.shift == 0 && hosts.keepsPeaks
        let members = hosts.members.compactMap { member -> Member? in
            let origin = Origin.host(member.host)
            guard let values = values(of: member.value, at: origin, shift: line.shift) else { return nil }
            var sizes: [Double]?
            if let size = hosts.size {
                guard let found = self.values(of: size, at: origin, shift: line.shift) else { return nil }
                sizes = found
            }
            return Member(
                source: member, values: values, sizes: sizes,
                peaks: wantsPeaks ? peaks(of: member.value, at: origin, over: values) : nil)
        }
        guard !members.isEmpty else { return [] }
        switch hosts.kind {
        case .combined(let combination):
            var result = EvaluatedLine(line: line, values: combined(members, combination))
            if wantsPeaks, members.allSatisfy({ $0.peaks != nil }) {
                result.peaks = rows(members.compactMap(\.peaks), HostCombination.max.value)
            }
            return [result]
        case .band(let low, let high):
            var line = line
            line.hasPeaks = false
            let edges = edges(members.map(\.shown), low, high)
            return [EvaluatedLine(line: line, values: edges.high, floor: edges.low)]
        case .largest(let count, let rest):
            return largest(members, count, rest: rest, line)
        }
    }

    private func combined(_ members: [Member], _ combination: HostCombination) -> [Double] {
        guard members.contains(where: { $0.sizes != nil }), combination == .sum || combination == .mean else {
            return rows(members.map(\.shown), combination.value)
        }
        // By size: the sum of the values over the sum of the sizes of the same hosts.
        return (0..<grid.count).map { row in
            var (sum, size) = (0.0, 0.0)
            for member in members {
                guard let own = member.sizes?[row], own > 0, !member.values[row].isNaN else { continue }
                sum += member.values[row]
                size += own
            }
            return size > 0 ? sum / size : .nan
        }
    }

    /// Computes row by row from what is known, in no order; NaN where nothing is.
    private func rows(_ columns: [[Double]], _ compute: (inout [Double]) -> Double) -> [Double] {
        var known: [Double] = []
        known.reserveCapacity(columns.count)
        return (0..<grid.count).map { row in
            known.removeAll(keepingCapacity: true)
            for column in columns where !column[row].isNaN { known.append(column[row]) }
            return known.isEmpty ? .nan : compute(&known)
        }
    }

    private func edges(_ columns: [[Double]], _ low: Double, _ high: Double) -> (low: [Double], high: [Double]) {
        var lower: [Double] = []
        let upper = rows(columns) { known in
            known.sort()
            lower.append(known.nearestRank(low))
            return known.nearestRank(high)
        }
        var next = lower.makeIterator()
        return (upper.map { $0.isNaN ? .nan : next.next() ?? .nan }, upper)
    }

    private func largest(
        _ members: [Member], _ count: Int, rest: String?, _ line: GraphLine
    ) -> [EvaluatedLine] {
        let ranked = members.enumerated().map { (offset: $0.offset, member: $0.element, weight: $0.element.weight) }
            .sorted { $0.weight == $1.weight ? $0.offset < $1.offset : $0.weight > $1.weight }
        var result = ranked.prefix(count).enumerated().map { place, entry in
            var line = line
            line.label = entry.member.source.label
            line.color = Palette.shade(place)
            var evaluated = EvaluatedLine(line: line, values: entry.member.shown)
            if line.hasPeaks, line.shift == 0, entry.member.sizes == nil { evaluated.peakSource = entry.member.source }
            return evaluated
        }
        let others = ranked.dropFirst(count).map(\.member)
        if let rest, !others.isEmpty {
            var line = line
            line.label = rest
            line.color = GraphColor.grey.shade
            result.append(EvaluatedLine(line: line, values: combined(others, .sum)))
        }
        return result
    }
}

extension HostCombination {
    /// Of at least one value.
    fileprivate func value(_ known: inout [Double]) -> Double {
        switch self {
        case .sum: return known.reduce(0, +)
        case .mean: return known.reduce(0, +) / Double(known.count)
        case .max: return known.reduce(-.infinity, Swift.max)
        case .count: return Double(known.count)
        case .percentile(let share):
            known.sort()
            return known.nearestRank(share)
        }
    }
}

extension [Double] {
    /// The least value that so large a share of the values does not exceed; the array is sorted and not empty.
    fileprivate func nearestRank(_ share: Double) -> Double {
        self[Swift.max(0, Int((Double(count) * share - 1e-9).rounded(.up)) - 1)]
    }
}
