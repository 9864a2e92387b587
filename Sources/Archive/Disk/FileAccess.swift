/// Opening, reading and writing files: what the reading of rows and the writing of them ask of the system.
///
/// Files are known by descriptors; offsets and sizes are in bytes. Any thread may call; two must not write to one place.
package protocol FileAccess: Sendable {
    func open(_ path: String, _ mode: DiskMode) throws(SystemError) -> DiskFile
    func close(_ file: DiskFile)
    /// Keeps other processes that ask, librrd's among them, from writing to the file until it is closed, and from reading it
    /// too where it is open for more than reading; EAGAIN or EACCES if one of them has it.
    func lock(_ file: DiskFile) throws(SystemError)
    /// EISDIR or ESPIPE of what is no regular file.
    func size(of file: DiskFile) throws(SystemError) -> Int
    /// Reads up to as many bytes as there is room for, and says how many; 0 at the end of the file.
    func readSome(
        _ file: DiskFile, into buffer: UnsafeMutableRawBufferPointer, at offset: Int
    ) throws(SystemError) -> Int
    /// Writes up to as many bytes as there are, and says how many.
    func writeSome(_ file: DiskFile, _ bytes: UnsafeRawBufferPointer, at offset: Int) throws(SystemError) -> Int
}

/// What a file is opened for.
package enum DiskMode: Sendable {
    case read
    case update
    /// A file of this name that is there is an error.
    case create
}

/// A file that is open; the number means something to its ``FileAccess`` only.
package struct DiskFile: Sendable, Hashable {
    package let number: Int32

    package init(_ number: Int32) { self.number = number }
}

extension FileAccess {
    /// Returns how many bytes there were; fewer than there is room for only at the end of the file.
    package func read(
        _ file: DiskFile, into buffer: UnsafeMutableRawBufferPointer, at offset: Int
    ) throws(SystemError) -> Int {
        var filled = 0
        while filled < buffer.count {
            do throws(SystemError) {
                let rest = UnsafeMutableRawBufferPointer(rebasing: buffer[filled...])
                let count = try readSome(file, into: rest, at: offset + filled)
                guard count > 0 else { break }
                filled += count
            } catch {
                guard error.code == SystemError.interrupted else { throw error }
            }
        }
        return filled
    }

    /// All of them or an error: then nobody knows how many.
    package func write(_ file: DiskFile, _ bytes: UnsafeRawBufferPointer, at offset: Int) throws(SystemError) {
        var written = 0
        while written < bytes.count {
            do throws(SystemError) {
                let count = try writeSome(
                    file, UnsafeRawBufferPointer(rebasing: bytes[written...]), at: offset + written)
                // A system that takes nothing and names no reason would be asked forever.
                guard count > 0 else { throw SystemError.inputOutput }
                written += count
            } catch {
                guard error.code == SystemError.interrupted else { throw error }
            }
        }
    }

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
