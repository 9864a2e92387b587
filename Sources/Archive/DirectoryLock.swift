import Foundation
import Synchronization

/// The right to write in a data directory: held until it is released, its last user lets go, or the process dies.
final class DirectoryLock: Sendable {
    private let file: Mutex<OpenFile?>

    /// Makes the data directory where it is missing, and takes it.
    init(_ layout: ArchiveLayout) throws(ArchiveError) {
        do {
            try FileManager.default.createDirectory(atPath: layout.root, withIntermediateDirectories: true)
        } catch {
            throw .unusableDirectory(path: layout.directory, reason: error.localizedDescription)
        }
        do {
            let file = try OpenFile(layout.lockFile, flags: O_RDWR | O_CREAT)
            guard try file.lock() else {
                let holder = String(decoding: (try? SystemDisk().contents(of: layout.lockFile)) ?? [], as: UTF8.self)
                throw ArchiveError.inUse(path: layout.directory, holder: holder.isEmpty ? "unknown" : holder)
            }
            // A file system that is mounted read-only, or a folder of another user's, is found out now.
            let probe = layout.root + "/.probe"
            _ = try OpenFile(probe, flags: O_RDWR | O_CREAT)
            unlink(probe)
            file.replace(with: "process \(getpid())")
            self.file = Mutex(file)
        } catch let error as ArchiveError {
            throw error
        } catch let error as SystemError {
            throw .unusableDirectory(path: layout.directory, reason: systemMessage(error.code))
        } catch {
            throw .unusableDirectory(path: layout.directory, reason: "\(error)")
        }
    }

    deinit { release() }

    func release() {
        file.withLock { file in
            file?.unlock()
            file = nil
        }
    }
}
