/// Where the parts of a plain file lie, in bytes: one of version 3 that has only gauges, and archives that average or keep
/// the lowest, the highest or the last.
///
/// Only these are written without librrd.
package struct PlainLayout: Sendable, Equatable {
    /// Seconds.
    let step: Int
    let columns: Int
    let archives: [Archive]
    /// From here to the end of the header, everything changes with updates (RRDtool: live_head).
    let liveHead: Int
    let columnStates: Int
    let headerSize: Int
    let fileSize: Int

    /// An archive and where it lies.
    struct Archive: Sendable, Equatable {
        let definition: RoundRobinArchive
        /// Of the first column's `cdp_prep`.
        let cells: Int
        /// Of the `rra_ptr`.
        let pointer: Int
        /// Of the ring's first row.
        let ring: Int
    }

    /// Nil where librrd must write.
    package init?(_ header: RRDHeader) {
        guard header.version == 3, header.columns.allSatisfy({ $0.type == .gauge }) else { return nil }
        self.init(ofAny: header)
    }

    /// Where the parts of any file lie: versions and columns differ in what they mean alone.
    init(ofAny header: RRDHeader) {
        let columns = header.columns.count
        let archives = header.archives.count
        let headerSize = RRDFormat.headerSize(columns: columns, archives: archives)
        let liveHead =
            RRDFormat.statHead + columns * RRDFormat.columnDefinition + archives * RRDFormat.archiveDefinition
        let columnStates = liveHead + RRDFormat.liveHead
        let cells = columnStates + columns * RRDFormat.columnState
        let pointers = headerSize - archives * RRDFormat.archivePointer
        var ring = headerSize
        var placed: [Archive] = []
        for (index, archive) in header.archives.enumerated() {
            placed.append(
                Archive(
                    definition: archive, cells: cells + index * columns * RRDFormat.cellState,
                    pointer: pointers + index * RRDFormat.archivePointer, ring: ring))
            ring += archive.rows * columns * 8
        }
        step = header.step
        self.columns = columns
        self.archives = placed
        self.liveHead = liveHead
        self.columnStates = columnStates
        self.headerSize = headerSize
        fileSize = ring
    }

    /// Where the states of columns end, and those of cells begin.
    var columnStatesEnd: Int { columnStates + columns * RRDFormat.columnState }
}
