import Synchronization

/// One file as it would be: what is written to it stays in memory, and is read from there.
final class Overlay: FileAccess {
    private let file: DiskFile
    private let base: any FileAccess
    private let patches = Mutex<[Patch]>([])

    private struct Patch {
        let offset: Int
        let bytes: [UInt8]
    }

    /// - `file`: open, and kept so by its owner; whatever is opened here is this.
    init(_ file: DiskFile, on base: any FileAccess) {
        self.file = file
        self.base = base
    }

    func open(_ path: String, _ mode: DiskMode) -> DiskFile { file }
    func close(_ file: DiskFile) {}
    func lock(_ file: DiskFile) {}
    func size(of file: DiskFile) throws(SystemError) -> Int { try base.size(of: file) }

    func readSome(
        _ file: DiskFile, into buffer: UnsafeMutableRawBufferPointer, at offset: Int
    ) throws(SystemError) -> Int {
        let count = try base.readSome(file, into: buffer, at: offset)
        patches.withLock { patches in
            for patch in patches {
                let start = max(offset, patch.offset)
                let end = min(offset + count, patch.offset + patch.bytes.count)
                guard start < end else { continue }
                let part = patch.bytes[(start - patch.offset)..<(end - patch.offset)]
                UnsafeMutableRawBufferPointer(rebasing: buffer[(start - offset)...]).copyBytes(from: part)
            }
        }
        return count
    }

    func writeSome(_ file: DiskFile, _ bytes: UnsafeRawBufferPointer, at offset: Int) -> Int {
        patches.withLock { $0.append(Patch(offset: offset, bytes: Array(bytes))) }
        return bytes.count
    }
}
