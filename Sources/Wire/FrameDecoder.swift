import MetricModel

extension Frame {
    /// Whether the datagram claims to be a Plexus frame.
    package static func isFrame(_ bytes: Span<UInt8>) -> Bool {
        guard bytes.count >= magic.count else { return false }
        return magic.indices.allSatisfy { bytes[$0] == magic[$0] }
    }

    /// Decodes a datagram.
    ///
    /// Records of unknown types are skipped, as are bytes that a newer sender added to the header or to a record; one
    /// broken record refuses the whole datagram, since nothing in it can be trusted then.
    package init(decoding bytes: Span<UInt8>) throws(WireError) {
        var reader = ByteReader(bytes)
        guard Frame.isFrame(bytes) else {
            throw .invalid(at: 0, expected: "PLX1", found: "\(min(4, bytes.count)) other bytes")
        }
        try reader.skip(Frame.magic.count, "magic")
        _ = try reader.uint8("version")
        let flags = try reader.uint8("flags")
        guard flags & Frame.mandatoryFlags == 0 else {
            throw .invalid(at: 5, expected: "no mandatory flag this version does not know", found: "flags \(flags)")
        }
        let headerLength = Int(try reader.integer(UInt16.self, "header length"))
        guard headerLength >= Frame.headerLength, headerLength <= bytes.count else {
            throw .invalid(
                at: 6, expected: "header length of \(Frame.headerLength)...\(bytes.count)", found: "\(headerLength)")
        }
        let id = AgentID(
            high: try reader.integer(UInt64.self, "agent id"), low: try reader.integer(UInt64.self, "agent id"))
        sender = Sender(id: id, start: try reader.integer(UInt64.self, "start id"))
        sequence = try reader.integer(UInt32.self, "sequence number")
        let milliseconds = Int64(bitPattern: try reader.integer(UInt64.self, "tick"))
        guard (0...Frame.latestMillisecond).contains(milliseconds) else {
            throw .invalid(at: 36, expected: "a tick between 1970 and 9999", found: "\(milliseconds) ms")
        }
        tick = Timestamp(milliseconds: milliseconds)
        delay = try reader.integer(UInt32.self, "delay")
        try reader.skip(headerLength - Frame.headerLength, "header")

        records = []
        while reader.bytesLeft > 0 {
            let type = try reader.uint8("record type")
            let length = Int(try reader.integer(UInt16.self, "record length"))
            var payload = try reader.part(length, "record of \(length) bytes")
            if let record = try Frame.record(type, &payload) { records.append(record) }
        }
    }

    /// The end of the year 9999, so that arithmetic on received times cannot overflow.
    static let latestMillisecond: Int64 = 253_402_300_799_999

    private static func record(_ type: UInt8, _ reader: inout ByteReader) throws(WireError) -> Record? {
        switch RecordType(rawValue: type) {
        case .host: .host(try host(&reader))
        case .description: .description(try description(&reader))
        case .values: try values(&reader)
        case .ask: try ask(&reader)
        case .goodbye: .goodbye
        case nil: nil
        }
    }

    private static func host(_ reader: inout ByteReader) throws(WireError) -> HostAnnouncement {
        let start = reader.offset
        let interval = try reader.integer(UInt32.self, "interval")
        guard (1000...86_400_000).contains(interval) else {
            throw .invalid(at: start, expected: "an interval between a second and a day", found: "\(interval) ms")
        }
        let cluster: GroupName = try reader.name("cluster name")
        let name: HostName = try reader.name("host name")
        var groups: [GroupName] = []
        let groupCount = try reader.count("groups", ofAtLeast: 2)
        for _ in 0..<groupCount { groups.append(try reader.name("group name")) }
        var tags: [String: String] = [:]
        let tagCount = try reader.count("tags", ofAtLeast: 2)
        for _ in 0..<tagCount {
            let key = try reader.text("tag")
            tags[key] = try reader.text("tag value")
        }
        return HostAnnouncement(cluster: cluster, name: name, groups: groups, tags: tags, interval: interval)
    }

    private static func description(_ reader: inout ByteReader) throws(WireError) -> DescriptionPart {
        let id = DefinitionID(hash: try reader.integer(UInt64.self, "description hash"))
        let totalOffset = reader.offset
        let total = try reader.varint("length of the description")
        guard (1...UInt64(EncodedDefinition.maximumLength)).contains(total) else {
            throw .invalid(
                at: totalOffset, expected: "a description of at most \(EncodedDefinition.maximumLength) bytes",
                found: "\(total)")
        }
        let partOffset = reader.offset
        let offset = try reader.varint("place in the description")
        guard reader.bytesLeft > 0, offset <= total, UInt64(reader.bytesLeft) <= total - offset else {
            throw .invalid(
                at: partOffset, expected: "a part within \(total) bytes", found: "\(reader.bytesLeft) at \(offset)")
        }
        return DescriptionPart(id: id, total: Int(total), offset: Int(offset), bytes: reader.rest())
    }

    private static func values(_ reader: inout ByteReader) throws(WireError) -> Record {
        let id = DefinitionID(hash: try reader.integer(UInt64.self, "description hash"))
        let countOffset = reader.offset
        let count = try reader.varint("number of fields")
        guard (1...UInt64(maximumFields)).contains(count) else {
            throw .invalid(at: countOffset, expected: "1 to \(maximumFields) fields", found: "\(count)")
        }
        var rows: [Sample] = []
        while reader.bytesLeft > 0 { rows.append(try row(of: Int(count), &reader)) }
        return .values(id, rows)
    }

    private static func row(of count: Int, _ reader: inout ByteReader) throws(WireError) -> Sample {
        let instanceOffset = reader.offset
        let text = try reader.text("instance")
        var instance: InstanceName?
        if !text.isEmpty {
            instance = InstanceName(text)
            guard instance != nil else {
                throw .invalid(
                    at: instanceOffset, expected: "a valid instance", found: text.excerpt)
            }
        }
        var codes = try reader.part((count + 3) / 4, "value codes")
        var sample = Sample(instance: instance, numbers: Array(repeating: .nan, count: count))
        var code: UInt8 = 0
        for index in 0..<count {
            if index % 4 == 0 { code = try codes.uint8("value codes") }
            defer { code >>= 2 }
            switch ValueCode(rawValue: code & 3) {
            case .integer:
                sample.numbers[index] = Double(Int64(zigzag: try reader.varint("integer")))
            case .single:
                let single = Float(bitPattern: try reader.integer(UInt32.self, "single"))
                sample.numbers[index] = single.isFinite ? Double(single) : .nan
            case .extended:
                try extended(index, of: &sample, &reader)
            case .absent, nil: break
            }
        }
        return sample
    }

    private static func extended(
        _ index: Int, of sample: inout Sample, _ reader: inout ByteReader
    ) throws(WireError) {
        let tag = try reader.uint8("value tag")
        switch ExtendedValue(rawValue: tag) {
        case .text:
            sample.texts[index] = try reader.text("text value")
        case .double:
            let length = try reader.count("bytes of a value")
            var part = try reader.part(length, "value")
            let double = try part.double("double")
            sample.numbers[index] = double.isFinite ? double : .nan
        case nil:
            let length = try reader.count("bytes of a value")
            try reader.skip(length, "value")
        }
    }

    private static func ask(_ reader: inout ByteReader) throws(WireError) -> Record {
        var wantsHost = false
        var ids: [DefinitionID] = []
        while reader.bytesLeft > 0 {
            let hash = try reader.integer(UInt64.self, "description hash")
            if hash == 0 { wantsHost = true } else { ids.append(DefinitionID(hash: hash)) }
        }
        return .ask(host: wantsHost, ids)
    }
}
