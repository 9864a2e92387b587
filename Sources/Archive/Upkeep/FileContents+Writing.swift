import Foundation

extension FileContents {
    /// Puts a new file of these contents in the place of the old one, or where there is none, in a folder that exists.
    ///
    /// It is written beside it, every byte, so that it has no holes; renamed when it is safe; and belongs to whom the old
    /// one belonged, or the folder. Whatever interrupts this leaves the old file or the new, and the next opening of the
    /// archive removes what lies beside them.
    package func write(on disk: any Disk = SystemDisk()) throws(FileContentsError) {
        guard isPlain else { throw .notPlain(path: path) }
        // Such names are swept up as files that librrd was creating.
        let beside = path + "anewed"
        try attempt("remove") { () throws(SystemError) in
            do throws(SystemError) { try disk.remove(beside) } catch {
                guard error.code == ENOENT else { throw error }
            }
        }
        do throws(FileContentsError) {
            try writeAll(to: beside, on: disk)
            try attempt("chown") { () throws(SystemError) in try Self.give(beside, as: path) }
            try attempt("rename") { () throws(SystemError) in try disk.rename(beside, to: path) }
        } catch {
            try? disk.remove(beside)
            throw error
        }
        let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
        try attempt("fsync") { () throws(SystemError) in try disk.syncFolder(folder) }
    }

    private func writeAll(to beside: String, on disk: any Disk) throws(FileContentsError) {
        var file: DiskFile?
        try attempt("create") { () throws(SystemError) in file = try disk.open(beside, .create) }
        guard let file else { return }
        defer { disk.close(file) }
        try attempt("write") { () throws(SystemError) in
            try Self.write(words, at: 0, to: file, on: disk)
            for (archive, ring) in zip(layout.archives, rings) {
                try Self.write(ring.values, at: archive.ring, to: file, on: disk)
            }
        }
        try attempt("fsync") { () throws(SystemError) in try disk.sync(file) }
    }

    private static func write<Element: BitwiseCopyable>(
        _ elements: [Element], at offset: Int, to file: DiskFile, on disk: any Disk
    ) throws(SystemError) {
        var failure: SystemError?
        elements.withUnsafeBytes { bytes in
            do throws(SystemError) { try disk.write(file, bytes, at: offset) } catch { failure = error }
        }
        if let failure { throw failure }
    }

    private static func give(_ beside: String, as path: String) throws(SystemError) {
        var status = stat()
        if stat(path, &status) == 0 {
            guard chmod(beside, status.st_mode & 0o7777) == 0 else { throw SystemError(code: errno) }
        }
        let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
        try (FileOwner(of: path) ?? FileOwner(of: folder))?.take(beside)
    }

    private func attempt(
        _ call: String, _ body: () throws(SystemError) -> Void
    ) throws(FileContentsError) {
        do throws(SystemError) { try body() } catch {
            throw .unwritable(path: path, call: call, errno: error.code)
        }
    }
}
