import Foundation

/// Where text goes: standard output, or a file that has its name once it is whole.
final class ExportFile {
    private let path: String
    private let handle: FileHandle

    private var beside: String { "\(path).part" }

    /// - `path`: `-` for standard output.
    init(_ path: String) throws(ExportFileError) {
        self.path = path
        guard path != "-" else {
            handle = .standardOutput
            return
        }
        guard FileManager.default.createFile(atPath: "\(path).part", contents: nil),
            let file = FileHandle(forWritingAtPath: "\(path).part")
        else { throw ExportFileError(path: path, reason: String(cString: strerror(errno))) }
        handle = file
    }

    func write(_ bytes: [UInt8]) throws(ExportFileError) {
        do {
            try handle.write(contentsOf: bytes)
        } catch {
            throw ExportFileError(path: path, reason: error.localizedDescription)
        }
    }

    func finish() throws(ExportFileError) {
        guard path != "-" else { return }
        guard fsync(handle.fileDescriptor) == 0, rename(beside, path) == 0 else {
            throw ExportFileError(path: path, reason: String(cString: strerror(errno)))
        }
    }

    deinit {
        // Gone already where it was finished.
        if path != "-" { unlink(beside) }
    }
}

/// Why text could not be written.
struct ExportFileError: Error, CustomStringConvertible {
    let path: String
    let reason: String

    var description: String { "\(path): cannot be written: \(reason)" }
}
