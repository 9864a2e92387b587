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

    /// What a file holds in front of its rows.
    ///
    /// The arguments must be within the limits of ``RRDHeader``.
    static func headerSize(columns: Int, archives: Int) -> Int {
        statHead + columns * (columnDefinition + columnState)
            + archives * (archiveDefinition + archivePointer + columns * cellState) + liveHead
    }
}
