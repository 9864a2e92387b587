/// What the kernel reports of one VLAN in `/proc/net/vlan/eth0.100`.
///
/// One value is parsed into again and again, so that its storage is reused.
package struct VLAN: Sendable, Equatable {
    package private(set) var id: UInt64?
    /// The interface that it runs over.
    package private(set) var parent: String?
    package private(set) var numbers = Counters()

    /// Since the interface was made; nil for those that the kernel does not tell.
    package struct Counters: Sendable, Equatable {
        package fileprivate(set) var rxFrames, rxBytes, rxMulticast, txFrames, txBytes: UInt64?

        package init() {}
    }

    package static let folder = "net/vlan"
    /// The file in that folder that is no VLAN: a list of them.
    package static let list = "config"

    package init() {}
}

extension VLAN {
    /// Replaces the reading; after an error it is empty.
    package mutating func parse(_ bytes: Span<UInt8>) throws(ProcfsError) {
        do throws(ProcfsError) {
            try fill(from: bytes)
        } catch {
            self = VLAN()
            throw error
        }
    }

    private mutating func fill(from bytes: Span<UInt8>) throws(ProcfsError) {
        var fields = Fields(of: "net/vlan")
        (id, numbers) = (nil, Counters())
        var hasParent = false
        guard try fields.nextLine(in: bytes) else { throw fields.malformed(in: bytes, 0..<0, "VID") }
        try takeHead(&fields, bytes)
        while try fields.nextLine(in: bytes) {
            // Names are one to four words long, and numbers stand behind the last of them.
            let line = bytes.trimmed(fields.remainder())
            if bytes.hasPrefix(line, "Device: ") {
                let name = bytes.trimmed(line.dropFirst(8))
                guard !name.isEmpty, name.count <= longestName else {
                    throw fields.malformed(in: bytes, name, "interface name")
                }
                hasParent = true
                if parent.map({ bytes.matches(name, $0) }) != true { parent = bytes.repairedText(name) }
            } else if bytes.hasPrefix(line, "total frames received ") {
                numbers.rxFrames = try Self.last(of: line, fields, bytes)
            } else if bytes.hasPrefix(line, "total bytes received ") {
                numbers.rxBytes = try Self.last(of: line, fields, bytes)
            } else if bytes.hasPrefix(line, "Broadcast/Multicast Rcvd ") {
                numbers.rxMulticast = try Self.last(of: line, fields, bytes)
            } else if bytes.hasPrefix(line, "total frames transmitted ") {
                numbers.txFrames = try Self.last(of: line, fields, bytes)
            } else if bytes.hasPrefix(line, "total bytes transmitted ") {
                numbers.txBytes = try Self.last(of: line, fields, bytes)
            }
        }
        if !hasParent { parent = nil }
    }

    /// `eth0.100  VID: 100	 REORDER_HDR: 1  dev->priv_flags: 1021`.
    private mutating func takeHead(_ fields: inout Fields, _ bytes: Span<UInt8>) throws(ProcfsError) {
        while true {
            let word = fields.word(in: bytes)
            if word.isEmpty { throw fields.malformed(in: bytes, word, "VID") }
            guard bytes.matches(word, "VID:") else { continue }
            let number = fields.word(in: bytes)
            let id = try fields.unsigned(in: bytes, at: number, "VID")
            guard id < 4096 else { throw fields.malformed(in: bytes, number, "VID") }
            self.id = id
            return
        }
    }

    private static func last(
        of line: Range<Int>, _ fields: Fields, _ bytes: Span<UInt8>
    ) throws(ProcfsError) -> UInt64 {
        var start = line.upperBound
        while start > line.lowerBound, !isBlank(bytes[start - 1]) { start -= 1 }
        return try fields.unsigned(in: bytes, at: start..<line.upperBound, "number")
    }
}
