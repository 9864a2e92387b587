/// What the kernel reports in `/proc/net/wireless`: how well each wireless interface hears its access point.
///
/// One value is parsed into again and again, so that its storage is reused.
package struct Wireless: Sendable, Equatable {
    /// In the kernel's order.
    package private(set) var rows: [Row] = []

    /// One interface.
    package struct Row: NamedRow, Equatable {
        package let name: String
        /// The driver's measure of the link, often of at most 70 or 100.
        package internal(set) var link: UInt64 = 0
        /// Strength of the signal and of the noise, in dBm below zero; nil if the driver has another measure or none.
        package internal(set) var levelBelowZero, noiseBelowZero: UInt64?
        /// Packets thrown away: of another network, not to be decrypted, not to be put together, not answered, or for other
        /// reasons.
        package internal(set) var nwid: UInt64 = 0
        package internal(set) var crypt: UInt64 = 0
        package internal(set) var fragment: UInt64 = 0
        package internal(set) var retry: UInt64 = 0
        package internal(set) var misc: UInt64 = 0
        package internal(set) var missedBeacons: UInt64 = 0

        package init(name: String) { self.name = name }
    }

    package static let path = "net/wireless"

    package init() {}
}

extension Wireless {
    /// Replaces the reading; after an error it is empty.
    package mutating func parse(_ bytes: Span<UInt8>) throws(ProcfsError) {
        do throws(ProcfsError) {
            try fill(from: bytes)
        } catch {
            rows.removeAll(keepingCapacity: true)
            throw error
        }
    }

    private mutating func fill(from bytes: Span<UInt8>) throws(ProcfsError) {
        var fields = Fields(of: "net/wireless")
        for _ in 0..<2 {
            guard try fields.nextLine(in: bytes) else {
                throw fields.malformed(in: bytes, 0..<0, "two lines of header")
            }
        }
        var place = 0
        while try fields.nextLine(in: bytes) {
            guard let start = fields.text(upToLast: UInt8(ascii: ":"), in: bytes) else {
                throw fields.malformed(in: bytes, fields.remainder(), "interface name and colon")
            }
            let name = bytes.trimmed(start)
            guard !name.isEmpty, name.count <= longestName else {
                throw fields.malformed(in: bytes, name, "interface name")
            }
            rows.settle(at: place, bytes, name)
            try rows[place].fill(&fields, bytes)
            place += 1
        }
        rows.removeSubrange(place...)
    }
}

extension Wireless.Row {
    fileprivate mutating func fill(_ fields: inout Fields, _ bytes: Span<UInt8>) throws(ProcfsError) {
        // The driver's state, in hexadecimal.
        _ = fields.word(in: bytes)
        link = try fields.unsigned(in: bytes, at: Self.withoutDot(fields.word(in: bytes), bytes), "link quality")
        levelBelowZero = try Self.belowZero(&fields, bytes, "level")
        noiseBelowZero = try Self.belowZero(&fields, bytes, "noise")
        nwid = try fields.unsigned(in: bytes, "discards by network")
        crypt = try fields.unsigned(in: bytes, "discards by encryption")
        fragment = try fields.unsigned(in: bytes, "discards by fragmentation")
        retry = try fields.unsigned(in: bytes, "discards by retries")
        misc = try fields.unsigned(in: bytes, "other discards")
        missedBeacons = try fields.unsigned(in: bytes, "missed beacons")
    }

    /// A dot behind a value says that it is new.
    private static func withoutDot(_ word: Range<Int>, _ bytes: Span<UInt8>) -> Range<Int> {
        guard let last = word.last, bytes[last] == UInt8(ascii: ".") else { return word }
        return word.lowerBound..<last
    }

    /// What stands behind the sign of `-56.`, in dBm.
    ///
    /// Of a driver that does not measure in dBm the kernel tells a number above zero, and -256 of what is not
    /// measured.
    private static func belowZero(
        _ fields: inout Fields, _ bytes: Span<UInt8>, _ expected: StaticString
    ) throws(ProcfsError) -> UInt64? {
        let word = withoutDot(fields.word(in: bytes), bytes)
        guard let first = word.first, bytes[first] == UInt8(ascii: "-") else {
            _ = try fields.unsigned(in: bytes, at: word, expected)
            return nil
        }
        let number = try fields.unsigned(in: bytes, at: word.dropFirst(), expected)
        return number < 256 ? number : nil
    }
}
