/// How full each zone of memory is, and from where on the kernel reclaims, from `/proc/zoneinfo`; in pages.
///
/// One value is parsed into again and again, so that its storage is reused.
package struct Zoneinfo: Sendable {
    /// In the kernel's order, those without memory included.
    package private(set) var zones: [Zone] = []

    package static let path = "zoneinfo"

    package init() {}

    /// A zone of a node.
    package struct Zone: Sendable {
        /// The node's number and the zone's name: `0 Normal`.
        package let name: String
        fileprivate let node: UInt64
        fileprivate let kind: String
        package fileprivate(set) var numbers = Numbers<ZoneKey>()

        /// Kernels list zones without memory, such as `Movable`; those before 3.8 do not tell what is managed.
        package var hasMemory: Bool {
            let pages = numbers.values
            return pages[5] == Numbers<ZoneKey>.absent ? pages[4] != 0 : pages[5] != 0
        }
    }

    /// More zones than a kernel can have are passed over.
    private static let limit = 1024
}

package enum ZoneKey: String, NumberKey {
    /// Pages that hold nothing.
    case free
    /// Below `low` kswapd reclaims until there are `high`; below `min` programs have to do it themselves.
    case min, low, high
    /// All pages of the zone that exist, and those among them that the kernel hands out.
    case present, managed

    package static let file: StaticString = "zoneinfo"
}

extension Zoneinfo {
    /// Replaces the reading; after an error it is empty.
    package mutating func parse(_ bytes: Span<UInt8>) throws(ProcfsError) {
        do throws(ProcfsError) {
            try fill(from: bytes)
        } catch {
            zones.removeAll(keepingCapacity: true)
            throw error
        }
    }

    private mutating func fill(from bytes: Span<UInt8>) throws(ProcfsError) {
        var fields = Fields(of: "zoneinfo")
        var count = 0
        var isWanted = false
        while try fields.nextLine(in: bytes) {
            let word = fields.word(in: bytes)
            if bytes.matches(word, "Node") {
                isWanted = try begin(count, &fields, bytes)
                if isWanted { count += 1 }
            } else if bytes.matches(word, "pagesets") {
                // Behind it there is much of each core, and nothing of the zone.
                isWanted = false
            } else if isWanted {
                try take(word, count - 1, &fields, bytes)
            }
        }
        if count == 0 { throw fields.malformed(in: bytes, 0..<0, "Node and zone") }
        zones.removeSubrange(count...)
    }

    /// Begins a zone with a line such as `Node 0, zone   Normal`; false if there are too many.
    private mutating func begin(
        _ place: Int, _ fields: inout Fields, _ bytes: Span<UInt8>
    ) throws(ProcfsError) -> Bool {
        let number = fields.word(in: bytes)
        guard number.count > 1, bytes[number.upperBound - 1] == UInt8(ascii: ",") else {
            throw fields.malformed(in: bytes, number, "number of a node and comma")
        }
        let node = try fields.unsigned(
            in: bytes, at: number.lowerBound..<number.upperBound - 1, "number of a node and comma")
        _ = fields.word(in: bytes)
        let kind = fields.word(in: bytes)
        guard !kind.isEmpty, kind.count <= longestName else {
            throw fields.malformed(in: bytes, kind, "name of a zone")
        }
        guard place < Self.limit else { return false }
        if let found = zones.indices.dropFirst(place).first(where: {
            zones[$0].node == node && bytes.matches(kind, zones[$0].kind)
        }) {
            zones.swapAt(place, found)
        } else {
            let text = bytes.repairedText(kind)
            zones.insert(Zone(name: "\(node) \(text)", node: node, kind: text), at: place)
        }
        zones[place].numbers.clear()
        return true
    }

    /// Takes a line such as `  pages free 3840` or `        min      66`.
    private mutating func take(
        _ word: Range<Int>, _ place: Int, _ fields: inout Fields, _ bytes: Span<UInt8>
    ) throws(ProcfsError) {
        let name = bytes.matches(word, "pages") ? fields.word(in: bytes) : word
        let slot: Int
        if bytes.matches(name, "free") {
            slot = 0
        } else if bytes.matches(name, "min") {
            slot = 1
        } else if bytes.matches(name, "low") {
            slot = 2
        } else if bytes.matches(name, "high") {
            slot = 3
        } else if bytes.matches(name, "present") {
            slot = 4
        } else if bytes.matches(name, "managed") {
            slot = 5
        } else {
            return
        }
        zones[place].numbers.set(try fields.unsigned(in: bytes, "pages"), at: slot)
    }
}
