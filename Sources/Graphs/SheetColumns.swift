/// The columns of a sheet, while what librrd is told to make of them is written down.
struct SheetColumns {
    /// What the values are divided by, as those on the axis are.
    let divisor: Double
    private(set) var values: [[Double]] = []

    init(divisor: Double) { self.divisor = divisor }

    /// Adds a column.
    ///
    /// - Returns: the argument that gives it a name.
    mutating func define(_ name: String, _ column: [Double]) -> String {
        values.append(column.map { $0 / divisor })
        return "DEF:\(name)=\(DrawingSheet.file):\(DrawingSheet.column(values.count - 1)):AVERAGE"
    }

    /// Adds a column that is infinite in some stretches of the graph's time and unknown in all others: as an area it
    /// covers them from the bottom to the top.
    ///
    /// - Returns: the argument that gives it a name.
    mutating func define(_ name: String, in stretches: [TimeRange], of data: GraphData) -> String {
        var column = [Double](repeating: .nan, count: data.rows)
        for stretch in stretches where stretch.to > data.start && stretch.from < data.end {
            let first = max(0, (stretch.from - data.start) / data.step)
            let last = min(data.rows - 1, (stretch.to - 1 - data.start) / data.step)
            for row in first..<max(first, last + 1) { column[row] = .infinity }
        }
        return define(name, column)
    }
}
