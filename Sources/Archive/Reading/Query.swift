package import MetricModel

/// What is asked of an archive.
package struct Query: Sendable, Hashable {
    package var series: Series
    /// The columns wanted; nil for all there are.
    package var columns: [String]?
    /// Seconds since 1970: the range (from, to].
    package var from: Int
    package var to: Int
    /// Seconds a row should be about; nil for the finest there is.
    package var resolution: Int?
    package var consolidation: Consolidation
    /// Whether the highest values are wanted beside the averages of long rows: ``Fetched/highest``.
    package var wantsHighest: Bool

    package init(
        _ series: Series, columns: [String]? = nil, from: Int, to: Int, resolution: Int? = nil,
        consolidation: Consolidation = .average, wantsHighest: Bool = false
    ) {
        self.series = series
        self.columns = columns
        self.from = from
        self.to = to
        self.resolution = resolution
        self.consolidation = consolidation
        self.wantsHighest = wantsHighest
    }
}

/// What an archive answered: a table whose row `i` covers the seconds (start + i × step, start + (i + 1) × step].
package struct Fetched: Sendable {
    /// Seconds since 1970, a multiple of the step: at or before what was asked, or later where nothing is kept so long.
    package let start: Int
    package let end: Int
    /// Seconds a row.
    package let step: Int
    /// Seconds a row of the finest archive: longer rows are means of several, and may hide higher values.
    package let finestStep: Int
    /// What the rows are: where no MIN or MAX is kept for so long, the averages.
    package let consolidation: Consolidation
    package let columns: [String]
    /// For each column its rows; NaN where unknown, as is a column no file has.
    package let values: [[Double]]
    /// Those of the columns that no file has.
    package let missing: Set<String>
    /// The highest values of these columns, in rows about as long; nil where they were not wanted, are not kept, or the rows
    /// are the finest there are.
    package let highest: Highest?

    /// Rows of the same columns whose values are the highest in them.
    package struct Highest: Sendable {
        /// Seconds since 1970.
        package let start: Int
        /// Seconds a row.
        package let step: Int
        /// For each column its rows; NaN where unknown.
        package let values: [[Double]]
    }

    /// The rows of a column; nil if it was not asked for.
    package subscript(column: String) -> [Double]? {
        columns.firstIndex(of: column).map { values[$0] }
    }

    /// The highest values of a column; nil if it was not asked for, or ``highest`` is nil.
    package func highest(of column: String) -> [Double]? {
        guard let highest else { return nil }
        return columns.firstIndex(of: column).map { highest.values[$0] }
    }
}
