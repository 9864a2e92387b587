import Foundation

/// A backup as one tar file, written from its beginning to its end.
///
/// Files go into it as they are read, so that it takes no room beside itself; a program that packs them later would need
/// copies first, since it knows nothing of their locks.
package final class BackupTar: BackupSink {
    /// nil for standard output.
    private let path: String?
    private let partial: String
    private let descriptor: CInt
    private let now: Int
    private var isFinished = false

    private static let folder = "plexus-backup"

    /// - `path`: the file to be; nil for standard output.
    /// - `now`: seconds since 1970.
    package init(_ path: String?, now: Int) throws(UpkeepError) {
        self.path = path
        self.now = now
        guard let path else {
            partial = "standard output"
            descriptor = STDOUT_FILENO
            return
        }
        partial = "\(path).partial"
        descriptor = open(partial, O_WRONLY | O_CREAT | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw .last("create", partial) }
        // What an interrupted backup has left goes; another one that is under way stays.
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            isFinished = true
            throw .backupInUse(path: partial)
        }
        guard ftruncate(descriptor, 0) == 0 else { throw .last("truncate", partial) }
    }

    deinit {
        guard path != nil, descriptor >= 0 else { return }
        if !isFinished { unlink(partial) }
        close(descriptor)
    }

    package func reuse(_ path: String, _ facts: FileFacts) -> String? { nil }

    package func add(_ path: String, _ bytes: [UInt8], modified: FileFacts.Modified?) throws {
        try write(Tar.header(of: "\(Self.folder)/\(path)", size: bytes.count, modified: modified?.seconds ?? now))
        try write(bytes)
        try write(Tar.padding(bytes.count))
    }

    package func finish() throws {
        try write(Tar.end)
        guard let path else { return }
        guard fsync(descriptor) == 0 else { throw UpkeepError.last("fsync", partial) }
        guard rename(partial, path) == 0 else { throw UpkeepError.last("rename", partial) }
        isFinished = true
        try SystemDisk().syncFolder(path.lastIndex(of: "/").map { String(path[...$0]) } ?? ".")
    }

    /// In order: standard output may be a pipe.
    private func write(_ bytes: [UInt8]) throws(UpkeepError) {
        var written = 0
        while written < bytes.count {
            let put = bytes[written...].withUnsafeBytes { Foundation.write(descriptor, $0.baseAddress, $0.count) }
            if put < 0, errno == EINTR { continue }
            guard put > 0 else { throw .last("write", partial) }
            written += put
        }
    }
}
