/// The rows of one archive of a file, in memory; the newest has taken the place of the oldest.
package struct Ring: Sendable {
    package var definition: RoundRobinArchive
    /// Seconds a row.
    package let resolution: Int
    package let columns: Int
    /// Seconds since 1970 at which the newest row ends, a multiple of the resolution.
    package let newest: Int
    /// Where the newest row stands (RRDtool: cur_row).
    let current: Int
    /// Row by row, as they stand in the file; NaN where unknown.
    package var values: [Double]

    /// - `step`: seconds, of the file.
    /// - `lastUpdate`: seconds since 1970, of the file.
    init(_ definition: RoundRobinArchive, step: Int, columns: Int, lastUpdate: Int, current: Int, values: [Double]) {
        self.definition = definition
        self.columns = columns
        self.current = current
        self.values = values
        resolution = definition.stepsPerRow * step
        newest = lastUpdate - lastUpdate % resolution
    }

    /// A ring in which nothing is known.
    init(unknown definition: RoundRobinArchive, step: Int, columns: Int, lastUpdate: Int) {
        self.init(
            definition, step: step, columns: columns, lastUpdate: lastUpdate, current: definition.rows - 1,
            values: [Double](repeating: PrimaryPoints.unknown, count: definition.rows * columns))
    }

    package var consolidation: Consolidation { definition.consolidation }

    /// The seconds that the rows cover: (lower bound, upper bound].
    package var span: Range<Int> { (newest - definition.rows * resolution)..<newest }

    /// Whether there is a row, known or not, for every second of (lower bound, upper bound].
    func covers(_ range: Range<Int>) -> Bool {
        span.lowerBound <= range.lowerBound && range.upperBound <= span.upperBound
    }

    /// The ends of the rows that share seconds with (lower bound, upper bound], the oldest first.
    func rows(in range: Range<Int>) -> StrideTo<Int> {
        let lower = max(range.lowerBound, span.lowerBound)
        let upper = min(range.upperBound, newest)
        guard lower < upper else { return stride(from: 0, to: 0, by: resolution) }
        let first = newest - (newest - lower - 1) / resolution * resolution
        return stride(from: first, to: upper + resolution, by: resolution)
    }

    /// The ends of all rows, the oldest first.
    var everyRow: StrideTo<Int> { rows(in: span) }

    /// A column's value in the row that ends at a time, which must be one that ``rows(in:)`` gave.
    subscript(column: Int, endingAt time: Int) -> Double {
        get { values[place(column, time)] }
        set { values[place(column, time)] = newValue }
    }

    private func place(_ column: Int, _ time: Int) -> Int {
        let age = (newest - time) / resolution
        let row = current - age
        return (row < 0 ? row + definition.rows : row) * columns + column
    }
}
