import CLinux
import Foundation

/// The real one.
package struct SystemDisk: Disk {
    package init() {}

    package func open(_ path: String, _ mode: DiskMode) throws(SystemError) -> DiskFile {
        let flags =
            switch mode {
            case .read: O_RDONLY
            case .update: O_RDWR
            case .create: O_RDWR | O_CREAT | O_EXCL
            }
        let descriptor = Foundation.open(path, flags | O_CLOEXEC | O_NONBLOCK, 0o644)
        guard descriptor >= 0 else { throw SystemError(code: errno) }
        return DiskFile(descriptor)
    }

    package func close(_ file: DiskFile) { _ = Foundation.close(file.number) }

    package func lock(_ file: DiskFile) throws(SystemError) {
        var whole = flock()
        let mode = fcntl(file.number, F_GETFL) & O_ACCMODE
        whole.l_type = Int16(mode == O_RDONLY ? F_RDLCK : F_WRLCK)
        whole.l_whence = Int16(SEEK_SET)
        guard fcntl(file.number, F_SETLK, &whole) == 0 else { throw SystemError(code: errno) }
    }

    package func size(of file: DiskFile) throws(SystemError) -> Int {
        var status = stat()
        guard fstat(file.number, &status) == 0 else { throw SystemError(code: errno) }
        let kind = status.st_mode & S_IFMT
        guard kind == S_IFREG else { throw SystemError(code: kind == S_IFDIR ? EISDIR : ESPIPE) }
        return Int(status.st_size)
    }

    package func readSome(
        _ file: DiskFile, into buffer: UnsafeMutableRawBufferPointer, at offset: Int
    ) throws(SystemError) -> Int {
        let count = pread(file.number, buffer.baseAddress, buffer.count, off_t(offset))
        guard count >= 0 else { throw SystemError(code: errno) }
        return count
    }

    package func writeSome(
        _ file: DiskFile, _ bytes: UnsafeRawBufferPointer, at offset: Int
    ) throws(SystemError) -> Int {
        let count = pwrite(file.number, bytes.baseAddress, bytes.count, off_t(offset))
        guard count >= 0 else { throw SystemError(code: errno) }
        return count
    }

    package func truncate(_ file: DiskFile, to size: Int) throws(SystemError) {
        guard ftruncate(file.number, off_t(size)) == 0 else { throw SystemError(code: errno) }
    }

    package func sync(_ file: DiskFile) throws(SystemError) {
        guard fdatasync(file.number) == 0 else { throw SystemError(code: errno) }
    }

    package func evict(_ file: DiskFile) { _ = posix_fadvise(file.number, 0, 0, POSIX_FADV_DONTNEED) }

    package func syncFolder(_ path: String) throws(SystemError) {
        try withFolder(path) { fsync($0) }
    }

    package func syncFileSystem(of path: String) throws(SystemError) {
        try withFolder(path) { clinux_syncfs($0) }
    }

    private func withFolder(_ path: String, _ call: (CInt) -> CInt) throws(SystemError) {
        let descriptor = Foundation.open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw SystemError(code: errno) }
        defer { _ = Foundation.close(descriptor) }
        guard call(descriptor) == 0 else { throw SystemError(code: errno) }
    }

    package func names(in folder: String) throws(SystemError) -> [String] {
        guard let stream = opendir(folder) else {
            if errno == ENOENT { return [] }
            throw SystemError(code: errno)
        }
        defer { closedir(stream) }
        var names: [String] = []
        while let entry = readdir(stream) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name != ".", name != ".." { names.append(name) }
        }
        return names
    }

    package func makeFolder(_ path: String) throws(SystemError) {
        guard mkdir(path, 0o755) == 0 || errno == EEXIST else { throw SystemError(code: errno) }
    }

    package func rename(_ path: String, to other: String) throws(SystemError) {
        guard Foundation.rename(path, other) == 0 else { throw SystemError(code: errno) }
    }

    package func remove(_ path: String) throws(SystemError) {
        guard unlink(path) == 0 else { throw SystemError(code: errno) }
    }
}
