import Foundation

extension FileAccess {
    /// Opens a file and locks it against other processes as librrd locks it.
    ///
    /// Tries three more times, up to 8 ms in all, while another process is inside a call of librrd on the file.
    func openLocked(_ path: String, _ mode: DiskMode) throws(SystemError) -> DiskFile {
        let file = try open(path, mode)
        var pauses: ArraySlice<UInt32> = [1_000, 2_000, 5_000]
        while true {
            do throws(SystemError) {
                try lock(file)
                return file
            } catch {
                guard error.code == EACCES || error.code == EAGAIN, let pause = pauses.popFirst() else {
                    close(file)
                    throw error
                }
                usleep(pause)
            }
        }
    }
}

/// A file that is open and locked until its owner is done with it.
struct LockedFile: ~Copyable {
    private let access: any FileAccess
    private let file: DiskFile

    init(_ path: String, _ mode: DiskMode, on access: any FileAccess) throws(SystemError) {
        self.access = access
        file = try access.openLocked(path, mode)
    }

    deinit { access.close(file) }

    func size() throws(SystemError) -> Int { try access.size(of: file) }

    func read(into bytes: UnsafeMutableRawBufferPointer, at offset: Int) throws(SystemError) -> Int {
        try access.read(file, into: bytes, at: offset)
    }

    func write(_ bytes: UnsafeRawBufferPointer, at offset: Int) throws(SystemError) {
        try access.write(file, bytes, at: offset)
    }
}
