/// The root queueing discipline of each interface, as netlink answers `RTM_GETQDISC`: a stream of messages, which may come
/// in several parts.
///
/// One value is parsed into again and again, so that its storage is reused.
package struct Qdiscs: Sendable {
    /// One interface's.
    package struct Row: Sendable {
        /// The interface, as `ifindex` in `/sys/class/net` numbers it.
        package fileprivate(set) var index: Int
        /// `fq_codel`, `mq`.
        package fileprivate(set) var kind: String
        /// In the slots of ``QdiscKey``.
        package fileprivate(set) var values = Array(repeating: Numbers<QdiscKey>.absent, count: QdiscKey.allCases.count)
    }

    package private(set) var rows: [Row] = []
    private var place = 0

    package init() {}
}

/// What a queueing discipline counts; backlog and length are those of this moment.
package enum QdiscKey: String, NumberKey {
    case bytes, packets, drops, overlimits, requeues, backlog, qlen

    package static let file: StaticString = "netlink qdisc"
}

extension Qdiscs {
    /// Begins a new reading.
    package mutating func begin() { place = 0 }

    /// Ends a reading: what was not in it is forgotten.
    package mutating func finish() { rows.removeSubrange(place...) }

    /// Forgets all, so that no difference can be taken from half a reading.
    package mutating func clear() {
        rows.removeAll(keepingCapacity: true)
        place = 0
    }

    /// Takes in one part of the answer, in this machine's byte order.
    ///
    /// - Returns: Whether it was the last one.
    package mutating func add(_ bytes: Span<UInt8>) throws(ProcfsError) -> Bool {
        var rest = 0..<bytes.count
        while !rest.isEmpty {
            guard rest.count >= 16 else { throw Self.malformed(bytes, rest, "header of a message") }
            let length = bytes.number32(at: rest.lowerBound)
            guard length >= 16, length <= rest.count else {
                throw Self.malformed(bytes, rest, "message of a length between 16 and what is left")
            }
            let message = rest.lowerBound..<rest.lowerBound + Int(length)
            switch bytes.number16(at: message.lowerBound + 4) {
            case Kind.done:
                if message.count >= 20 { try takeError(bytes, message) }
                return true
            case Kind.error: try takeError(bytes, message)
            case Kind.overrun: throw Self.malformed(bytes, message, "no overrun")
            case Kind.newQdisc: try takeQdisc(bytes, message)
            default: break
            }
            // Messages begin at multiples of four.
            rest = min(message.lowerBound + (message.count + 3) & ~3, rest.upperBound)..<rest.upperBound
        }
        return false
    }

    private enum Kind {
        static let error: UInt16 = 2
        static let done: UInt16 = 3
        static let overrun: UInt16 = 4
        static let newQdisc: UInt16 = 36
    }

    private func takeError(_ bytes: Span<UInt8>, _ message: Range<Int>) throws(ProcfsError) {
        guard message.count >= 20 else { throw Self.malformed(bytes, message, "error with a number") }
        let code = Int32(bitPattern: bytes.number32(at: message.lowerBound + 16))
        // 0 is a receipt.
        if code != 0 { throw .unreadable(path: "netlink qdisc", errno: code == .min ? 0 : abs(code)) }
    }

    private mutating func takeQdisc(_ bytes: Span<UInt8>, _ message: Range<Int>) throws(ProcfsError) {
        guard message.count >= 36 else { throw Self.malformed(bytes, message, "queueing discipline") }
        let body = message.lowerBound + 16
        let index = Int(Int32(bitPattern: bytes.number32(at: body + 4)))
        // TC_H_ROOT: the others stand below a root, which counts what passes through them.
        guard bytes.number32(at: body + 12) == .max else { return }
        if place == rows.count { rows.append(Row(index: index, kind: "")) }
        rows[place].index = index
        for slot in rows[place].values.indices { rows[place].values[slot] = Numbers<QdiscKey>.absent }
        var rest = message.lowerBound + 36..<message.upperBound
        while let (kind, value) = try Self.attribute(bytes, &rest) {
            switch kind {
            case 1: takeKind(bytes, value)
            case 7: try takeStatistics(bytes, value)
            default: break
            }
        }
        place += 1
    }

    private mutating func takeKind(_ bytes: Span<UInt8>, _ value: Range<Int>) {
        let end = bytes.firstIndex(of: 0, in: value) ?? value.upperBound
        // No kind is longer than 15 bytes.
        let name = value.lowerBound..<min(end, value.lowerBound + 16)
        if !bytes.matches(name, rows[place].kind) { rows[place].kind = bytes.repairedText(name) }
    }

    /// `TCA_STATS2`.
    private mutating func takeStatistics(_ bytes: Span<UInt8>, _ range: Range<Int>) throws(ProcfsError) {
        var rest = range
        while let (kind, value) = try Self.attribute(bytes, &rest) {
            switch kind {
            case 1:
                guard value.count >= 12 else { throw Self.malformed(bytes, value, "bytes and packets") }
                set(.bytes, bytes.number64(at: value.lowerBound))
                let packets = UInt64(bytes.number32(at: value.lowerBound + 8))
                if rows[place].values[Self.slot(.packets)] == Numbers<QdiscKey>.absent { set(.packets, packets) }
            case 3:
                guard value.count >= 20 else { throw Self.malformed(bytes, value, "statistics of a queue") }
                set(.qlen, UInt64(bytes.number32(at: value.lowerBound)))
                set(.backlog, UInt64(bytes.number32(at: value.lowerBound + 4)))
                set(.drops, UInt64(bytes.number32(at: value.lowerBound + 8)))
                set(.requeues, UInt64(bytes.number32(at: value.lowerBound + 12)))
                set(.overlimits, UInt64(bytes.number32(at: value.lowerBound + 16)))
            case 8:
                // Since Linux 5.5: packets, where 32 bits do not suffice.
                guard value.count >= 8 else { throw Self.malformed(bytes, value, "packets") }
                set(.packets, bytes.number64(at: value.lowerBound))
            default: break
            }
        }
    }

    private mutating func set(_ key: QdiscKey, _ number: UInt64) { rows[place].values[Self.slot(key)] = number }

    private static func slot(_ key: QdiscKey) -> Int {
        switch key {
        case .bytes: 0
        case .packets: 1
        case .drops: 2
        case .overlimits: 3
        case .requeues: 4
        case .backlog: 5
        case .qlen: 6
        }
    }

    /// The next attribute's kind and value; nil at the end, where up to three bytes of padding may be left.
    private static func attribute(
        _ bytes: Span<UInt8>, _ rest: inout Range<Int>
    ) throws(ProcfsError) -> (kind: UInt16, value: Range<Int>)? {
        guard rest.count >= 4 else { return nil }
        let length = Int(bytes.number16(at: rest.lowerBound))
        guard length >= 4, length <= rest.count else {
            throw malformed(bytes, rest, "attribute of a length between 4 and what is left")
        }
        // The two highest bits say how the value is to be read.
        let kind = bytes.number16(at: rest.lowerBound + 2) & 0x3FFF
        let value = rest.lowerBound + 4..<rest.lowerBound + length
        rest = min(rest.lowerBound + (length + 3) & ~3, rest.upperBound)..<rest.upperBound
        return (kind, value)
    }

    private static func malformed(_ bytes: Span<UInt8>, _ range: Range<Int>, _ expected: String) -> ProcfsError {
        .malformed(path: "netlink qdisc", expected: expected, found: ProcfsError.quote(bytes, range))
    }
}

extension Span<UInt8> {
    /// Numbers in this machine's byte order; what lies beyond the end is a mistake of the caller.
    fileprivate func number16(at offset: Int) -> UInt16 {
        precondition(offset >= 0 && count - offset >= 2)
        return bytes.unsafeLoadUnaligned(fromByteOffset: offset, as: UInt16.self)
    }

    fileprivate func number32(at offset: Int) -> UInt32 {
        precondition(offset >= 0 && count - offset >= 4)
        return bytes.unsafeLoadUnaligned(fromByteOffset: offset, as: UInt32.self)
    }

    fileprivate func number64(at offset: Int) -> UInt64 {
        precondition(offset >= 0 && count - offset >= 8)
        return bytes.unsafeLoadUnaligned(fromByteOffset: offset, as: UInt64.self)
    }
}
