package import MetricModel

/// Builds the datagrams of one tick in storage that is kept from tick to tick.
///
/// Each datagram is at most ``Frame/limit`` bytes and can be decoded alone; what doesn't fit begins the next one. Once
/// the storage has grown to a tick's size, encoding allocates nothing.
package struct FrameEncoder: ~Copyable {
    private let sender: Sender
    private var sequence: UInt32
    private var tick = Timestamp(milliseconds: 0)
    private var bytes: [UInt8] = []
    /// Where each finished datagram ends.
    private var ends: [Int] = []
    /// Where the datagram being built begins; nil between datagrams.
    private var start: Int?
    /// The values record that further rows of the same definition can join.
    private var openRecord: (definition: DefinitionID, offset: Int)?
    private var row: [UInt8] = []

    package init(sender: Sender, sequence: UInt32 = 0) {
        self.sender = sender
        self.sequence = sequence
    }

    /// Forgets the last tick's datagrams and begins those of another.
    package mutating func begin(tick: Timestamp) {
        self.tick = tick
        bytes.removeAll(keepingCapacity: true)
        ends.removeAll(keepingCapacity: true)
        start = nil
        openRecord = nil
    }

    package var isEmpty: Bool { start == nil && ends.isEmpty }

    /// Appends what the agent says of its host.
    package mutating func append(_ host: HostAnnouncement) { append(EncodedAnnouncement(host)) }

    /// Appends what the agent says of its host, without allocating.
    package mutating func append(_ host: EncodedAnnouncement) {
        row.removeAll(keepingCapacity: true)
        row.append(contentsOf: host.payload)
        appendRecord(.host)
    }

    /// Appends a description, in as many parts as it takes.
    package mutating func append(_ description: EncodedDefinition) {
        let total = description.payload.count
        var offset = 0
        while offset < total {
            let head = 8 + varintLength(UInt64(total)) + varintLength(UInt64(offset))
            var room = Frame.limit - used - 3 - head
            if room < min(Self.leastPart, total - offset) {
                endDatagram()
                room = Frame.limit - used - 3 - head
            }
            let part = min(room, total - offset)
            row.removeAll(keepingCapacity: true)
            row.append(littleEndian: description.id.hash)
            row.append(varint: UInt64(total))
            row.append(varint: UInt64(offset))
            row.append(contentsOf: description.payload[offset..<offset + part])
            appendRecord(.description)
            offset += part
        }
    }

    /// A part of a description shorter than this is not worth its head.
    private static let leastPart = 64

    /// How many bytes of the present datagram are taken, its header included even before it begins.
    private var used: Int {
        if let start { bytes.count - start } else { Frame.headerLength }
    }

    /// Appends one row of values.
    ///
    /// - Parameters:
    ///   - id: The definition that says what the values mean.
    ///   - instance: nil for the subject as a whole.
    ///   - numbers: One per field; NaN where the value is unknown or text.
    ///   - text: The words that a field holds, by its index; nil for a number.
    package mutating func append(
        _ id: DefinitionID, instance: InstanceName?, numbers: Span<Double>, text: (Int) -> String? = { _ in nil }
    ) {
        encodeRow(instance, numbers, text)
        if let openRecord, openRecord.definition == id, let start, bytes.count - start + row.count <= Frame.limit {
            bytes.append(contentsOf: row)
            closeRecord(at: openRecord.offset)
            return
        }
        let head = 8 + varintLength(UInt64(numbers.count))
        let offset = beginRecord(.values, length: head + row.count)
        bytes.append(littleEndian: id.hash)
        bytes.append(varint: UInt64(numbers.count))
        bytes.append(contentsOf: row)
        closeRecord(at: offset)
        openRecord = (id, offset)
    }

    /// Appends a question for what the receiver has left out.
    package mutating func appendAsk(host: Bool, _ ids: some Collection<DefinitionID>) {
        row.removeAll(keepingCapacity: true)
        if host { row.append(littleEndian: UInt64(0)) }
        for id in ids.prefix(64) { row.append(littleEndian: id.hash) }
        appendRecord(.ask)
    }

    /// Appends that the agent stops on purpose.
    package mutating func appendGoodbye() {
        row.removeAll(keepingCapacity: true)
        appendRecord(.goodbye)
    }

    /// Hands out every datagram of the tick, with the delay between tick and sending filled in.
    package mutating func finish(delay: UInt32, _ send: (Span<UInt8>) -> Void) {
        endDatagram()
        var first = 0
        for end in ends {
            bytes.overwrite(littleEndian: delay, at: first + 44)
            send(bytes.span.extracting(first..<end))
            first = end
        }
    }

    private mutating func appendRecord(_ type: Frame.RecordType) {
        let offset = beginRecord(type, length: row.count)
        bytes.append(contentsOf: row)
        closeRecord(at: offset)
        openRecord = nil
    }

    /// Begins a record, in a new datagram if this one is too full; answers where the record's length stands.
    private mutating func beginRecord(_ type: Frame.RecordType, length: Int) -> Int {
        if let start, bytes.count - start + 3 + length > Frame.limit { endDatagram() }
        if start == nil { beginDatagram() }
        bytes.append(type.rawValue)
        bytes.append(littleEndian: UInt16(0))
        return bytes.count - 2
    }

    private mutating func closeRecord(at offset: Int) {
        bytes.overwrite(littleEndian: UInt16(bytes.count - offset - 2), at: offset)
    }

    private mutating func beginDatagram() {
        start = bytes.count
        bytes.append(contentsOf: Frame.magic)
        bytes.append(Frame.version)
        bytes.append(0)
        bytes.append(littleEndian: UInt16(Frame.headerLength))
        bytes.append(littleEndian: sender.id.high)
        bytes.append(littleEndian: sender.id.low)
        bytes.append(littleEndian: sender.start)
        bytes.append(littleEndian: sequence)
        bytes.append(littleEndian: UInt64(bitPattern: tick.milliseconds))
        bytes.append(littleEndian: UInt32(0))
        sequence &+= 1
    }

    private mutating func endDatagram() {
        guard start != nil else { return }
        ends.append(bytes.count)
        start = nil
        openRecord = nil
    }

    private mutating func encodeRow(_ instance: InstanceName?, _ numbers: Span<Double>, _ text: (Int) -> String?) {
        row.removeAll(keepingCapacity: true)
        if let instance { row.append(text: instance.text) } else { row.append(0) }
        let codes = row.count
        for _ in 0..<(numbers.count + 3) / 4 { row.append(0) }
        for index in numbers.indices {
            let code: Frame.ValueCode
            if !numbers[index].isNaN {
                code = encode(numbers[index])
            } else if let words = text(index) {
                row.append(Frame.ExtendedValue.text.rawValue)
                row.append(text: words)
                code = .extended
            } else {
                code = .absent
            }
            row[codes + index / 4] |= code.rawValue << (2 * (index % 4))
        }
    }

    /// Whole numbers travel exactly; others with the 24 bits of a single, an error below 6e-8 of the value.
    private mutating func encode(_ value: Double) -> Frame.ValueCode {
        guard value.isFinite else { return .absent }
        if value.magnitude < 0x1p53, value == value.rounded(.towardZero) {
            let whole = Int64(value)
            let zigzag = whole.zigzag
            if varintLength(zigzag) <= 4 || Double(Float(value)) != value {
                row.append(varint: zigzag)
                return .integer
            }
        }
        if value.magnitude <= Double(Float.greatestFiniteMagnitude),
            value.magnitude >= Double(Float.leastNormalMagnitude)
        {
            row.append(littleEndian: Float(value).bitPattern)
            return .single
        }
        row.append(Frame.ExtendedValue.double.rawValue)
        row.append(varint: 8)
        row.append(double: value)
        return .extended
    }
}
