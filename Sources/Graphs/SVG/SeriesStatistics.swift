/// What a legend tells of a series; all nil if nothing of it is known.
package struct SeriesStatistics: Sendable, Equatable {
    /// The newest known value.
    package var last: Double?
    package var minimum, mean, maximum: Double?
    /// The least value that half, and 95 %, of the known ones do not exceed.
    package var median, p95: Double?
    /// The row of the last known value, and of the first of the highest.
    package var lastRow, peakRow: Int?

    /// The last value where it is one of the last rows; nil where nothing has been known since.
    ///
    /// - `rows`: how many there are.
    package func atEnd(of rows: Int) -> Double? {
        lastRow.flatMap { $0 >= rows - Self.currentRows ? last : nil }
    }

    /// A row that is being made and one that is late are no gap yet.
    private static let currentRows = 2

    /// - `peaks`: the highest values in each row; they count for the maximum.
    package init(_ values: [Double], peaks: [Double]? = nil) {
        var known: [Double] = []
        known.reserveCapacity(values.count)
        var sum = 0.0
        var (low, high) = (Double.infinity, -Double.infinity)
        for (row, value) in values.enumerated() where value.isFinite {
            known.append(value)
            sum += value
            low = min(low, value)
            if value > high {
                high = value
                peakRow = row
            }
            lastRow = row
        }
        guard let lastRow else { return }
        if let peaks {
            for (row, value) in peaks.enumerated() where value.isFinite && value > high {
                high = value
                peakRow = row
            }
        }
        (last, minimum, maximum) = (values[lastRow], low, high)
        mean = sum / Double(known.count)
        p95 = known.nearestRank(0.95)
        median = known.nearestRank(0.5)
    }
}

extension [Double] {
    /// The least value that so large a share does not exceed.
    ///
    /// Puts the values in another order. Not for an empty array.
    fileprivate mutating func nearestRank(_ share: Double) -> Double {
        let rank = Swift.max(0, Int((Double(count) * share).rounded(.up)) - 1)
        return withUnsafeMutableBufferPointer { values in
            // Hoare's selection: what is asked for moves to its place in a few passes.
            var (left, right) = (0, values.count - 1)
            while left < right {
                let pivot = values[(left + right) / 2]
                var (low, high) = (left, right)
                while low <= high {
                    while values[low] < pivot { low += 1 }
                    while values[high] > pivot { high -= 1 }
                    if low <= high {
                        values.swapAt(low, high)
                        low += 1
                        high -= 1
                    }
                }
                if rank <= high {
                    right = high
                } else if rank >= low {
                    left = low
                } else {
                    break
                }
            }
            return values[rank]
        }
    }
}
