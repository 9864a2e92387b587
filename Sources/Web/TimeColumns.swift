import Graphs

/// Rows of an archive, brought to the columns of a small picture.
enum TimeColumns {
    /// The means of what falls into each of so many equal parts of a time.
    ///
    /// - Parameters:
    ///   - values: row `i` covers the seconds (start + i × step, start + (i + 1) × step].
    ///   - start: seconds since 1970.
    ///   - step: seconds a row.
    ///   - time: what the columns share.
    ///   - count: how many there are.
    /// - Returns: one for each column; NaN where nothing is known.
    static func means(
        of values: [Double], from start: Int, step: Int, over time: TimeRange, count: Int
    ) -> [Double] {
        var sums = [Double](repeating: 0, count: count)
        var counts = [Int](repeating: 0, count: count)
        let length = time.to - time.from
        for (row, value) in values.enumerated() where !value.isNaN {
            let (from, to) = (start + row * step, start + (row + 1) * step)
            guard from < time.to, to > time.from else { continue }
            let first = max(0, (from - time.from) * count / length)
            let last = min(count - 1, ((to - time.from) * count - 1) / length)
            guard first <= last else { continue }
            for column in first...last {
                sums[column] += value
                counts[column] += 1
            }
        }
        return zip(sums, counts).map { $1 > 0 ? $0 / Double($1) : .nan }
    }
}
