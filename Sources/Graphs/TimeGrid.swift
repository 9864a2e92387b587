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
}
