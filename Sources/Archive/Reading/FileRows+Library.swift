internal import CRRD

extension FileRows {
    /// Has librrd fetch the rows that were chosen, of all columns.
    ///
    /// The file's header must have been checked.
    init(fetching choice: ArchiveChoice, from path: String) throws(RRDError) {
        guard !choice.range.isEmpty else {
            self.init(start: choice.range.lowerBound, step: choice.step, columns: [], values: [])
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
            let columns = Int(count)
            return FileRows(
                start: start, step: max(1, Int(step)),
                columns: (0..<columns).map { names[$0].map { String(cString: $0) } ?? "" },
                values: (0..<columns).map { column in (0..<rows).map { data[$0 * columns + column] } })
        }
    }
}
