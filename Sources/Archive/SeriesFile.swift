import Foundation

/// One file of a series, as its only writer knows it.
struct SeriesFile {
    let path: String
    /// For each of the file's columns, where its value stands in a row; nil for those the series has no more.
    let sources: [Int?]
    /// Seconds since 1970 of the newest row.
    private(set) var lastUpdate: Int
    private let identity: FileIdentity

    /// - `header`: the file's, just checked.
    /// - `columns`: those that this file keeps, with their places in a row.
    init(path: String, header: RRDHeader, columns: [String: Int]) throws(SystemError) {
        self.path = path
        sources = header.columns.map { columns[$0.name] }
        lastUpdate = header.lastUpdate
        identity = try FileIdentity(path)
    }

    /// Whether the file is still the one whose header was checked: one that was put in its place has not been, and
    /// librrd's memory map would kill the process at the end of one cut short.
    var isUnchanged: Bool { (try? FileIdentity(path)) == identity }

    /// Writes the rows that are newer than the file's last, in one call of librrd.
    ///
    /// - Returns: how many rows were late.
    mutating func write(_ rows: PendingRows, with lines: inout UpdateLines) throws(RRDError) -> Int {
        let plan = UpdatePlan(rows.intervals, lastUpdate: lastUpdate)
        lines.removeAll()
        for line in plan.lines {
            switch line {
            case .unknown(let time):
                lines.begin(at: time)
                for _ in sources { lines.appendUnknown() }
            case .row(let index, let time):
                let values = rows.values(at: index)
                lines.begin(at: time)
                for source in sources {
                    if let source { lines.append(values[values.startIndex + source]) } else { lines.appendUnknown() }
                }
            }
        }
        try lines.write(to: path)
        lastUpdate = plan.lastUpdate
        return plan.late
    }
}

/// What tells a file from one that was put in its place.
private struct FileIdentity: Equatable {
    private let device: dev_t
    private let number: ino_t
    private let size: off_t

    init(_ path: String) throws(SystemError) {
        var status = stat()
        guard stat(path, &status) == 0 else { throw SystemError(code: errno) }
        device = status.st_dev
        number = status.st_ino
        size = status.st_size
    }
}
