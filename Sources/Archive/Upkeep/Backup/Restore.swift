import Foundation
import MetricModel

/// Puts a backup's files into an archive.
///
/// Everything is verified before the first file is written: its checksum, its header, its size. A file whose history here is
/// newer stays, unless it is forced to give way. Where it is interrupted, each file is the old or the new one, and a second
/// run ends it: the journal comes last.
package struct Restore {
    /// What becomes of a file.
    package enum Fate: Sendable, Equatable {
        case new
        /// The file here is older, or forced to give way.
        case replaced
        /// The file here is damaged; it gets another name.
        case beside
        /// The file here has rows as new, or newer.
        case kept
    }

    /// One of a backup's files.
    package struct Item: Sendable, Equatable {
        /// In the backup, and below the data directory.
        package let path: String
        package let fate: Fate
        /// Bytes.
        package let size: Int
        fileprivate let place: BackupPath
    }

    package let items: [Item]
    /// Rows of the backup's journal that the next start of an aggregator puts into their files.
    package let journalRows: Int
    private let source: BackupSource
    private let hosts: Set<HostKey>?
    private let manifest: Manifest
    private let layout: ArchiveLayout
    private let now: Int

    /// Verifies a backup and plans what to do with it; changes nothing.
    ///
    /// Reads the backup in full. Throws ``UpkeepError``, or ``RRDHeaderError`` for a file here that cannot be read.
    ///
    /// - `hosts`: names of the only hosts to restore, as `HOST` or `CLUSTER/HOST`; empty for everything.
    /// - `force`: whether files here that are newer are replaced.
    /// - `now`: seconds since 1970.
    /// - `progress`: is told how many files of how many have been read.
    package init(
        from source: BackupSource, hosts names: [String] = [], into layout: ArchiveLayout, force: Bool = false,
        now: Int,
        progress: (Int, Int) -> Void = { _, _ in }
    ) throws {
        let manifest = try source.manifest()
        let hosts = names.isEmpty ? nil : try Self.hosts(names, in: manifest)
        var items: [Item] = []
        var rows = 0
        var faults: [String] = []
        let chosen = manifest.checksums.keys.filter { place in
            if case .journal = place { return true }
            return place.isOf(hosts)
        }.sorted { $0.description < $1.description }
        for (index, place) in chosen.enumerated() {
            do throws(UpkeepError) {
                let bytes = try Self.read(place, of: source, manifest)
                switch place {
                case .series:
                    let header = try Self.header(of: bytes, place, source, now: now)
                    let fate = try Self.fate(of: place, header, in: layout, force: force, now: now)
                    items.append(Item(path: "\(place)", fate: fate, size: bytes.count, place: place))
                case .journal(let name):
                    let read = SegmentReading(name, bytes, isLast: false) { if $0.series.isOf(hosts) { rows += 1 } }
                    if let error = read.error { faults.append("\(place): \(error)") }
                case .state:
                    let isHere = access("\(layout.directory)/\(place)", F_OK) == 0
                    let fate: Fate = !isHere ? .new : force ? .replaced : .kept
                    items.append(Item(path: "\(place)", fate: fate, size: bytes.count, place: place))
                case .events:
                    let fate = Self.fate(ofLines: bytes, at: "\(layout.directory)/\(place)", force: force)
                    items.append(Item(path: "\(place)", fate: fate, size: bytes.count, place: place))
                }
            } catch {
                guard case .brokenBackup(_, let found) = error else { throw error }
                faults += found
            }
            progress(index + 1, chosen.count)
        }
        guard faults.isEmpty else { throw UpkeepError.brokenBackup(path: source.path, faults) }
        self.items = items
        journalRows = rows
        self.source = source
        self.hosts = hosts
        self.manifest = manifest
        self.layout = layout
        self.now = now
    }

    private static func hosts(_ names: [String], in manifest: Manifest) throws(AskedError) -> Set<HostKey> {
        let known = Set(
            manifest.checksums.keys.compactMap { place -> HostKey? in
                if case .series(.host(let host), _) = place { host } else { nil }
            })
        var hosts: Set<HostKey> = []
        for name in names { hosts.insert(try HostKey.one(named: name, among: known.sorted())) }
        return hosts
    }

    /// A file of the backup, once it is what the manifest says.
    private static func read(
        _ place: BackupPath, of source: BackupSource, _ manifest: Manifest
    ) throws(UpkeepError) -> [UInt8] {
        let bytes: [UInt8]
        do {
            bytes = try source.read("\(place)")
        } catch {
            throw .brokenBackup(path: source.path, ["\(error)"])
        }
        let checksum = SHA256.hex(of: bytes)
        guard let expected = manifest.checksums[place], checksum == expected else {
            throw .brokenBackup(
                path: source.path,
                ["\(place): expected the checksum \(manifest.checksums[place] ?? "of its manifest"), found \(checksum)"]
            )
        }
        return bytes
    }

    private static func header(
        of bytes: [UInt8], _ place: BackupPath, _ source: BackupSource, now: Int
    ) throws(UpkeepError) -> RRDHeader {
        do {
            return try RRDHeader(parsing: bytes, fileSize: bytes.count, path: "\(place)", now: now)
        } catch {
            throw .brokenBackup(path: source.path, ["\(error)"])
        }
    }

    /// Throws `brokenBackup` never: what is here is no fault of the backup.
    private static func fate(
        of place: BackupPath, _ header: RRDHeader, in layout: ArchiveLayout, force: Bool, now: Int
    ) throws(UpkeepError) -> Fate {
        let path = "\(layout.directory)/\(place)"
        do {
            let here = try FileFacts(of: path, now: now)
            return force || here.header.lastUpdate < header.lastUpdate ? .replaced : .kept
        } catch {
            switch error {
            case .unreadable(_, ENOENT): return .new
            case .unreadable(_, let code): throw .refused(path: path, call: "read", errno: code)
            case .fromTheFuture: return force ? .replaced : .kept
            case .damaged: return .beside
            }
        }
    }

    /// A file to which lines are only ever appended is older where the backup's begins with it.
    private static func fate(ofLines bytes: [UInt8], at path: String, force: Bool) -> Fate {
        guard let here = FileManager.default.contents(atPath: path) else { return .new }
        return force || (here.count < bytes.count && bytes.starts(with: here)) ? .replaced : .kept
    }

    /// Writes the files, then the journal.
    ///
    /// - `archive`: that of the plan, whose layout it must be.
    /// - `progress`: is told how many files of how many are written.
    package func perform(in archive: ClosedArchive, progress: (Int, Int) -> Void = { _, _ in }) throws {
        precondition(archive.layout == layout, "planned for another archive")
        let wanted = items.filter { $0.fate != .kept }
        var done = 0
        // One sync for many files.
        for start in stride(from: 0, to: wanted.count, by: Self.batch) {
            let batch = wanted[start..<min(start + Self.batch, wanted.count)]
            for item in batch {
                try write(item)
                done += 1
                progress(done, wanted.count)
            }
            try SystemDisk().syncFileSystem(of: layout.root)
            for item in batch { try put(item) }
        }
        try writeJournal()
        try SystemDisk().syncFileSystem(of: layout.root)
    }

    private static let batch = 256

    /// A name that the next start removes if it finds it.
    private func beside(_ item: Item) -> String { "\(layout.directory)/\(item.path)\(LeftOvers.restored)" }

    private func write(_ item: Item) throws {
        let path = beside(item)
        if let end = path.lastIndex(of: "/") {
            try FileManager.default.createDirectory(
                atPath: String(path[..<end]), withIntermediateDirectories: true)
        }
        unlink(path)
        try NewFile.write(try Self.read(item.place, of: source, manifest), to: path)
    }

    private func put(_ item: Item) throws(UpkeepError) {
        let path = "\(layout.directory)/\(item.path)"
        if item.fate == .beside {
            guard rename(path, "\(path).damaged-\(now)") == 0 else { throw .last("rename", path) }
        }
        guard rename(beside(item), path) == 0 else { throw .last("rename", beside(item)) }
    }

    /// Writes the rows of the chosen hosts to new segments, behind any that are here.
    private func writeJournal() throws {
        let disk = SystemDisk()
        let journal = try Journal(folder: layout.journalFolder, on: disk)
        let names = manifest.checksums.keys.compactMap { place in
            if case .journal(let name) = place { name } else { nil }
        }
        for name in names.sorted(by: { $0.number < $1.number }) {
            let bytes = try Self.read(.journal(name), of: source, manifest)
            var rows: [Row] = []
            _ = SegmentReading(name, bytes, isLast: false) { if $0.series.isOf(hosts) { rows.append($0) } }
            guard !rows.isEmpty else { continue }
            let segment = try journal.begin(worker: name.worker)
            var encoder = JournalEncoder(segment: segment.number)
            var encoded: [UInt8] = []
            encoder.encode(rows, into: &encoded)
            try segment.append(&encoded)
            try segment.sync()
            segment.end()
        }
    }
}
