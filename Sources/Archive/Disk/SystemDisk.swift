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
        whole.l_type = Int16(F_WRLCK)
        whole.l_whence = Int16(SEEK_SET)
        guard fcntl(file.number, F_SETLK, &whole) == 0 else { throw SystemError(code: errno) }
    }

    package func size(of file: DiskFile) throws(SystemError) -> Int {
        var status = stat()
        guard fstat(file.number, &status) == 0 else { throw SystemError(code: errno) }
        return Int(status.st_size)
    }

    package func read(
        _ file: DiskFile, into buffer: UnsafeMutableRawBufferPointer, at offset: Int
    ) throws(SystemError) -> Int {
        var filled = 0
        while filled < buffer.count {
            let got = pread(
                file.number, buffer.baseAddress?.advanced(by: filled), buffer.count - filled, off_t(offset + filled))
            if got < 0, errno == EINTR { continue }
            guard got >= 0 else { throw SystemError(code: errno) }
            guard got > 0 else { break }
            filled += got
        }
        return filled
    }

    package func write(_ file: DiskFile, _ bytes: UnsafeRawBufferPointer, at offset: Int) throws(SystemError) {
        var written = 0
        while written < bytes.count {
            let put = pwrite(
                file.number, bytes.baseAddress?.advanced(by: written), bytes.count - written, off_t(offset + written))
            if put < 0, errno == EINTR { continue }
            // A disk that takes nothing and gives no reason is full.
            guard put > 0 else { throw SystemError(code: put == 0 ? ENOSPC : errno) }
            written += put
        }
    }

    package func sync(_ file: DiskFile) throws(SystemError) {
        guard fdatasync(file.number) == 0 else { throw SystemError(code: errno) }
    }

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
