import Foundation

/// A file of a series that is open for reading, with the rows that wait for it.
///
/// Other processes that write it wait meanwhile; in this one, the caller sees to it that nobody does.
final class ReadableFile {
    private let path: String
    private let file: DiskFile
    private let base: any FileAccess
    /// What the file will be, once rows that wait are in it.
    private var overlay: Overlay?
    private let plain: PlainLayout?
    private(set) var header: RRDHeader

    /// Opens a file and checks its header; nil if there is none.
    ///
    /// - `now`: seconds since 1970.
    init?(_ path: String, on access: any FileAccess, now: Int) throws(RRDHeaderError) {
        do {
            file = try access.openLocked(path, .read)
        } catch {
            if error.code == ENOENT { return nil }
            throw .unreadable(path: path, errno: error.code)
        }
        self.path = path
        base = access
        do throws(RRDHeaderError) {
            header = try RRDHeader(reading: file, at: path, on: access, now: now)
        } catch {
            access.close(file)
            throw error
        }
        plain = CheckedFile(path: path, header: header).plain
    }

    deinit { base.close(file) }

    /// Has the file answer as if rows that wait were in it.
    ///
    /// - `sources`: for each of the file's columns, where its value stands in a row.
    func show(_ rows: PendingRows, _ sources: [Int?]) throws(RRDHeaderError) {
        guard let plain else { return }
        var updates = UpdateBatch(columns: 0)
        let plan = UpdatePlan(rows.intervals, lastUpdate: header.lastUpdate)
        updates.fill(rows, by: plan, sources)
        guard !updates.times.isEmpty else { return }
        let overlay = overlay ?? Overlay(file, on: base)
        self.overlay = overlay
        var writer = PlainRowWriter(on: overlay)
        do {
            try writer.write(updates, to: CheckedFile(path: path, layout: plain))
        } catch {
            // Nothing is written but memory: what is wrong is the file.
            throw RRDHeaderError(error, at: path)
        }
        header.lastUpdate = plan.lastUpdate
    }

    /// The rows that were chosen, of the columns named: those it has.
    func rows(_ choice: ArchiveChoice, _ columns: [String]) throws -> FileRows {
        guard let plain else { return try FileRows(fetching: choice, from: path) }
        let present = columns.compactMap { name in
            header.columns.firstIndex { $0.name == name }.map { (name: name, place: $0) }
        }
        return try FileRows(
            reading: choice, present.map(\.name), at: present.map(\.place), of: plain, lastUpdate: header.lastUpdate,
            from: file, at: path, on: overlay ?? base)
    }

    /// The bytes of the file's last update and of what has been taken of the step that has not ended (RRDtool: live_head,
    /// pdp_prep); nil if the file is not plain.
    func openStep() throws(SystemError) -> [UInt8]? {
        guard let plain else { return nil }
        return try base.bytes(of: file, plain.columnStatesEnd - plain.liveHead, at: plain.liveHead)
    }
}
