import Foundation

/// Whose a file or folder is: what an administrator makes in an aggregator's folder must be the aggregator's.
struct FileOwner {
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
}
