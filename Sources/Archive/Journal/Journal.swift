import Synchronization

/// What is not yet in the files, or not yet certain to be: segments in a folder, which are read again at the next start.
///
/// Each worker appends to a segment of its own. A segment is dropped when all its rows are in files that have been synced.
final class Journal: Sendable {
    let folder: String
    private let disk: any Disk
    private let state: Mutex<State>

    private struct State {
        var next: UInt64
        /// Those that may hold what is not synced.
        var open: [JournalSegment] = []
        /// Those that were damaged, and are kept under another name.
        var damaged: Set<UInt64> = []
    }

    /// Makes the folder where it is missing.
    init(folder: String, on disk: any Disk) throws(SystemError) {
        self.folder = folder
        self.disk = disk
        try disk.makeFolder(folder)
        let last = try disk.names(in: folder).compactMap { JournalFormat.parse(fileName: $0)?.number }.max()
        state = Mutex(State(next: (last ?? 0) + 1))
    }

    /// The number of the next segment that is begun.
    var nextNumber: UInt64 { state.withLock { $0.next } }

    /// Begins a segment of a worker's.
    func begin(worker: Int) throws(SystemError) -> JournalSegment {
        let number = state.withLock { state in
            defer { state.next += 1 }
            return state.next
        }
        let header = JournalEncoder.header(of: number)
        let file = try disk.open("\(folder)/\(JournalFormat.fileName(number, worker: worker))", .create)
        let segment = JournalSegment(number, file, size: 0, on: disk)
        try segment.append(header.span)
        try disk.syncFolder(folder)
        state.withLock { $0.open.append(segment) }
        return segment
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

    func hasSegments(before number: UInt64) throws(SystemError) -> Bool {
        try disk.names(in: folder).contains { JournalFormat.parse(fileName: $0).map { $0.number < number } ?? false }
    }

    /// Removes the segments before a number, whose rows are all in synced files; damaged ones get another name.
    func drop(before number: UInt64) throws(SystemError) {
        for name in try disk.names(in: folder).sorted() {
            guard let found = JournalFormat.parse(fileName: name), found.number < number else { continue }
            let path = "\(folder)/\(name)"
            if state.withLock({ $0.damaged.remove(found.number) != nil }) {
                try disk.rename(path, to: path + ".damaged")
            } else {
                try disk.remove(path)
            }
        }
    }

    /// Has a segment kept when it is dropped.
    func keep(damaged number: UInt64) { _ = state.withLock { $0.damaged.insert(number) } }
}
