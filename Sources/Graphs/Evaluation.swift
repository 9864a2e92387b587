import Archive
import MetricModel

/// Makes a plan's lines into series, from what was fetched.
struct Evaluation {
    let table: FetchedTable
    let grid: TimeGrid
    /// The graph's time: what lies beyond it counts in no percentile.
    let time: TimeRange

    /// The series of a line: none if it is not kept, several of hosts that are named one by one.
    func lines(of line: GraphLine) -> [EvaluatedLine] {
        switch line.place {
        case .at(let origin): at(origin, line).map { [$0] } ?? []
        case .across(let hosts): across(hosts, line)
        case .together(let lines): together(lines, line)
        }
    }

    private func at(_ origin: Origin, _ line: GraphLine) -> EvaluatedLine? {
        guard let values = values(of: line.value, at: origin, shift: line.shift) else { return nil }
        if case .percentile(let share) = line.role {
            let level = percentile(share, of: values)
            return EvaluatedLine(line: line, values: [Double](repeating: level, count: values.count))
        }
        var result = EvaluatedLine(line: line, values: values)
        if let floor = line.floor {
            guard let values = self.values(of: floor, at: origin, shift: line.shift) else { return nil }
            result.floor = values
        }
        if line.hasPeaks, line.role == .values { result.peaks = peaks(of: line.value, at: origin, over: values) }
        return result
    }

    private func together(_ lines: [GraphLine], _ line: GraphLine) -> [EvaluatedLine] {
        lines.flatMap { self.lines(of: $0) }.sum.map { [EvaluatedLine(line: line, values: $0)] } ?? []
    }

    /// The values of an expression; nil if one of its metrics is not kept.
    func values(of value: Expression, at origin: Origin, shift: Int) -> [Double]? {
        var columns: [MetricName: [Double]] = [:]
        for metric in value.metrics {
            guard let rows = table.rows(of: metric, at: origin, shift: shift) else { return nil }
            columns[metric] = grid.resample(rows.values, start: rows.start, step: rows.step)
        }
        return value.values(count: grid.count) { columns[$0] ?? [] }
    }

    /// The highest values of an expression, at least the means where nothing higher is known; nil if they are not kept.
    func peaks(of value: Expression, at origin: Origin, over means: [Double]) -> [Double]? {
        guard let metric = value.rising, let rows = table.peaks(of: metric, at: origin) else { return nil }
        let highest = grid.highest(rows.values, start: rows.start, step: rows.step)
        let peaks = value.values(count: grid.count) { _ in highest }
        return zip(peaks, means).map { $0.isNaN || $0 < $1 ? $1 : $0 }
    }

    /// The least value that so large a share of the known time was not above; NaN if nothing is known.
    private func percentile(_ share: Double, of values: [Double]) -> Double {
        let known = values.enumerated().compactMap { row, value -> (value: Double, seconds: Int)? in
            let start = grid.start + row * grid.step
            let seconds = min(start + grid.step, time.to) - max(start, time.from)
            return value.isNaN || seconds <= 0 ? nil : (value, seconds)
        }.sorted { $0.value < $1.value }
        let wanted = Double(known.reduce(0) { $0 + $1.seconds }) * share
        var sum = 0.0
        for (value, seconds) in known {
            sum += Double(seconds)
            if sum >= wanted - 1e-6 { return value }
        }
        return known.last?.value ?? .nan
    }
}
