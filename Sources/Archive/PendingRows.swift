import MetricModel

/// The rows of one series that are not yet in its files, in the order of time.
package struct PendingRows {
    private(set) var intervals: [Interval] = []
    private var values: [Double] = []

    /// The seconds a row covers: (start, end].
    package struct Interval: Equatable, Sendable {
        package let start, end: Int

        package init(start: Int, end: Int) {
            self.start = start
            self.end = end
        }
    }

    var count: Int { intervals.count }
    var isEmpty: Bool { intervals.isEmpty }

    /// Seconds since 1970 from the first row's beginning to the last one's end; nil if there are none.
    var span: Range<Int>? {
        guard let first = intervals.first, let last = intervals.last else { return nil }
        return first.start..<last.end
    }

    /// The values of the row at the index, as its definition orders them.
    func values(at index: Int) -> ArraySlice<Double> {
        let width = values.count / intervals.count
        return values[(index * width)..<((index + 1) * width)]
    }

    /// Adds a row; false if it ends no later than the last one, and so is late.
    mutating func append(_ row: Row) -> Bool {
        let interval = Interval(start: Int(row.start), end: Int(row.end))
        if let last = intervals.last, interval.end <= last.end { return false }
        intervals.append(interval)
        values += row.values
        return true
    }

    /// The rows that end no later than a time.
    func prefix(until time: Int) -> PendingRows {
        guard let width = intervals.isEmpty ? nil : values.count / intervals.count else { return self }
        let count = intervals.firstIndex { $0.end > time } ?? intervals.count
        var prefix = PendingRows()
        prefix.intervals = Array(intervals[..<count])
        prefix.values = Array(values[..<(count * width)])
        return prefix
    }

    mutating func removeAll() {
        intervals.removeAll()
        values.removeAll()
    }
}
