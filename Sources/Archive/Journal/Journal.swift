import Synchronization

/// What is not yet in the files, or not yet certain to be: segments in a folder, which are read again at the next start.
///
/// Each worker appends to a segment of its own. A segment is dropped when all its rows are in files that have been synced.
/// Its file is then used again: where a file neither grows nor is new, a sync need not write of the file system itself, which
/// is much more than the rows of a second are.
final class Journal: Sendable {
    let folder: String
    let disk: any Disk
    private let state: Mutex<State>

    private struct State {
        var next: UInt64
        /// Those that may hold what is not synced.
        var open: [JournalSegment] = []
        /// Those that were damaged, and are kept under another name.
        var damaged: Set<UInt64> = []
        /// Files that can be used again.
        var spares: [SegmentFile]
    }

    /// As many as workers begin at once.
    private static let maximumSpares = 4

    /// Makes the folder where it is missing.
    init(folder: String, on disk: any Disk) throws(SystemError) {
        self.folder = folder
        self.disk = disk
        try disk.makeFolder(folder)
        let last = try disk.names(in: folder).compactMap { JournalFormat.FileName($0)?.number }.max()
        state = Mutex(State(next: (last ?? 0) + 1, spares: try Self.segments(in: folder, .spare, on: disk)))
    }

    /// The number of the next segment that is begun.
    var nextNumber: UInt64 { state.withLock { $0.next } }

    /// Begins a segment of a worker's.
    func begin(worker: Int, as content: JournalFormat.Content = .rows) throws(SystemError) -> JournalSegment {
        let number = state.withLock { state in
            defer { state.next += 1 }
            return state.next
        }
        let path = self.path(number, worker, content)
        let segment = JournalSegment(number, try file(path), size: 0, on: disk)
        do throws(SystemError) {
            var bytes = JournalFormat.header(of: number)
            try segment.append(&bytes)
            try disk.syncFolder(folder)
        } catch {
            // As long as the disk is full, every row would leave an empty one.
            try? disk.remove(path)
            throw error
        }
        // Copies of headers are synced by whoever makes them.
        if content == .rows { state.withLock { $0.open.append(segment) } }
        return segment
    }

    private func path(_ number: UInt64, _ worker: Int, _ content: JournalFormat.Content) -> String {
        "\(folder)/\(JournalFormat.FileName(number: number, worker: worker, content: content))"
    }

    /// A file of a name: one that is used again, or a new one.
    private func file(_ path: String) throws(SystemError) -> DiskFile {
        while let spare = state.withLock({ $0.spares.popLast() }) {
            // Somebody may have removed it.
            guard (try? disk.rename(spare.path, to: path)) != nil else { continue }
            // Under its old name it must not be found with what it is about to hold.
            try disk.syncFolder(folder)
            return try disk.open(path, .update)
        }
        do throws(SystemError) {
            return try disk.open(path, .create)
        } catch {
            guard error.code == SystemError.missing.code else { throw error }
            try disk.makeFolder(folder)
            return try disk.open(path, .create)
        }
    }

    /// The segments in the folder, the oldest first.
    func segments(_ content: JournalFormat.Content) throws(SystemError) -> [SegmentFile] {
        try Self.segments(in: folder, content, on: disk)
    }

    /// The segments in a journal's folder, the oldest first; none if it is missing.
    static func segments(
        in folder: String, _ content: JournalFormat.Content, on disk: any Disk
    ) throws(SystemError) -> [SegmentFile] {
        try disk.names(in: folder).compactMap { name in
            guard let parsed = JournalFormat.FileName(name), parsed.content == content else { return nil }
            return SegmentFile(path: "\(folder)/\(name)", number: parsed.number, worker: parsed.worker)
        }.sorted { $0.number < $1.number }
    }

    /// A segment on disk.
    struct SegmentFile {
        let path: String
        let number: UInt64
        let worker: Int
    }

    /// Syncs what was appended since the last time: to be called once a second.
    func sync() throws(SystemError) {
        let open = state.withLock { $0.open }
        for segment in open {
            let hasEnded = segment.hasEnded
            try segment.sync()
            if hasEnded { state.withLock { $0.open.removeAll { $0 === segment } } }
        }
    }

    /// Removes the copies of headers in the segments before a number: the files they are of have been synced since.
    ///
    /// To be done before the rows of those files are dropped: a header that was put back without them would lose them.
    ///
    /// - `worker`: whose segments; nil for all.
    func dropHeaders(before number: UInt64 = .max, of worker: Int? = nil) throws(SystemError) {
        var isChanged = false
        for segment in try segments(.headers)
        where segment.number < number && (worker == nil || segment.worker == worker) {
            try drop(segment)
            isChanged = true
        }
        if isChanged { try disk.syncFolder(folder) }
    }

    /// Removes the segments of rows before a number, whose rows are all in synced files; damaged ones get another name.
    func dropRows(before number: UInt64) throws(SystemError) {
        for segment in try segments(.rows) where segment.number < number {
            if state.withLock({ $0.damaged.remove(segment.number) != nil }) {
                try disk.rename(segment.path, to: segment.path + ".damaged")
            } else {
                try drop(segment)
            }
        }
    }

    private func drop(_ segment: SegmentFile) throws(SystemError) {
        let path = self.path(segment.number, segment.worker, .spare)
        guard state.withLock({ $0.spares.count < Self.maximumSpares }) else { return try disk.remove(segment.path) }
        try disk.rename(segment.path, to: path)
        let spare = SegmentFile(path: path, number: segment.number, worker: segment.worker)
        state.withLock { $0.spares.append(spare) }
    }

    /// Removes the files that would be used again.
    func removeSpares() throws(SystemError) {
        while let spare = state.withLock({ $0.spares.popLast() }) { try disk.remove(spare.path) }
    }

    /// Has a segment kept when it is dropped.
    func keep(damaged number: UInt64) { _ = state.withLock { $0.damaged.insert(number) } }
}
