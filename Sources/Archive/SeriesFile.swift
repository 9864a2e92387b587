import Foundation

/// One file of a series, as its only writer knows it.
struct SeriesFile {
    let file: CheckedFile
    /// For each of the file's columns, where its value stands in a row; nil for those the series has no more.
    let sources: [Int?]
    /// Seconds since 1970 of the newest row.
    private(set) var lastUpdate: Int
    /// What the file still has to grow by; nil if it has.
    private(set) var youth: Youth?
    private let identity: FileIdentity

    /// - `header`: the file's, just checked.
    /// - `columns`: those that this file keeps, with their places in a row.
    init(path: String, header: RRDHeader, columns: [String: Int]) throws(SystemError) {
        sources = header.columns.map { columns[$0.name] }
        lastUpdate = header.lastUpdate
        identity = try FileIdentity(path)
        file = CheckedFile(path: path, header: header)
        youth = file.plain == nil ? nil : Youth(header)
    }

    /// Whether the file is still the one whose header was checked: one that was put in its place has not been, and
    /// librrd's memory map would kill the process at the end of one cut short.
    var isUnchanged: Bool { (try? FileIdentity(file.path)) == identity }

    /// Finds out where the rows of a young file begin, if that is not known.
    mutating func lookForBeginning(on access: any FileAccess, now: Int) throws {
        try youth?.look(into: file.path, on: access, now: now)
    }

    /// Writes the rows that are newer than the file's last.
    ///
    /// - Returns: how many rows were late.
    mutating func write(_ rows: PendingRows, with writers: inout RowWriters) throws(RowWriteError) -> Int {
        let plan = UpdatePlan(rows.intervals, lastUpdate: lastUpdate)
        writers.updates.fill(rows, by: plan, sources)
        if !plan.lines.isEmpty { try writers.write(to: file) }
        if let first = plan.firstRow { youth?.begin(at: rows.intervals[first].start) }
        lastUpdate = plan.lastUpdate
        return plan.late
    }
}

/// The writers of a worker: ours for plain files, librrd for all others.
struct RowWriters {
    /// What is to be written next.
    var updates = UpdateBatch(columns: 0)
    private var plain: PlainRowWriter
    private var library = LibraryRowWriter()

    init(on access: any FileAccess) { plain = PlainRowWriter(on: access) }

    mutating func write(to file: CheckedFile) throws(RowWriteError) {
        if file.plain != nil {
            try plain.write(updates, to: file)
        } else {
            try library.write(updates, to: file)
        }
    }
}

/// What tells a file from one that was put in its place.
private struct FileIdentity: Equatable {
    private let device: dev_t
    private let number: ino_t
    let size: Int

    init(_ path: String) throws(SystemError) {
        var status = stat()
        guard stat(path, &status) == 0 else { throw SystemError(code: errno) }
        device = status.st_dev
        number = status.st_ino
        size = Int(status.st_size)
    }
}
