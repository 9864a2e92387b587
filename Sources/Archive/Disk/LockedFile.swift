import Foundation

/// A file that is open and locked against other processes as librrd locks it, until its owner is done with it.
struct LockedFile: ~Copyable {
    private let access: any FileAccess
    private let file: DiskFile

    /// Tries three more times, up to 8 ms in all, while another process is inside a call of librrd on the file.
    init(_ path: String, _ mode: DiskMode, on access: any FileAccess) throws(SystemError) {
        let opened = try access.open(path, mode)
        do throws(SystemError) {
            try Self.lock(opened, on: access)
        } catch {
            access.close(opened)
            throw error
        }
        self.access = access
        file = opened
    }

    deinit { access.close(file) }

    private static func lock(_ file: DiskFile, on access: any FileAccess) throws(SystemError) {
        var pauses: ArraySlice<UInt32> = [1_000, 2_000, 5_000]
        while true {
            do throws(SystemError) {
                return try access.lock(file)
            } catch {
                guard error.code == EACCES || error.code == EAGAIN, let pause = pauses.popFirst() else { throw error }
                usleep(pause)
            }
        }
    }

    func size() throws(SystemError) -> Int { try access.size(of: file) }

    func read(into bytes: UnsafeMutableRawBufferPointer, at offset: Int) throws(SystemError) -> Int {
        try access.read(file, into: bytes, at: offset)
    }

    func write(_ bytes: UnsafeRawBufferPointer, at offset: Int) throws(SystemError) {
        try access.write(file, bytes, at: offset)
    }
}
