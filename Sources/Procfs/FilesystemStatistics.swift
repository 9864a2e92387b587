import Glibc

/// Who says how full a file system is: the kernel, or a recording of what it said.
package struct FilesystemStatistics: Sendable {
    /// The usage at a mount point; nil if it cannot be told.
    package let usage: @Sendable (_ mountPoint: String) -> FilesystemUsage?
    /// Whether ``usage`` may hang where a server is silent, so that ``RemoteFilesystem`` has to ask instead.
    package let mayHang: Bool

    package init(mayHang: Bool = false, usage: @escaping @Sendable (String) -> FilesystemUsage?) {
        self.mayHang = mayHang
        self.usage = usage
    }

    /// The file `statvfs` beside the root if there is one and the root is not `/proc`, else the kernel.
    package init(beside root: ProcRoot) {
        guard let path = root.recording("statvfs"), access(path, R_OK) == 0 else {
            self = .system
            return
        }
        var buffer = ReadBuffer()
        var file = ProcFile(path)
        let recorded = try? file.read(through: &buffer) { (bytes) throws(ProcfsError) in
            try Self.recorded(bytes)
        }
        self = recorded ?? Self { _ in nil }
    }

    /// The kernel, by `statvfs(3)`.
    ///
    /// May hang on a network file system whose server is silent.
    package static let system = Self(mayHang: true) { mountPoint in
        var answer = statvfs()
        guard mountPoint.withCString({ statvfs($0, &answer) }) == 0 else { return nil }
        return FilesystemUsage(
            blockSize: UInt64(answer.f_frsize), blocks: UInt64(answer.f_blocks), free: UInt64(answer.f_bfree),
            available: UInt64(answer.f_bavail), inodes: UInt64(answer.f_files),
            inodesFree: UInt64(answer.f_ffree), flags: UInt64(answer.f_flag))
    }

    /// What was recorded: lines of `blocksize blocks bfree bavail files ffree flag path`, where the path is the rest of
    /// the line.
    package static func recorded(_ bytes: Span<UInt8>) throws(ProcfsError) -> Self {
        var fields = Fields(of: "statvfs")
        var usages: [String: FilesystemUsage] = [:]
        while try fields.nextLine(in: bytes) {
            let blockSize = try fields.unsigned(in: bytes, "block size")
            let blocks = try fields.unsigned(in: bytes, "blocks")
            let free = try fields.unsigned(in: bytes, "free blocks")
            let available = try fields.unsigned(in: bytes, "available blocks")
            let inodes = try fields.unsigned(in: bytes, "inodes")
            let inodesFree = try fields.unsigned(in: bytes, "free inodes")
            let flags = try fields.unsigned(in: bytes, "flags")
            let path = bytes.trimmed(fields.remainder())
            guard !path.isEmpty else { throw fields.malformed(in: bytes, path, "mount point") }
            usages[bytes.repairedText(path)] = FilesystemUsage(
                blockSize: blockSize, blocks: blocks, free: free, available: available, inodes: inodes,
                inodesFree: inodesFree, flags: flags)
        }
        let recorded = usages
        return Self { recorded[$0] }
    }
}
