/// The file operations that everything rests on which must survive a crash: so few that a test can record them, and play
/// back what a loss of power may leave of them.
///
/// Files are known by descriptors; offsets and sizes are in bytes. Any thread may call; two must not write to one place.
package protocol Disk: Sendable {
    func open(_ path: String, _ mode: DiskMode) throws(SystemError) -> DiskFile
    func close(_ file: DiskFile)
    /// Keeps other processes that ask, librrd's among them, from writing to the file until it is closed; EAGAIN or EACCES if
    /// one of them has it.
    func lock(_ file: DiskFile) throws(SystemError)
    func size(of file: DiskFile) throws(SystemError) -> Int
    /// Returns how many bytes there were; fewer than asked for only at the end of the file.
    func read(_ file: DiskFile, into buffer: UnsafeMutableRawBufferPointer, at offset: Int) throws(SystemError) -> Int
    /// All of them or an error: then nobody knows how many.
    func write(_ file: DiskFile, _ bytes: UnsafeRawBufferPointer, at offset: Int) throws(SystemError)
    /// Returns when what was written to the file, and its size, would survive a loss of power.
    func sync(_ file: DiskFile) throws(SystemError)
    /// Returns when the names in a folder would.
    func syncFolder(_ path: String) throws(SystemError)
    /// Returns when everything written to the file system on which the path lies would, memory maps included.
    func syncFileSystem(of path: String) throws(SystemError)
    /// The names in a folder, in no order; none if it is missing.
    func names(in folder: String) throws(SystemError) -> [String]
    /// Does nothing where the folder is.
    func makeFolder(_ path: String) throws(SystemError)
    func rename(_ path: String, to other: String) throws(SystemError)
    func remove(_ path: String) throws(SystemError)
}

/// What a file is opened for.
package enum DiskMode: Sendable {
    case read
    case update
    /// A file of this name that is there is an error.
    case create
}

/// A file that is open; the number means something to its ``Disk`` only.
package struct DiskFile: Sendable, Hashable {
    package let number: Int32

    package init(_ number: Int32) { self.number = number }
}

extension Disk {
    /// The whole file.
    package func contents(of path: String) throws(SystemError) -> [UInt8] {
        let file = try open(path, .read)
        defer { close(file) }
        return try bytes(of: file, try size(of: file), at: 0)
    }

    /// So many bytes of a file; fewer where it ends before.
    package func bytes(of file: DiskFile, _ count: Int, at offset: Int) throws(SystemError) -> [UInt8] {
        var failure: SystemError?
        let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
            do throws(SystemError) {
                filled = try read(file, into: UnsafeMutableRawBufferPointer(buffer), at: offset)
            } catch {
                failure = error
            }
        }
        if let failure { throw failure }
        return bytes
    }
}
