import Archive
import Foundation

/// Notes what is asked of a file, and refuses what it is told to; for one thread.
final class FaultPlan: @unchecked Sendable {
    enum Fault {
        case refusal(CInt)
        /// So many bytes at most.
        case short(Int)
    }

    struct Write: Equatable {
        let offset, count: Int
    }

    /// What happens to a read or a write, by how many of its kind came before.
    var read: (Int) -> Fault? = { _ in nil }
    var write: (Int) -> Fault? = { _ in nil }
    private(set) var reads = 0
    private(set) var writes: [Write] = []

    fileprivate func limit(reading count: Int) throws(SystemError) -> Int {
        defer { reads += 1 }
        return try Self.limit(count, read(reads))
    }

    fileprivate func limit(writing count: Int, at offset: Int) throws(SystemError) -> Int {
        let fault = write(writes.count)
        writes.append(Write(offset: offset, count: count))
        return try Self.limit(count, fault)
    }

    private static func limit(_ count: Int, _ fault: Fault?) throws(SystemError) -> Int {
        switch fault {
        case .refusal(let code): throw SystemError(code: code)
        case .short(let most): min(count, most)
        case nil: count
        }
    }

    /// A writer whose files obey the plan.
    func writer() -> PlainRowWriter { PlainRowWriter(on: FaultyAccess(plan: self)) }
}

/// Real files that obey a plan.
struct FaultyAccess: FileAccess {
    private let disk = SystemDisk()
    fileprivate let plan: FaultPlan

    func open(_ path: String, _ mode: DiskMode) throws(SystemError) -> DiskFile { try disk.open(path, mode) }
    func close(_ file: DiskFile) { disk.close(file) }
    func lock(_ file: DiskFile) throws(SystemError) { try disk.lock(file) }
    func size(of file: DiskFile) throws(SystemError) -> Int { try disk.size(of: file) }

    func readSome(
        _ file: DiskFile, into buffer: UnsafeMutableRawBufferPointer, at offset: Int
    ) throws(SystemError) -> Int {
        let count = try plan.limit(reading: buffer.count)
        return try disk.readSome(file, into: UnsafeMutableRawBufferPointer(rebasing: buffer[..<count]), at: offset)
    }

    func writeSome(
        _ file: DiskFile, _ bytes: UnsafeRawBufferPointer, at offset: Int
    ) throws(SystemError) -> Int {
        let count = try plan.limit(writing: bytes.count, at: offset)
        return try disk.writeSome(file, UnsafeRawBufferPointer(rebasing: bytes[..<count]), at: offset)
    }
}
