package import MetricModel

/// One Plexus datagram: who sent it, about which moment, and its records.
///
/// `docs/wire.md` specifies it to the byte.
package struct Frame: Sendable, Equatable {
    package var sender: Sender
    /// Counts the sender's datagrams from 0, and wraps.
    package var sequence: UInt32
    /// The end of the interval that the values are about.
    package var tick: Timestamp
    /// Milliseconds between the tick and the sending.
    package var delay: UInt32
    package var records: [Record]

    package enum Record: Sendable, Equatable {
        case host(HostAnnouncement)
        case description(DescriptionPart)
        /// Rows of one definition, which may be unknown to the receiver.
        case values(DefinitionID, [Sample])
        /// What an aggregator lacks: descriptions, or with `host` the announcement.
        case ask(host: Bool, [DefinitionID])
        /// The agent stops on purpose.
        case goodbye
    }

    package init(sender: Sender, sequence: UInt32, tick: Timestamp, delay: UInt32, records: [Record]) {
        self.sender = sender
        self.sequence = sequence
        self.tick = tick
        self.delay = delay
        self.records = records
    }

    /// "PLX1" in the order of the bytes.
    package static let magic: [UInt8] = [0x50, 0x4C, 0x58, 0x31]
    package static let version: UInt8 = 1
    /// Flags in the upper half of the byte change how the rest is read: a receiver that does not know one refuses.
    static let mandatoryFlags: UInt8 = 0xF0
    static let headerLength = 48
    /// The longest datagram that is sent: fits an Ethernet frame with room for tunnels.
    package static let limit = 1400
    /// The longest values row: a definition's fields are bounded, and so is what the decoder allocates.
    static let maximumFields = Definition.maximumFields

    enum RecordType: UInt8 {
        case host = 1
        case description = 2
        case values = 3
        case ask = 4
        case goodbye = 5
    }

    /// How one value stands in a row, in two bits.
    enum ValueCode: UInt8 {
        case absent = 0
        /// A zigzag varint.
        case integer = 1
        /// An IEEE 754 single.
        case single = 2
        /// One byte that says what follows, and a varint that says how long it is.
        case extended = 3
    }

    enum ExtendedValue: UInt8 {
        case double = 0
        case text = 1
    }
}
