import Archive

/// Rows of one length that cover a stretch of time, and what was fetched brought onto them.
struct TimeGrid: Equatable {
    /// Seconds since 1970, multiples of the step.
    let start, end: Int
    let step: Int

    var count: Int { (end - start) / step }

    /// - `from`: before `to`.
    init(from: Int, to: Int, step: Int) {
        self.step = step
        start = from / step * step
        end = (to + step - 1) / step * step
    }

    /// The grid without its last row.
    var shortened: TimeGrid { TimeGrid(from: start, to: end - step, step: step) }

    /// A column's values on this grid: the mean of what falls into each row, weighted by time.
    ///
    /// A row of which less than half is known is unknown, as in a round-robin archive.
    func resample(_ values: [Double], start first: Int, step length: Int) -> [Double] {
        if first == start, length == step, values.count == count { return values }
        if step % length == 0, (first - start) % length == 0 {
            return consolidate(values, from: (first - start) / length, step / length)
        }
        var result = [Double](repeating: .nan, count: count)
        for row in result.indices {
            let from = start + row * step
            let to = from + step
            var sum = 0.0
            var seconds = 0
            var index = max(0, (from - first) / length)
            while index < values.count, first + index * length < to {
                let overlap = min(to, first + (index + 1) * length) - max(from, first + index * length)
                if overlap > 0, !values[index].isNaN {
                    sum += values[index] * Double(overlap)
                    seconds += overlap
                }
                index += 1
            }
            if seconds * 2 >= step { result[row] = sum / Double(seconds) }
        }
        return result
    }

    /// The means of so many whole values a row, which most columns have: several times as fast.
    ///
    /// - `offset`: where the first value stands, in values after the grid's beginning.
    private func consolidate(_ values: [Double], from offset: Int, _ perRow: Int) -> [Double] {
        (0..<count).map { row in
            var sum = 0.0
            var known = 0
            let begin = max(0, row * perRow - offset)
            let end = min(values.count, (row + 1) * perRow - offset)
            if begin < end {
                for value in values[begin..<end] where !value.isNaN {
                    sum += value
                    known += 1
                }
            }
            return known * 2 >= perRow && known > 0 ? sum / Double(known) : .nan
        }
    }

    /// The highest of a column's values that touch each row; NaN where none is known.
    func highest(_ values: [Double], start first: Int, step length: Int) -> [Double] {
        if step % length == 0, (first - start) % length == 0 {
            return highest(values, from: (first - start) / length, step / length)
        }
        var result = [Double](repeating: .nan, count: count)
        for (index, value) in values.enumerated() where !value.isNaN {
            let from = first + index * length
            guard from + length > start, from < end else { continue }
            let row = max(0, (from - start) / step)
            if !(result[row] >= value) { result[row] = value }
            guard from + length > start + (row + 1) * step, row + 1 < count else { continue }
            let last = min(count - 1, (from + length - 1 - start) / step)
            for row in (row + 1)...last where !(result[row] >= value) { result[row] = value }
        }
        return result
    }

    /// The highest of so many whole values a row, as most columns have them.
    ///
    /// - `offset`: where the first value stands, in values after the grid's beginning.
    private func highest(_ values: [Double], from offset: Int, _ perRow: Int) -> [Double] {
        if perRow == 1, offset == 0, values.count == count { return values }
        return (0..<count).map { row in
            var highest = Double.nan
            let begin = max(0, row * perRow - offset)
            let end = min(values.count, (row + 1) * perRow - offset)
            if begin < end {
                for value in values[begin..<end] where value > highest || highest.isNaN { highest = value }
            }
            return highest
        }
    }

    /// The grid in rows of so many of its own as fit into a number of seconds, and of which days are made.
    func coarsened(to seconds: Int) -> TimeGrid {
        let most = seconds / step
        guard most > 1 else { return self }
        let whole = stride(from: most, to: 1, by: -1).first { 86_400 % ($0 * step) == 0 || $0 * step % 86_400 == 0 }
        return TimeGrid(from: start, to: end, step: (whole ?? most) * step)
    }
}
