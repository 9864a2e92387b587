import Foundation
import TestKit

/// A file system in memory, small enough to be filled to the last byte; gone with its last user, or with the next test run
/// where the process was killed.
final class SmallDisk: Sendable {
    private let folder: TemporaryFolder

    /// Why there can be none here; nil if there can.
    static let obstacle: String? = {
        guard geteuid() == 0 else { return "mounting a small file system needs root" }
        sweep()
        do {
            _ = try SmallDisk(megabytes: 1)
            return nil
        } catch {
            return "this machine does not allow mounting: \(error)"
        }
    }()

    /// Before the number of the process, as the name of what is mounted.
    private static let owner = "plexus-test-"

    /// Unmounts what dead processes have left.
    private static func sweep() {
        let mounts = (try? String(contentsOfFile: "/proc/self/mounts", encoding: .utf8)) ?? ""
        for line in mounts.split(separator: "\n") where line.hasPrefix(owner) {
            let words = line.split(separator: " ")
            guard words.count > 2, let process = pid_t(words[0].dropFirst(owner.count)), kill(process, 0) != 0
            else { continue }
            if umount2(String(words[1]), CInt(MNT_DETACH)) == 0 { rmdir(String(words[1])) }
        }
    }

    init(megabytes: Int) throws {
        folder = try TemporaryFolder()
        guard mount("\(Self.owner)\(getpid())", folder.path, "tmpfs", 0, "size=\(megabytes)m,mode=0755") == 0 else {
            throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EPERM)
        }
    }

    deinit { umount2(folder.path, CInt(MNT_DETACH)) }

    var path: String { folder.path }

    private var ballast: String { "\(path)/ballast" }

    /// Takes all the room there is, however others use it meanwhile.
    func fill() throws {
        let file = open(ballast, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO) }
        defer { close(file) }
        // At once what is free now, then to the byte.
        var status = statvfs()
        if statvfs(path, &status) == 0 { posix_fallocate(file, 0, off_t(status.f_bavail) * off_t(status.f_frsize)) }
        for size in [1 << 16, 1 << 12, 1] {
            let piece = [UInt8](repeating: 0xA5, count: size)
            while write(file, piece, size) == size {}
        }
    }

    /// Gives all of it back.
    func free() { unlink(ballast) }
}
