import Foundation

/// A file that is open for updates, locked against other processes as librrd locks it, until its owner is done with it.
package struct LockedFile: ~Copyable, RowFile {
    private let file: OpenFile

    /// Tries three more times, up to 8 ms in all, while another process is inside a call of librrd on the file.
    package init(_ path: String) throws(SystemError) {
        let opened = try OpenFile(path, flags: O_RDWR)
        try Self.lock(opened.descriptor)
        file = opened
    }

    private static func lock(_ descriptor: CInt) throws(SystemError) {
        var pauses: ArraySlice<UInt32> = [1_000, 2_000, 5_000]
        while true {
            var whole = flock()
            whole.l_type = Int16(F_WRLCK)
            whole.l_whence = Int16(SEEK_SET)
            if fcntl(descriptor, F_SETLK, &whole) == 0 { return }
            let code = errno
            guard code == EACCES || code == EAGAIN, let pause = pauses.popFirst() else {
                throw SystemError(code: code)
            }
            usleep(pause)
        }
    }

    package func size() throws(SystemError) -> Int { Int(try file.status().st_size) }

    package func read(into bytes: UnsafeMutableRawBufferPointer, at offset: Int) throws(SystemError) -> Int {
        let count = pread(file.descriptor, bytes.baseAddress, bytes.count, off_t(offset))
        guard count >= 0 else { throw SystemError(code: errno) }
        return count
    }

    package func write(_ bytes: UnsafeRawBufferPointer, at offset: Int) throws(SystemError) -> Int {
        let count = pwrite(file.descriptor, bytes.baseAddress, bytes.count, off_t(offset))
        guard count >= 0 else { throw SystemError(code: errno) }
        return count
    }

    package func synchronize() throws(SystemError) {
        guard fdatasync(file.descriptor) == 0 else { throw SystemError(code: errno) }
    }
}
