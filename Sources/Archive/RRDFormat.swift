/// The parts of an RRD file of version 3 and later on a 64-bit little-endian machine, in bytes, in their order.
///
/// `stat_head`, `ds_def` for each column, `rra_def` for each archive, `live_head`, `pdp_prep` for each column, `cdp_prep`
/// for each archive and column, `rra_ptr` for each archive; then the rows of each archive, eight bytes a value.
enum RRDFormat {
    static let statHead = 128
    static let columnDefinition = 120
    static let archiveDefinition = 120
    static let liveHead = 16
    static let columnState = 112
    static let cellState = 80
    static let archivePointer = 8

    /// Within `stat_head`.
    enum StatHead {
        static let columns = 24
        static let archives = 32
        static let step = 40
    }

    /// Within the `ds_def` of a column.
    enum ColumnDefinition {
        static let type = 20
        static let heartbeat = 40
        static let minimum = 48
        static let maximum = 56
    }

    /// Within the `rra_def` of an archive.
    enum ArchiveDefinition {
        static let rows = 24
        static let stepsPerRow = 32
        static let maximumUnknown = 40
    }

    /// Within the `pdp_prep` of a column.
    enum ColumnState {
        /// Text of at most 29 bytes, the rest NUL (RRDtool: last_ds).
        static let lastReading = 0
        static let lastReadingSize = 30
        /// Of the open step (RRDtool: PDP_unkn_sec_cnt).
        static let unknownSeconds = 32
        /// Of the open step, times the seconds that it held (RRDtool: PDP_val).
        static let value = 40
    }

    /// Within the `cdp_prep` of an archive and column.
    enum CellState {
        /// Of the open row; a sum where the archive averages (RRDtool: CDP_val).
        static let value = 0
        /// Of the open row (RRDtool: CDP_unkn_pdp_cnt).
        static let unknownSteps = 8
        /// The row written last, or the first of several at once (RRDtool: CDP_primary_val).
        static let primary = 64
        /// The rows after the first (RRDtool: CDP_secondary_val).
        static let secondary = 72
    }

    /// What a file holds in front of its rows.
    ///
    /// The arguments must be within the limits of ``RRDHeader``.
    static func headerSize(columns: Int, archives: Int) -> Int {
        statHead + columns * (columnDefinition + columnState)
            + archives * (archiveDefinition + archivePointer + columns * cellState) + liveHead
    }
}
