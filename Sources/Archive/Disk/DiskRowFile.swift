import Foundation

/// A file on a ``Disk`` that is open for updates, locked against other processes as librrd locks it, until its owner is done
/// with it.
package struct DiskRowFile: ~Copyable, RowFile {
    private let disk: any Disk
    private let file: DiskFile

    /// Tries three more times, up to 8 ms in all, while another process is inside a call of librrd on the file.
    package init(_ path: String, on disk: any Disk) throws(SystemError) {
        let opened = try disk.open(path, .update)
        do throws(SystemError) {
            try Self.lock(opened, on: disk)
        } catch {
            disk.close(opened)
            throw error
        }
        self.disk = disk
        file = opened
    }

    deinit { disk.close(file) }

    private static func lock(_ file: DiskFile, on disk: any Disk) throws(SystemError) {
        var pauses: ArraySlice<UInt32> = [1_000, 2_000, 5_000]
        while true {
            do throws(SystemError) {
                return try disk.lock(file)
            } catch {
                guard error.code == EACCES || error.code == EAGAIN, let pause = pauses.popFirst() else { throw error }
                usleep(pause)
            }
        }
    }

    package func size() throws(SystemError) -> Int { try disk.size(of: file) }

    package func read(into bytes: UnsafeMutableRawBufferPointer, at offset: Int) throws(SystemError) -> Int {
        try disk.read(file, into: bytes, at: offset)
    }

    package func write(_ bytes: UnsafeRawBufferPointer, at offset: Int) throws(SystemError) -> Int {
        try disk.write(file, bytes, at: offset)
        return bytes.count
    }

    package func synchronize() throws(SystemError) { try disk.sync(file) }
}
