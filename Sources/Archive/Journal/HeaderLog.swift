import Wire

/// A worker's copies of headers as they were before files were written: what a loss of power tears is set right by them.
///
/// Rows are written into the places of the oldest, which are about to be lost anyway; the changing part of a header is
/// written over itself. So a file is put back by its header alone, to what it was when the file system was last synced, and
/// the journal has all rows since.
struct HeaderLog {
    private let journal: Journal
    private let worker: Int
    /// The folder of the files.
    private let root: String
    private let disk: any Disk
    private var segment: JournalSegment?
    /// Whether there are segments that have ended.
    private var hasEnded = false
    /// The files that this segment has a copy for: the first is the one that counts.
    private var known: Set<String> = []
    private var bytes: [UInt8] = []

    init(_ journal: Journal, worker: Int, root: String, on disk: any Disk) {
        self.journal = journal
        self.worker = worker
        self.root = root
        self.disk = disk
    }

    /// Keeps copies of the headers of files that are about to be written, and returns when they would survive a loss of
    /// power: three to five milliseconds on most disks, however many they are.
    mutating func keep(_ files: [CheckedFile]) throws(SystemError) {
        bytes.removeAll(keepingCapacity: true)
        var new: [String] = []
        for file in files {
            guard let layout = file.plain, !known.contains(file.path) else { continue }
            new.append(file.path)
            let segment = try current()
            try append(file.path, layout, seed: JournalFormat.seed(of: segment.number))
        }
        guard let segment, !new.isEmpty else { return }
        try segment.append(&bytes)
        try segment.sync()
        known.formUnion(new)
    }

    private mutating func append(_ path: String, _ layout: PlainLayout, seed: UInt32) throws(SystemError) {
        let header = try header(of: path, size: layout.headerSize)
        // One that is cut short has nothing to put back; the writer will refuse it.
        guard header.count == layout.headerSize else { return }
        let start = bytes.count
        bytes.beginRecord()
        bytes.append(text: String(path.dropFirst(root.count + 1)))
        let fixed = header.span.extracting(..<layout.liveHead)
        bytes.append(varint: UInt64(layout.fileSize))
        bytes.append(varint: UInt64(layout.liveHead))
        bytes.append(littleEndian: CRC32C.checksum(fixed))
        ZeroRuns.append(header.span.extracting(layout.liveHead...), to: &bytes)
        bytes.endRecord(begunAt: start, seed: seed)
    }

    private func header(of path: String, size: Int) throws(SystemError) -> [UInt8] {
        let file = try disk.open(path, .read)
        defer { disk.close(file) }
        return try disk.bytes(of: file, size, at: 0)
    }

    private mutating func current() throws(SystemError) -> JournalSegment {
        if let segment { return segment }
        let segment = try journal.begin(worker: worker, as: .headers)
        self.segment = segment
        return segment
    }

    /// Has a file that was put in another's place be copied anew.
    mutating func forget(_ path: String) { known.remove(path) }

    /// Has the next copies go to a new segment, so that this one can be dropped once the file system has been synced.
    ///
    /// - Returns: the first segment that a copy may be in from now on.
    mutating func end() -> UInt64 {
        segment?.end()
        hasEnded = hasEnded || segment != nil
        segment = nil
        known.removeAll()
        return journal.nextNumber
    }

    /// Drops all copies, once the files have been synced: rows that the journal does not have are about to be written, and a
    /// file that was put back would lose them.
    mutating func drop() throws(SystemError) {
        guard segment != nil || hasEnded else { return }
        try disk.syncFileSystem(of: root)
        _ = end()
        try journal.dropHeaders(of: worker)
        hasEnded = false
    }
}

extension HeaderLog {
    /// Puts the headers back that the logs have copies of, the oldest copy of each file, where the file is still the same,
    /// and drops the copies once that is certain to stay.
    ///
    /// - Returns: how many files were changed.
    static func restore(_ journal: Journal, root: String, on disk: any Disk) throws(SystemError) -> Int {
        var restored: Set<String> = []
        var changed = 0
        let segments = try journal.segments(.headers)
        guard !segments.isEmpty else { return 0 }
        for segment in segments {
            guard let bytes = try? disk.contents(of: segment.path),
                var records = try? JournalRecords(segment: segment.number, bytes.span)
            else { continue }
            // What was being appended when the power failed belongs to a file that was not yet touched.
            while let payload = try? records.next(bytes.span) {
                guard let copy = try? HeaderCopy(bytes.span.extracting(payload)) else { break }
                guard !restored.contains(copy.path) else { continue }
                switch try copy.restore(below: root, on: disk) {
                case .anotherFile: break
                case .unchanged: restored.insert(copy.path)
                case .restored:
                    restored.insert(copy.path)
                    changed += 1
                }
            }
        }
        try disk.syncFileSystem(of: root)
        // What cannot be removed would be put back once more, to the same.
        try? journal.dropHeaders()
        return changed
    }
}
