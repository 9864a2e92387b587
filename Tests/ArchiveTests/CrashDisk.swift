import Archive
import Foundation
import Synchronization

/// A disk in memory that knows what has been synced, and can fail as one does when the power goes: of what was not synced,
/// any sector of 512 bytes may have been written or not, in any order; of names that came or went, the first so many.
final class CrashDisk: Disk {
    private struct File {
        var synced: [UInt8] = []
        var bytes: [UInt8] = []
        /// Since the last sync.
        var writes: [(offset: Int, bytes: [UInt8])] = []
    }

    private enum NameChange {
        case add(String, Int)
        case remove(String)
    }

    private struct State {
        var files: [File] = []
        var names: [String: Int] = [:]
        var syncedNames: [String: Int] = [:]
        var nameChanges: [NameChange] = []
        var open: [Int32: Int] = [:]
        var nextNumber: Int32 = 3
        /// After so many writes every one fails with this.
        var writesLeft = Int.max
    }

    private let state: Mutex<State>
    private static let sector = 512

    init() { state = Mutex(State()) }

    private init(_ state: sending State) { self.state = Mutex(state) }

    /// Has all writes after the next so many fail as on a full disk.
    func fail(afterWrites count: Int) { state.withLock { $0.writesLeft = count } }

    /// What is left after a loss of power now; the same random numbers give the same.
    func afterPowerLoss(_ random: inout some RandomNumberGenerator) -> CrashDisk {
        let before = state.withLock { $0 }
        var after = State()
        var names = before.syncedNames
        let survivors = before.nameChanges.prefix(Int.random(in: 0...before.nameChanges.count, using: &random))
        for change in survivors { Self.apply(change, to: &names) }
        after.files = before.files.map { file in
            var bytes = file.synced
            for write in file.writes.shuffled(using: &random) { Self.tear(write, into: &bytes, &random) }
            return File(synced: bytes, bytes: bytes)
        }
        (after.names, after.syncedNames) = (names, names)
        return CrashDisk(after)
    }

    /// Writes some of the sectors that a write touches: all, none, or any.
    private static func tear(
        _ write: (offset: Int, bytes: [UInt8]), into bytes: inout [UInt8], _ random: inout some RandomNumberGenerator
    ) {
        let fate = Int.random(in: 0...2, using: &random)
        guard fate > 0 else { return }
        var start = 0
        while start < write.bytes.count {
            let place = write.offset + start
            let end = min(write.bytes.count, start + sector - place % sector)
            if fate == 1 || Bool.random(using: &random) { put(write.bytes[start..<end], at: place, into: &bytes) }
            start = end
        }
    }

    private static func put(_ part: ArraySlice<UInt8>, at offset: Int, into bytes: inout [UInt8]) {
        if bytes.count < offset + part.count {
            bytes += repeatElement(0, count: offset + part.count - bytes.count)
        }
        bytes.replaceSubrange(offset..<offset + part.count, with: part)
    }

    private static func apply(_ change: NameChange, to names: inout [String: Int]) {
        switch change {
        case .add(let name, let file): names[name] = file
        case .remove(let name): names[name] = nil
        }
    }

    private static func change(_ change: NameChange, in state: inout State) {
        apply(change, to: &state.names)
        state.nameChanges.append(change)
    }

    func open(_ path: String, _ mode: DiskMode) throws(SystemError) -> DiskFile {
        try state.withLock { state throws(SystemError) in
            let number = state.nextNumber
            if let file = state.names[path] {
                guard mode != .create else { throw SystemError(code: EEXIST) }
                state.open[number] = file
            } else {
                guard mode == .create else { throw SystemError(code: ENOENT) }
                state.files.append(File())
                Self.change(.add(path, state.files.count - 1), in: &state)
                state.open[number] = state.files.count - 1
            }
            state.nextNumber += 1
            return DiskFile(number)
        }
    }

    func lock(_ file: DiskFile) throws(SystemError) {}

    func close(_ file: DiskFile) { state.withLock { $0.open[file.number] = nil } }

    private static func file(_ file: DiskFile, in state: State) throws(SystemError) -> Int {
        guard let place = state.open[file.number] else { throw SystemError(code: EBADF) }
        return place
    }

    func size(of file: DiskFile) throws(SystemError) -> Int {
        try state.withLock { state throws(SystemError) in
            state.files[try Self.file(file, in: state)].bytes.count
        }
    }

    func readSome(
        _ file: DiskFile, into buffer: UnsafeMutableRawBufferPointer, at offset: Int
    ) throws(SystemError) -> Int {
        try state.withLock { state throws(SystemError) in
            let bytes = state.files[try Self.file(file, in: state)].bytes.dropFirst(offset).prefix(buffer.count)
            buffer.copyBytes(from: bytes)
            return bytes.count
        }
    }

    func writeSome(
        _ file: DiskFile, _ bytes: UnsafeRawBufferPointer, at offset: Int
    ) throws(SystemError) -> Int {
        try state.withLock { state throws(SystemError) in
            let place = try Self.file(file, in: state)
            guard state.writesLeft > 0 else { throw SystemError(code: ENOSPC) }
            state.writesLeft -= 1
            let copy = [UInt8](bytes)
            Self.put(copy[...], at: offset, into: &state.files[place].bytes)
            state.files[place].writes.append((offset, copy))
            return copy.count
        }
    }

    func truncate(_ file: DiskFile, to size: Int) throws(SystemError) {
        try state.withLock { state throws(SystemError) in
            let place = try Self.file(file, in: state)
            state.files[place].bytes.removeLast(max(0, state.files[place].bytes.count - size))
        }
    }

    private static func sync(_ place: Int, in state: inout State) {
        state.files[place].synced = state.files[place].bytes
        state.files[place].writes.removeAll()
    }

    func sync(_ file: DiskFile) throws(SystemError) {
        try state.withLock { state throws(SystemError) in Self.sync(try Self.file(file, in: state), in: &state) }
    }

    func evict(_ file: DiskFile) {}

    func syncFolder(_ path: String) throws(SystemError) {
        state.withLock { state in
            state.syncedNames = state.names
            state.nameChanges.removeAll()
        }
    }

    func syncFileSystem(of path: String) throws(SystemError) {
        state.withLock { state in
            for place in state.files.indices { Self.sync(place, in: &state) }
            state.syncedNames = state.names
            state.nameChanges.removeAll()
        }
    }

    func names(in folder: String) throws(SystemError) -> [String] {
        state.withLock { state in
            state.names.keys.filter { $0.hasPrefix(folder + "/") }.map { String($0.dropFirst(folder.count + 1)) }
        }
    }

    func makeFolder(_ path: String) throws(SystemError) {}

    func rename(_ path: String, to other: String) throws(SystemError) {
        try state.withLock { state throws(SystemError) in
            guard let file = state.names[path] else { throw SystemError(code: ENOENT) }
            Self.change(.remove(path), in: &state)
            Self.change(.add(other, file), in: &state)
        }
    }

    func remove(_ path: String) throws(SystemError) {
        try state.withLock { state throws(SystemError) in
            guard state.names[path] != nil else { throw SystemError(code: ENOENT) }
            Self.change(.remove(path), in: &state)
        }
    }
}
