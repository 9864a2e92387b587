import Archive
import Foundation

/// A new file's header, for many files with the same columns, and what their archives hold.
struct FileTemplate {
    let columns: Int
    /// Seconds.
    let step: Int
    let archives: [RoundRobinArchive]
    private var header: [UInt8]

    /// A file of ours.
    ///
    /// - `end`: when the last row ends, in seconds since 1970; a multiple of a day, at which all archives' rows end.
    /// - `folder`: where a file may be made and removed.
    init(_ schema: Schema, step: Int, end: Int, in folder: String) throws {
        let plan = RetentionPlan(schema.retention, step: step)
        try self.init(
            schema.columns, heartbeat: schema.heartbeat(step: plan.step), plan.archives, step: plan.step, end: end,
            in: folder)
    }

    /// Any file, as ``init(_:step:end:in:)``.
    ///
    /// - `heartbeat`: seconds.
    init(
        _ columns: [String], heartbeat: Int, _ archives: [RoundRobinArchive], step: Int, end: Int, in folder: String
    ) throws {
        self.columns = columns.count
        self.step = step
        self.archives = archives
        let path = "\(folder)/template.rrd"
        let definitions =
            columns.map { "DS:\($0):GAUGE:\(heartbeat):U:U" }
            + archives.map { "RRA:\($0.consolidation.rawValue):\($0.maximumUnknown):\($0.stepsPerRow):\($0.rows)" }
        try RRDCreation.create(path, definitions: definitions, step: step, start: end)
        defer { unlink(path) }
        let rows = archives.reduce(0) { $0 + $1.rows }
        header = Array(try Data(contentsOf: URL(filePath: path)).dropLast(8 * columns.count * rows))
        // The newest row of each archive is its ring's last.
        for (index, archive) in archives.enumerated() {
            let place = header.count - 8 * (archives.count - index)
            withUnsafeBytes(of: UInt64(archive.rows - 1).littleEndian) {
                header.replaceSubrange(place..<place + 8, with: $0)
            }
        }
    }

    /// Writes a file.
    ///
    /// - `rings`: the rows of each archive, row by row, the oldest first.
    func write(_ rings: [[Double]], to path: String) throws {
        guard let file = fopen(path, "w") else { throw POSIXError(.init(rawValue: errno) ?? .EIO) }
        defer { fclose(file) }
        var written = header.withUnsafeBytes { fwrite($0.baseAddress, 1, $0.count, file) == $0.count }
        for ring in rings {
            written = ring.withUnsafeBytes { fwrite($0.baseAddress, 1, $0.count, file) == $0.count } && written
        }
        guard written else { throw POSIXError(.ENOSPC) }
    }
}
