import Archive
import Foundation
import Synchronization

/// The real disk, which can be told to be full for the journal: a write there gets all but one of its bytes down.
final class RefusingDisk: Disk {
    private let disk = SystemDisk()
    private let isFull = Atomic(false)
    private let journal = Mutex<Set<DiskFile>>([])

    func refuse(_ isRefusing: Bool) { isFull.store(isRefusing, ordering: .relaxed) }

    func open(_ path: String, _ mode: DiskMode) throws(SystemError) -> DiskFile {
        let file = try disk.open(path, mode)
        journal.withLock { if path.contains("/journal/") { $0.insert(file) } else { $0.remove(file) } }
        return file
    }

    func writeSome(_ file: DiskFile, _ bytes: UnsafeRawBufferPointer, at offset: Int) throws(SystemError) -> Int {
        guard isFull.load(ordering: .relaxed), journal.withLock({ $0.contains(file) }) else {
            return try disk.writeSome(file, bytes, at: offset)
        }
        guard bytes.count > 1 else { throw SystemError(code: ENOSPC) }
        return try disk.writeSome(file, UnsafeRawBufferPointer(rebasing: bytes.prefix(bytes.count / 2)), at: offset)
    }

    func close(_ file: DiskFile) { disk.close(file) }
    func lock(_ file: DiskFile) throws(SystemError) { try disk.lock(file) }
    func size(of file: DiskFile) throws(SystemError) -> Int { try disk.size(of: file) }
    func readSome(
        _ file: DiskFile, into buffer: UnsafeMutableRawBufferPointer, at offset: Int
    ) throws(SystemError) -> Int {
        try disk.readSome(file, into: buffer, at: offset)
    }
    func truncate(_ file: DiskFile, to size: Int) throws(SystemError) { try disk.truncate(file, to: size) }
    func sync(_ file: DiskFile) throws(SystemError) { try disk.sync(file) }
    func evict(_ file: DiskFile) { disk.evict(file) }
    func syncFolder(_ path: String) throws(SystemError) { try disk.syncFolder(path) }
    func syncFileSystem(of path: String) throws(SystemError) { try disk.syncFileSystem(of: path) }
    func names(in folder: String) throws(SystemError) -> [String] { try disk.names(in: folder) }
    func makeFolder(_ path: String) throws(SystemError) { try disk.makeFolder(path) }
    func rename(_ path: String, to other: String) throws(SystemError) { try disk.rename(path, to: other) }
    func remove(_ path: String) throws(SystemError) { try disk.remove(path) }
}
