import CLinux
import Foundation

/// An RRD file as it was at one moment, whoever may be writing it.
package struct StillFile: Sendable {
    package let facts: FileFacts
    /// The whole file.
    package let bytes: [UInt8]

    package var header: RRDHeader { facts.header }

    /// Files of more bytes than this are none of ours, and not taken into memory.
    package static let sizeLimit = 1 << 30

    /// Reads a file in full.
    ///
    /// A writer waits only while the header is read, before the rows and again after them; where it was changed in between,
    /// all is read anew, at last under the lock.
    ///
    /// - `now`: seconds since 1970.
    package init(reading path: String, now: Int) throws(RRDHeaderError) {
        let file = try WatchedFile(path)
        for attempt in 0..<Self.attempts {
            let isLast = attempt == Self.attempts - 1
            var bytes: [UInt8] = []
            let before = try file.whileStill { file throws(RRDHeaderError) in
                let found = try HeaderOnDisk(file, path: path)
                if isLast { bytes = try Self.contents(of: file, found.size, path: path) }
                return found
            }
            let facts = try FileFacts(path, before, now: now)
            if !isLast {
                bytes = try Self.contents(of: file.file, facts.size, path: path)
                let after = try file.whileStill { file throws(RRDHeaderError) in try HeaderOnDisk(file, path: path) }
                guard after.bytes == before.bytes, after.size == facts.size else { continue }
            }
            guard bytes.count == facts.size else {
                throw .damaged(path: path, part: "size", expected: "\(facts.size) bytes", found: "\(bytes.count)")
            }
            self.facts = facts
            self.bytes = bytes
            return
        }
        preconditionFailure("the last attempt returns or throws")
    }

    private static let attempts = 4

    private static func contents(
        of file: DiskFile, _ size: Int, path: String
    ) throws(RRDHeaderError) -> [UInt8] {
        guard size <= sizeLimit else {
            throw .damaged(path: path, part: "size", expected: "at most \(sizeLimit) bytes", found: "\(size)")
        }
        do {
            return try SystemDisk().bytes(of: file, size, at: 0)
        } catch {
            throw .unreadable(path: path, errno: error.code)
        }
    }
}

/// What an RRD file and the file system say of it, at one moment.
package struct FileFacts: Sendable, Equatable {
    package let header: RRDHeader
    /// Bytes.
    package let size: Int
    /// What it takes of the disk, in bytes; less than its size where it has holes.
    package let sizeOnDisk: Int
    package let modified: Modified

    /// When a file was last written to.
    package struct Modified: Sendable, Equatable {
        /// Since 1970.
        package let seconds: Int
        package let nanoseconds: Int

        init(_ time: timespec) {
            seconds = time.tv_sec
            nanoseconds = time.tv_nsec
        }
    }

    /// Reads and checks a header while nobody writes to the file.
    ///
    /// Symbolic links are not followed.
    ///
    /// - `now`: seconds since 1970.
    package init(of path: String, now: Int) throws(RRDHeaderError) {
        let found = try WatchedFile(path).whileStill { file throws(RRDHeaderError) in
            try HeaderOnDisk(file, path: path)
        }
        try self.init(path, found, now: now)
    }

    fileprivate init(_ path: String, _ found: HeaderOnDisk, now: Int) throws(RRDHeaderError) {
        header = try RRDHeader(parsing: found.bytes, fileSize: found.size, path: path, now: now)
        size = found.size
        sizeOnDisk = Int(found.status.st_blocks) * 512
        modified = Modified(found.status.st_mtim)
    }
}

/// The bytes of a file's header, and what the file system says of the file.
private struct HeaderOnDisk {
    let bytes: [UInt8]
    let size: Int
    let status: stat

    init(_ file: DiskFile, path: String) throws(RRDHeaderError) {
        (bytes, size) = try RRDHeader.bytes(of: file, at: path, on: SystemDisk())
        var status = stat()
        guard fstat(file.number, &status) == 0 else { throw .unreadable(path: path, errno: errno) }
        self.status = status
    }
}

/// A file that others may write to while it is read.
private struct WatchedFile: ~Copyable {
    private let opened: OpenFile
    private let path: String

    var file: DiskFile { DiskFile(opened.descriptor) }

    init(_ path: String) throws(RRDHeaderError) {
        do {
            opened = try OpenFile(path, flags: O_RDONLY | O_NOFOLLOW)
        } catch {
            throw .unreadable(path: path, errno: error.code)
        }
        self.path = path
        // Read before the lock is taken: then it is held for microseconds, whatever the disk.
        _ = try? SystemDisk().bytes(of: file, RRDFormat.statHead, at: 0)
    }

    /// Does something while nobody writes; waits up to 0.4 s for one who does.
    borrowing func whileStill<Result>(
        _ body: (DiskFile) throws(RRDHeaderError) -> Result
    ) throws(RRDHeaderError) -> Result {
        var pauses: ArraySlice<UInt32> = [1_000, 2_000, 5_000, 10_000, 20_000, 50_000, 100_000, 200_000]
        while clinux_lock_for_reading(opened.descriptor) != 0 {
            let code = errno
            guard code == EACCES || code == EAGAIN, let pause = pauses.popFirst() else {
                throw .unreadable(path: path, errno: code)
            }
            usleep(pause)
        }
        defer { _ = clinux_unlock(opened.descriptor) }
        return try body(file)
    }
}
