import Foundation

extension RRDHeader {
    /// Reads and checks the header of a file; nil if there is none.
    ///
    /// Takes two reads: 128 bytes, then the whole header once its counts are known to be sane.
    ///
    /// - `now`: seconds since 1970.
    package init?(
        readingFrom path: String, on access: any FileAccess = SystemDisk(), now: Int
    ) throws(RRDHeaderError) {
        let file: DiskFile
        do {
            file = try access.open(path, .read)
        } catch {
            if error.code == ENOENT { return nil }
            throw .unreadable(path: path, errno: error.code)
        }
        defer { access.close(file) }
        try self.init(reading: file, at: path, on: access, now: now)
    }

    /// As ``init(readingFrom:on:now:)``, of a file that is open.
    init(reading file: DiskFile, at path: String, on access: any FileAccess, now: Int) throws(RRDHeaderError) {
        let (bytes, size) = try Self.bytes(of: file, at: path, on: access)
        try self.init(parsing: bytes, fileSize: size, path: path, now: now)
    }

    /// The bytes of a header of which nothing but its counts has been checked, and the size of its file.
    static func bytes(
        of file: DiskFile, at path: String, on access: any FileAccess
    ) throws(RRDHeaderError) -> (bytes: [UInt8], fileSize: Int) {
        let size: Int
        var bytes: [UInt8]
        do throws(SystemError) {
            size = try access.size(of: file)
            bytes = try access.bytes(of: file, RRDFormat.statHead, at: 0)
        } catch {
            // A pipe would block and a folder has no bytes.
            guard error.code != EISDIR, error.code != ESPIPE else {
                throw .damaged(path: path, part: "file", expected: "a regular file", found: "another kind")
            }
            throw .unreadable(path: path, errno: error.code)
        }
        let counts = try Counts(HeaderBytes(bytes, path: path))
        do throws(SystemError) {
            bytes += try access.bytes(of: file, counts.headerSize - bytes.count, at: bytes.count)
        } catch {
            throw .unreadable(path: path, errno: error.code)
        }
        return (bytes, size)
    }
}
