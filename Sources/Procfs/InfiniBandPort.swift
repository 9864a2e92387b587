/// What `/sys/class/infiniband/mlx5_0/ports/1` tells of a port; the raw value is the file's path below that.
package enum InfiniBandKey: String, NumberKey {
    /// 1 down, 2 initialised, 3 armed, 4 active, 5 active and waiting for the link's return.
    case state
    /// 1 sleeping, 2 polling, 3 disabled, 4 training, 5 link up, 6 recovering from errors, 7 testing.
    case physicalState = "phys_state"
    /// Bits per second.
    case rate
    /// In words of four bytes.
    case receivedWords = "counters/port_rcv_data"
    case sentWords = "counters/port_xmit_data"
    case receivedPackets = "counters/port_rcv_packets"
    case sentPackets = "counters/port_xmit_packets"
    case receiveErrors = "counters/port_rcv_errors"
    case sendDiscards = "counters/port_xmit_discards"
    /// Ticks of the port in which there was something to send, but no room at the other end.
    case sendWait = "counters/port_xmit_wait"
    case symbolErrors = "counters/symbol_error"
    case linkRecoveries = "counters/link_error_recovery"
    case linkDowned = "counters/link_downed"

    package static let file: StaticString = "class/infiniband/*/ports"
}

/// A port of an InfiniBand card; its files stay open.
///
/// A reading costs thirteen system calls, for most of which the kernel asks the card.
package final class InfiniBandPort {
    package let device: String
    package let number: String
    /// `mlx5_0/1`.
    package let title: String
    package private(set) var numbers = Numbers<InfiniBandKey>()
    /// Whether the port was there at the last reading.
    package private(set) var isThere = false

    private let files: [NumberFile]

    private final class NumberFile {
        let key: InfiniBandKey
        let slot: Int
        var file: ProcFile

        init(_ key: InfiniBandKey, _ file: consuming ProcFile) {
            self.key = key
            slot = key.slot
            self.file = file
        }
    }

    package init(_ device: String, _ number: String, _ sys: SysRoot) {
        self.device = device
        self.number = number
        title = "\(device)/\(number)"
        files = InfiniBandKey.allCases.map { key in
            NumberFile(key, sys.file("class/infiniband/\(device)/ports/\(number)/\(key.rawValue)"))
        }
    }

    /// The names of the cards.
    package static func cards(_ sys: SysRoot) -> Folder { sys.folder("class/infiniband") }

    /// The numbers of a card's ports.
    package static func ports(of card: String, _ sys: SysRoot) -> Folder {
        sys.folder("class/infiniband/\(card)/ports")
    }

    /// Reads all files; what the card does not tell is nil.
    package func read(through buffer: inout ReadBuffer) throws(ProcfsError) {
        numbers.clear()
        isThere = false
        for entry in files {
            let number = try Self.number(entry, through: &buffer)
            if entry.key == .state { isThere = number != nil }
            numbers.set(number, at: entry.slot)
        }
    }

    /// nil too if the card refuses to tell, as drivers do that were not made for all counters.
    private static func number(
        _ entry: NumberFile, through buffer: inout ReadBuffer
    ) throws(ProcfsError) -> UInt64? {
        let key = entry.key
        do throws(ProcfsError) {
            return try entry.file.read(through: &buffer) { (bytes) throws(ProcfsError) in try Self.number(key, bytes) }
        } catch {
            if case .unreadable = error { return nil }
            throw error
        }
    }

    /// The number in a file's line: `4: ACTIVE`, `100 Gb/sec (4X EDR)`, `1234`, or `N/A (no PMA)`.
    package static func number(_ key: InfiniBandKey, _ bytes: Span<UInt8>) throws(ProcfsError) -> UInt64? {
        var fields = Fields(of: InfiniBandKey.file)
        _ = try fields.nextLine(in: bytes)
        var word = fields.word(in: bytes)
        try fields.finish(in: bytes)
        if bytes.matches(word, "N/A") { return nil }
        switch key {
        case .state, .physicalState:
            guard let last = word.last, bytes[last] == UInt8(ascii: ":") else {
                throw fields.malformed(in: bytes, word, "number and colon")
            }
            word = word.lowerBound..<last
            return try fields.unsigned(in: bytes, at: word, "number and colon")
        case .rate:
            let gigabits = try fields.decimal(in: bytes, at: word, "Gb/sec")
            let unit = fields.word(in: bytes)
            guard bytes.matches(unit, "Gb/sec") else { throw fields.malformed(in: bytes, unit, "Gb/sec") }
            guard gigabits < 1e9 else { throw fields.malformed(in: bytes, word, "Gb/sec") }
            return UInt64(gigabits * 1e9)
        default:
            return try fields.unsigned(in: bytes, at: word, "number")
        }
    }
}
