/// Updates of one file: times, and for each a value of every column, NaN where it is unknown.
package struct UpdateBatch: Sendable {
    /// When an update was made: everything up to it has its values.
    package struct Time: Sendable, Equatable {
        /// Since 1970, at least 0.
        package let seconds: Int
        /// 0..<1_000_000.
        package let microseconds: Int

        package init(_ seconds: Int, microseconds: Int = 0) {
            self.seconds = seconds
            self.microseconds = microseconds
        }
    }

    package private(set) var columns: Int
    package private(set) var times: [Time] = []
    /// Row by row.
    package private(set) var values: [Double] = []

    package init(columns: Int) {
        self.columns = columns
    }

    /// Adds an update, which must have a value for every column.
    package mutating func append(_ row: some Collection<Double>, at time: Time) {
        precondition(row.count == columns, "an update has a value for each of the \(columns) columns")
        times.append(time)
        values.append(contentsOf: row)
    }

    /// Begins anew, for a file of so many columns.
    package mutating func begin(columns: Int) {
        self.columns = columns
        removeAll()
    }

    package mutating func removeAll() {
        times.removeAll(keepingCapacity: true)
        values.removeAll(keepingCapacity: true)
    }
}
