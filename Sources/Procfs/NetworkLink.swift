/// What `/sys/class/net` says of an interface's link, from files that stay open.
///
/// Six files at most, of about 1 µs each; a card may take longer to say its speed. What a driver does not tell is nil, as
/// are speed and duplex while there is no carrier.
package final class NetworkLink {
    package let name: String
    /// Whether the speed is a wire's, and not what a virtual machine's or a container's driver made up.
    package let hasRealSpeed: Bool
    package private(set) var numbers = Numbers<LinkKey>()

    private var state: ProcFile
    private var files: [NumberFile]
    private let stateSlot = LinkKey.up.slot
    private let carrierSlot = LinkKey.carrier.slot
    private let speedSlot = LinkKey.speed.slot

    /// A file of one number or one word.
    private final class NumberFile {
        let key: LinkKey
        let slot: Int
        var file: ProcFile

        init(_ key: LinkKey, _ file: consuming ProcFile) {
            self.key = key
            slot = key.slot
            self.file = file
        }
    }

    package init(_ interface: NetworkInterface, sys: SysRoot) {
        name = interface.name
        hasRealSpeed = interface.hasRealSpeed
        let folder = "class/net/\(interface.name)"
        state = sys.file("\(folder)/operstate")
        let keys: [LinkKey] =
            hasRealSpeed ? [.carrier, .mtu, .carrierChanges, .speed, .duplex] : [.carrier, .mtu, .carrierChanges]
        files = keys.map { NumberFile($0, sys.file("\(folder)/\($0.rawValue)")) }
    }

    /// Bit/s; nil where it is not known or not real.
    package var speed: UInt64? {
        let speed = numbers.values[speedSlot]
        return speed == Numbers<LinkKey>.absent ? nil : speed
    }

    /// Reads all files; one that cannot be read leaves its number nil.
    package func read(through buffer: inout ReadBuffer) {
        numbers.clear()
        numbers.set(Self.reading(&state, through: &buffer, Self.state), at: stateSlot)
        for entry in files {
            // Without a carrier a driver refuses to tell the speed, or tells the last one.
            if entry.key == .speed || entry.key == .duplex, numbers.values[carrierSlot] != 1 { continue }
            let key = entry.key
            let number = Self.reading(&entry.file, through: &buffer) { (bytes) throws(ProcfsError) in
                try Self.number(key, bytes)
            }
            numbers.set(number, at: entry.slot)
        }
    }

    private static func reading(
        _ file: inout ProcFile, through buffer: inout ReadBuffer, _ parse: (Span<UInt8>) throws(ProcfsError) -> UInt64?
    ) -> UInt64? {
        do throws(ProcfsError) {
            return try file.read(through: &buffer, parse)
        } catch {
            return nil
        }
    }

    /// `up` is 1, `unknown` (as of a tunnel) nil, and `down`, `lowerlayerdown`, `dormant` and the like 0.
    package static func state(_ bytes: Span<UInt8>) throws(ProcfsError) -> UInt64? {
        var fields = Fields(of: "operstate")
        _ = try fields.nextLine(in: bytes)
        let word = fields.word(in: bytes)
        try fields.finish(in: bytes)
        guard !word.isEmpty else { throw fields.malformed(in: bytes, word, "state of the link") }
        if bytes.matches(word, "up") { return 1 }
        return bytes.matches(word, "unknown") ? nil : 0
    }

    /// The number that a file of this name holds, in our unit.
    package static func number(_ key: LinkKey, _ bytes: Span<UInt8>) throws(ProcfsError) -> UInt64? {
        var fields = Fields(of: "class/net")
        _ = try fields.nextLine(in: bytes)
        let word = fields.word(in: bytes)
        try fields.finish(in: bytes)
        switch key {
        case .duplex:
            if bytes.matches(word, "full") { return 1 }
            return bytes.matches(word, "half") ? 0 : nil
        case .speed:
            // -1, or the same with 32 bits: not known.
            if !word.isEmpty, bytes[word.lowerBound] == UInt8(ascii: "-") { return nil }
            let megabits = try fields.unsigned(in: bytes, at: word, "Mbit/s")
            return megabits == 0 || megabits >= UInt32.max ? nil : megabits * 1_000_000
        default:
            return try fields.unsigned(in: bytes, at: word, "number")
        }
    }
}

package enum LinkKey: String, NumberKey {
    /// 1 or 0.
    case up
    case carrier
    /// Bit/s.
    case speed
    /// 1 is full, 0 is half.
    case duplex
    /// Bytes.
    case mtu
    /// Times that the carrier came or went; since Linux 3.15.
    case carrierChanges = "carrier_changes"

    package static let file: StaticString = "class/net"
}
