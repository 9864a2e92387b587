/// Rows of some of a file's columns, from one of its archives.
struct FileRows {
    /// Seconds since 1970 at which the first row begins.
    let start: Int
    /// Seconds a row.
    let step: Int
    let columns: [String]
    /// For each column its rows; NaN where unknown.
    let values: [[Double]]

    /// The column's value in the row that holds the second which ends at `time`; NaN outside the rows.
    func value(_ column: Int, endingAt time: Int) -> Double {
        guard time > start else { return .nan }
        let row = (time - start - 1) / step
        return values[column].indices.contains(row) ? values[column][row] : .nan
    }
}
