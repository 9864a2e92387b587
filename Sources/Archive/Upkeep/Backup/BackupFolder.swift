import Foundation

/// A folder with backups, each in a folder of its own that is named for its time: `20261128T110203Z`.
///
/// Files that have not changed since the last one are hard links to it.
package final class BackupFolder: BackupSink {
    /// Where the backup lies once it is finished.
    package let path: String
    private let folder: String
    /// Its name until then.
    private let partial: String
    private let last: (path: String, manifest: Manifest)?
    private let lock: OpenFile
    private let now: Int
    private var folders: Set<String> = []

    /// Makes the folder where it is missing, removes what an interrupted backup has left, and begins a new one.
    ///
    /// - `now`: seconds since 1970.
    package init(_ folder: String, now: Int) throws {
        self.folder = folder
        self.now = now
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        lock = try OpenFile("\(folder)/.lock", flags: O_RDWR | O_CREAT)
        guard try lock.lock() else { throw UpkeepError.backupInUse(path: folder) }
        partial = "\(folder)/.partial"
        try Self.remove(partial)
        guard mkdir(partial, 0o755) == 0 else { throw UpkeepError.last("mkdir", partial) }
        var name = Self.name(now)
        var number = 1
        while access("\(folder)/\(name)", F_OK) == 0 {
            number += 1
            name = "\(Self.name(now))-\(number)"
        }
        path = "\(folder)/\(name)"
        let previous = Self.backups(in: folder).last.map { "\(folder)/\($0)" }
        // A last backup that cannot be understood is none to save copies by.
        last = previous.flatMap { previous in
            (try? BackupSource.folder(previous).manifest()).map { (previous, $0) }
        }
    }

    deinit { lock.unlock() }

    private static func name(_ now: Int) -> String {
        let style = Date.ISO8601FormatStyle(dateSeparator: .omitted, timeSeparator: .omitted)
        return Date(timeIntervalSince1970: Double(now)).formatted(style)
    }

    /// The names of the finished backups in a folder, the oldest first.
    package static func backups(in folder: String) -> [String] {
        ((try? SystemDisk().names(in: folder)) ?? []).filter { name in
            !name.hasPrefix(".") && access("\(folder)/\(name)/\(Manifest.name)", F_OK) == 0
        }.sorted()
    }

    /// Removes the oldest backups.
    ///
    /// - `count`: how many stay, at least 1.
    /// - Returns: how many were removed.
    package func keepNewest(_ count: Int) throws -> Int {
        let old = Self.backups(in: folder).dropLast(max(1, count))
        for name in old {
            // Without its manifest it is no backup any more, wherever the deleting is interrupted.
            guard unlink("\(folder)/\(name)/\(Manifest.name)") == 0 else { throw UpkeepError.last("unlink", name) }
            try Self.remove("\(folder)/\(name)")
        }
        return old.count
    }

    private static func remove(_ path: String) throws {
        guard access(path, F_OK) == 0 else { return }
        try FileManager.default.removeItem(atPath: path)
    }

    package func reuse(_ path: String, _ facts: FileFacts) throws -> String? {
        guard let last, let place = BackupPath(path), let checksum = last.manifest.checksums[place],
            let copy = try? FileFacts(of: "\(last.path)/\(path)", now: now),
            copy.header == facts.header, copy.size == facts.size, copy.modified == facts.modified
        else { return nil }
        try makeFolder(of: path)
        // A file system without links, or with no more for this file, gets a copy.
        return link("\(last.path)/\(path)", "\(partial)/\(path)") == 0 ? checksum : nil
    }

    package func add(_ path: String, _ bytes: [UInt8], modified: FileFacts.Modified?) throws {
        try makeFolder(of: path)
        try NewFile.write(bytes, to: "\(partial)/\(path)", modified: modified)
    }

    private func makeFolder(of path: String) throws {
        guard let end = path.lastIndex(of: "/"), folders.insert(String(path[..<end])).inserted else { return }
        try FileManager.default.createDirectory(
            atPath: "\(partial)/\(path[..<end])", withIntermediateDirectories: true)
    }

    package func finish() throws {
        let disk = SystemDisk()
        try disk.syncFileSystem(of: partial)
        try disk.rename(partial, to: path)
        try disk.syncFolder(folder)
    }
}

/// Writes a file that is not there yet.
enum NewFile {
    /// Writes all bytes, zeros too, so that there are no holes.
    ///
    /// Returns before they are safe from a loss of power.
    ///
    /// - `modified`: nil for now.
    static func write(_ bytes: [UInt8], to path: String, modified: FileFacts.Modified? = nil) throws(UpkeepError) {
        let disk = SystemDisk()
        let file: DiskFile
        do {
            file = try disk.open(path, .create)
        } catch {
            throw .refused(path: path, call: "create", errno: error.code)
        }
        defer { disk.close(file) }
        do throws(SystemError) {
            try bytes.span.withUnsafeBytes { bytes throws(SystemError) in try disk.write(file, bytes, at: 0) }
        } catch {
            throw .refused(path: path, call: "write", errno: error.code)
        }
        guard let modified else { return }
        let time = timespec(tv_sec: modified.seconds, tv_nsec: modified.nanoseconds)
        guard futimens(file.number, [time, time]) == 0 else { throw .last("futimens", path) }
    }
}
