internal import CRRD

/// What `rrd_fetch_r` gave, in memory of our own.
struct RRDRows {
    /// Seconds since 1970 at which the first row begins.
    let start: Int
    /// Seconds a row.
    let step: Int
    let columns: [String]
    /// Row by row.
    private let cells: [Double]

    /// Fetches the rows that were chosen.
    ///
    /// The file's header must have been checked.
    init(fetching choice: ArchiveChoice, from path: String) throws(RRDError) {
        guard !choice.range.isEmpty else {
            self.init(start: choice.range.lowerBound, step: choice.step, columns: [], cells: [])
            return
        }
        self = try RRDLibrary.call("rrd_fetch_r", on: path) {
            var start = choice.range.lowerBound
            // librrd rounds up to the next row, even from where one ends.
            var end = choice.range.upperBound - 1
            var step = UInt(choice.step)
            var count: UInt = 0
            var names: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?
            var data: UnsafeMutablePointer<Double>?
            let code = rrd_fetch_r(path, choice.kept.rawValue, &start, &end, &step, &count, &names, &data)
            guard code == 0, let names, let data else { return nil }
            defer {
                for index in 0..<Int(count) { rrd_freemem(names[index]) }
                rrd_freemem(names)
                rrd_freemem(data)
            }
            let rows = step > 0 ? max(0, (end - start) / Int(step)) : 0
            return RRDRows(
                start: start, step: max(1, Int(step)),
                columns: (0..<Int(count)).map { names[$0].map { String(cString: $0) } ?? "" },
                cells: Array(UnsafeBufferPointer(start: data, count: rows * Int(count))))
        }
    }

    private init(start: Int, step: Int, columns: [String], cells: [Double]) {
        self.start = start
        self.step = step
        self.columns = columns
        self.cells = cells
    }

    /// The column's value in the row that holds the second which ends at `time`; NaN outside the rows.
    func value(_ column: Int, endingAt time: Int) -> Double {
        guard time > start else { return .nan }
        let cell = (time - start - 1) / step * columns.count + column
        return cells.indices.contains(cell) ? cells[cell] : .nan
    }
}
