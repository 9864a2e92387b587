import Glibc

/// The names in a folder, listed again and again: while they stay the same, no text is made.
///
/// Costs about 20 µs for a folder of `/sys`: list seldom.
package struct Folder: Sendable {
    package let path: String
    /// Sorted; empty if there is no such folder.
    ///
    /// Hidden ones and those that are not UTF-8 are left out.
    package private(set) var names: [String] = []
    /// All names as the kernel listed them, each behind a zero.
    private var listed: [UInt8] = []

    /// Beyond as many bytes of names the rest is left out, lest a strange folder fill the memory.
    private static let limit = 1 << 20

    package init(_ path: String) { self.path = path }

    /// Lists the folder; true if the names are others than the last time.
    package mutating func list() -> Bool {
        var place = 0
        var isSame = true
        let descriptor = path.withCString { open($0, O_RDONLY | O_DIRECTORY | O_CLOEXEC) }
        if descriptor >= 0 {
            defer { close(descriptor) }
            // Unlike opendir(3) this allocates nothing, up to 1 KiB; an entry takes 280 bytes at most.
            withUnsafeTemporaryAllocation(byteCount: 1024, alignment: 8) { entries in
                guard let start = entries.baseAddress else { return }
                var position: off_t = 0
                while place < Self.limit {
                    let count = getdirentries(descriptor, start, entries.count, &position)
                    guard count > 0 else { break }
                    take(UnsafeRawBufferPointer(rebasing: entries[..<count]), at: &place, &isSame)
                }
            }
        }
        if isSame, place == listed.count { return false }
        listed.removeSubrange(place...)
        names = listed.split(separator: 0).compactMap { String(validating: $0, as: UTF8.self) }.sorted()
        return true
    }

    /// Takes the names of entries as the kernel lays them out: number, position, length of the entry, type, name, zero.
    private mutating func take(_ entries: UnsafeRawBufferPointer, at place: inout Int, _ isSame: inout Bool) {
        var next = 0
        while next + Self.nameOffset < entries.count {
            let length = Int(entries.loadUnaligned(fromByteOffset: next + Self.lengthOffset, as: UInt16.self))
            guard length > Self.nameOffset, next + length <= entries.count else { return }
            let name = entries[next + Self.nameOffset..<next + length]
            next += length
            guard name.first != UInt8(ascii: ".") else { continue }
            take(0, at: &place, &isSame)
            for byte in name {
                if byte == 0 { break }
                take(byte, at: &place, &isSame)
            }
        }
    }

    private static let lengthOffset = 16
    private static let nameOffset = 19

    private mutating func take(_ byte: UInt8, at place: inout Int, _ isSame: inout Bool) {
        if place < listed.count {
            if listed[place] != byte {
                listed[place] = byte
                isSame = false
            }
        } else {
            listed.append(byte)
            isSame = false
        }
        place += 1
    }
}

extension SysRoot {
    /// A folder by its path below the root.
    package func folder(_ relative: String) -> Folder { Folder("\(path)/\(relative)") }
}
