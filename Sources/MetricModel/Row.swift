/// The values of one series over one interval: what is written as one line of history.
package struct Row: Sendable, Equatable {
    package let series: Series
    /// What the values mean; for a group, one value each for `_sum`, `_max` and `_num` of every field.
    package let definition: Definition
    /// The interval's ends in seconds since 1970; the row is about the time after `start`, up to and including `end`.
    package let start, end: Int64
    /// NaN where the value is unknown.
    package let values: [Double]

    package init(series: Series, definition: Definition, start: Int64, end: Int64, values: [Double]) {
        self.series = series
        self.definition = definition
        self.start = start
        self.end = end
        self.values = values
    }

    package static func == (left: Row, right: Row) -> Bool {
        left.series == right.series && left.definition == right.definition
            && left.start == right.start && left.end == right.end
            && left.values.elementsEqual(right.values) { $0 == $1 || ($0.isNaN && $1.isNaN) }
    }
}
