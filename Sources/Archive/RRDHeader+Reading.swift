import Foundation

extension RRDHeader {
    /// Reads and checks the header of a file; nil if there is none.
    ///
    /// Takes two reads: 128 bytes, then the whole header once its counts are known to be sane.
    ///
    /// - `now`: seconds since 1970.
    package init?(readingFrom path: String, now: Int) throws(RRDHeaderError) {
        let descriptor: OpenFile
        do {
            descriptor = try OpenFile(path, flags: O_RDONLY)
        } catch {
            if error.code == ENOENT { return nil }
            throw .unreadable(path: path, errno: error.code)
        }
        let size: Int
        var bytes: [UInt8]
        do {
            let status = try descriptor.status()
            // A pipe would block and a folder has no bytes.
            guard status.st_mode & S_IFMT == S_IFREG else {
                throw RRDHeaderError.damaged(
                    path: path, part: "file", expected: "a regular file", found: "another kind")
            }
            size = Int(status.st_size)
            bytes = try descriptor.read(RRDFormat.statHead, at: 0)
            let counts = try Counts(HeaderBytes(bytes, path: path))
            bytes += try descriptor.read(counts.headerSize - bytes.count, at: bytes.count)
        } catch let error as SystemError {
            throw .unreadable(path: path, errno: error.code)
        } catch let error as RRDHeaderError {
            throw error
        } catch {
            throw .unreadable(path: path, errno: EIO)
        }
        try self.init(parsing: bytes, fileSize: size, path: path, now: now)
    }
}
