import Glibc

/// Hands out the names in a folder in its own order, without those that begin with a dot; none if it cannot be read.
///
/// Allocates nothing, unlike `opendir(3)`. Ends when the body returns false.
func forEachName(inFolder path: String, _ body: (UnsafeRawBufferPointer) -> Bool) {
    // A String handed to C would be copied first.
    let descriptor = path.withCString { open($0, O_RDONLY | O_DIRECTORY | O_CLOEXEC) }
    guard descriptor >= 0 else { return }
    defer { close(descriptor) }
    // Of the stack, as long as it is no larger than this; an entry takes 280 bytes at most.
    withUnsafeTemporaryAllocation(byteCount: 1024, alignment: 8) { entries in
        guard let start = entries.baseAddress else { return }
        var position: off_t = 0
        while true {
            let count = getdirentries(descriptor, start, entries.count, &position)
            guard count > 0, forEachName(in: UnsafeRawBufferPointer(rebasing: entries[..<count]), body) else { return }
        }
    }
}

/// Takes entries apart as the kernel lays them out: number, position, length of the entry, type, name, zero.
private func forEachName(in entries: UnsafeRawBufferPointer, _ body: (UnsafeRawBufferPointer) -> Bool) -> Bool {
    let (lengthOffset, nameOffset) = (16, 19)
    var next = 0
    while next + nameOffset < entries.count {
        let length = Int(entries.loadUnaligned(fromByteOffset: next + lengthOffset, as: UInt16.self))
        guard length > nameOffset, next + length <= entries.count else { return false }
        let space = next + nameOffset..<next + length
        let end = entries[space].firstIndex(of: 0) ?? space.upperBound
        next += length
        guard end > space.lowerBound, entries[space.lowerBound] != UInt8(ascii: ".") else { continue }
        guard body(UnsafeRawBufferPointer(rebasing: entries[space.lowerBound..<end])) else { return false }
    }
    return true
}
