package import MetricModel
package import Wire

/// Why a segment of the journal cannot be read on.
package enum JournalError: Error, Equatable {
    /// The segment's first bytes.
    case header(expected: String, found: String)
    /// A record that is not whole: `at` is its first byte in the segment.
    case record(at: Int, expected: String, found: String)
    /// A record that is whole but says what cannot be.
    case payload(at: Int, WireError)
}

extension JournalError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .header(let expected, let found): "header: expected \(expected), found \(found)"
        case .record(let offset, let expected, let found): "byte \(offset): expected \(expected), found \(found)"
        case .payload(let offset, let error): "record at byte \(offset): \(error)"
        }
    }
}

/// Reads the rows in the records of one segment.
package struct JournalDecoder {
    private var records: JournalRecords
    private var definitions: [Definition] = []
    private var known: [Known] = []
    private var lastEnd: Int64 = 0

    private struct Known {
        let series: Series
        let definition: Definition
        var values: [UInt64]
    }

    /// - `segment`: the number that the file's name says.
    package init(segment: UInt64, _ bytes: Span<UInt8>) throws(JournalError) {
        records = try JournalRecords(segment: segment, bytes)
    }

    /// Where the next record begins.
    var offset: Int { records.offset }

    /// Hands out the rows of the next record; false at the end of the bytes.
    package mutating func next(_ bytes: Span<UInt8>, _ take: (Row) -> Void) throws(JournalError) -> Bool {
        let offset = records.offset
        guard let payload = try records.next(bytes) else { return false }
        do {
            try read(bytes.extracting(payload), take)
        } catch {
            throw .payload(at: offset, error)
        }
        return true
    }

    private mutating func read(_ payload: Span<UInt8>, _ take: (Row) -> Void) throws(WireError) {
        var reader = ByteReader(payload)
        lastEnd = 0
        while reader.bytesLeft > 0 {
            let offset = reader.offset
            let tag = try reader.uint8("an entry's tag")
            switch JournalFormat.Tag(rawValue: tag) {
            case .definition: try readDefinition(&reader, payload)
            case .series: try readSeries(&reader)
            case .row: take(try readRow(&reader))
            case nil: throw .invalid(at: offset, expected: "the tag of an entry", found: "\(tag)")
            }
        }
    }

    private mutating func readDefinition(_ reader: inout ByteReader, _ payload: Span<UInt8>) throws(WireError) {
        let length = try reader.count("bytes of a definition")
        let start = reader.offset
        try reader.skip(length, "a definition")
        let decoded = try EncodedDefinition.definition(decoding: payload.extracting(start..<start + length))
        guard let decoded else {
            throw .invalid(at: start, expected: "a definition of this version", found: "a later one")
        }
        definitions.append(decoded)
    }

    private mutating func readSeries(_ reader: inout ByteReader) throws(WireError) {
        let place = try Self.place(&reader, "definition", of: definitions.count)
        let definition = definitions[place]
        let offset = reader.offset
        let kind = try reader.uint8("the kind of a series")
        let series: Series
        switch JournalFormat.SeriesKind(rawValue: kind) {
        case .host, .hostInstance:
            let cluster: GroupName = try reader.name("cluster")
            let host: HostName = try reader.name("host")
            let key = HostKey(cluster: cluster, name: host)
            if kind == JournalFormat.SeriesKind.hostInstance.rawValue {
                let instance: InstanceName = try reader.name("instance")
                series = .host(key, definition.subject, instance)
            } else {
                series = .host(key, definition.subject, nil)
            }
        case .group:
            let group: GroupName = try reader.name("group")
            series = .group(group, definition.subject)
        case nil: throw .invalid(at: offset, expected: "the kind of a series", found: "\(kind)")
        }
        let width = Schema.width(of: definition, for: series)
        known.append(Known(series: series, definition: definition, values: Array(repeating: 0, count: width)))
    }

    private mutating func readRow(_ reader: inout ByteReader) throws(WireError) -> Row {
        let place = try Self.place(&reader, "series", of: known.count)
        let step = try reader.varint("the end of a row")
        lastEnd &+= Int64(zigzag: step)
        let lengthOffset = reader.offset
        let length = try reader.varint("the length of a row")
        guard length <= 1 << 32 else {
            throw .invalid(at: lengthOffset, expected: "the length of a row in seconds", found: "\(length)")
        }
        for index in known[place].values.indices {
            let offset = reader.offset
            let control = try reader.uint8("a value")
            let (leading, count) = (Int(control >> 4), Int(control & 0xF))
            guard leading + count <= 8, count > 0 || leading == 0 else {
                throw .invalid(at: offset, expected: "a value of at most 8 bytes", found: "\(control)")
            }
            var difference: UInt64 = 0
            for shift in 0..<count { difference |= UInt64(try reader.uint8("a value")) << UInt64(8 * shift) }
            known[place].values[index] ^= difference << UInt64(8 * (8 - leading - count))
        }
        return Row(
            series: known[place].series, definition: known[place].definition, start: lastEnd &- Int64(length),
            end: lastEnd, values: known[place].values.map { Double(bitPattern: $0) })
    }

    private static func place(
        _ reader: inout ByteReader, _ what: String, of count: Int
    ) throws(WireError) -> Int {
        let offset = reader.offset
        let place = try reader.varint("the place of a \(what)")
        guard place < UInt64(count) else {
            throw .invalid(at: offset, expected: "the place of one of \(count) \(what)s", found: "\(place)")
        }
        return Int(place)
    }
}
