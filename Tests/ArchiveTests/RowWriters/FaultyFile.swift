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
    func writer() -> PlainRowWriter<FaultyFile> {
        PlainRowWriter { [self] path throws(SystemError) in
            FaultyFile(file: try DiskRowFile(path, on: SystemDisk()), plan: self)
        }
    }
}

/// A real file that obeys a plan.
struct FaultyFile: ~Copyable, RowFile {
    fileprivate let file: DiskRowFile
    fileprivate let plan: FaultPlan

    func size() throws(SystemError) -> Int { try file.size() }

    func read(into bytes: UnsafeMutableRawBufferPointer, at offset: Int) throws(SystemError) -> Int {
        let count = try plan.limit(reading: bytes.count)
        return try file.read(into: UnsafeMutableRawBufferPointer(rebasing: bytes[..<count]), at: offset)
    }

    func write(_ bytes: UnsafeRawBufferPointer, at offset: Int) throws(SystemError) -> Int {
        let count = try plan.limit(writing: bytes.count, at: offset)
        return try file.write(UnsafeRawBufferPointer(rebasing: bytes[..<count]), at: offset)
    }

    func synchronize() throws(SystemError) { try file.synchronize() }
}
