import Foundation

/// Whose a file or folder is: what an administrator makes in an aggregator's folder must be the aggregator's.
struct FileOwner: Equatable {
    private let user: uid_t
    private let group: gid_t

    /// That of a file or folder; nil if there is none.
    init?(of path: String) {
        var status = stat()
        guard stat(path, &status) == 0 else { return nil }
        user = status.st_uid
        group = status.st_gid
    }

    /// Gives a file or folder to the owner, as only root can; anybody else's stays their own.
    func take(_ path: String) throws(SystemError) {
        guard geteuid() == 0 else { return }
        guard chown(path, user, group) == 0 else { throw SystemError(code: errno) }
    }

    /// Makes a folder, and those that it lies in, the owner's.
    func makeFolder(_ path: String) throws(SystemError) {
        guard mkdir(path, 0o755) != 0 else { return try take(path) }
        if errno == ENOENT {
            try makeFolder(URL(fileURLWithPath: path).deletingLastPathComponent().path)
            guard mkdir(path, 0o755) == 0 else { throw SystemError(code: errno) }
            return try take(path)
        }
        guard errno == EEXIST else { throw SystemError(code: errno) }
    }

    /// Gives everything in a data directory to the directory's owner, where root has made some of it.
    ///
    /// Looks at every file.
    static func settle(_ layout: ArchiveLayout) {
        guard geteuid() == 0, let owner = FileOwner(of: layout.directory), owner.user != 0,
            let below = FileManager.default.enumerator(atPath: layout.directory)
        else { return }
        for case let name as String in below {
            let path = "\(layout.directory)/\(name)"
            var status = stat()
            // What a link leads to is nobody's business here.
            guard lstat(path, &status) == 0, status.st_mode & S_IFMT != S_IFLNK, status.st_uid == 0 else { continue }
            _ = lchown(path, owner.user, owner.group)
        }
    }
}
