/// A received datagram: a message, and how much follows it.
package struct GangliaDatagram: Sendable, Equatable {
    package let message: GangliaMessage
    /// Bytes after the message's end, which gmond ignores, as we do: room for somebody's extension.
    package let trailingBytes: Int

    /// Decodes what was received, and nothing beyond its length: a message cut short is refused.
    ///
    /// Text that is not UTF-8 is taken for Latin-1, and then encodes to other bytes than it came in. Costs one
    /// allocation per text of more than 15 bytes, and never more memory than a small multiple of the datagram.
    package init(decoding bytes: Span<UInt8>) throws(GangliaError) {
        var reader = XDRReader(bytes)
        message = try GangliaMessage(from: &reader)
        trailingBytes = reader.bytesLeft
    }
}

extension GangliaMessage {
    /// The message of a ``GangliaDatagram``, for whom trailing bytes do not matter.
    package init(decoding bytes: Span<UInt8>) throws(GangliaError) {
        self = try GangliaDatagram(decoding: bytes).message
    }

    fileprivate init(from reader: inout XDRReader) throws(GangliaError) {
        let word = try reader.uint32("message id")
        guard let messageID = MessageID(rawValue: word) else { throw .unknownMessage(word) }
        let id = GangliaMetricID(
            host: try reader.string("host"), name: try reader.string("metric name"),
            isSpoofed: try reader.bool("spoof flag"))
        switch messageID {
        case .metadata: self = .metadata(id, try GangliaMetadata(from: &reader))
        case .value(let kind): self = .value(id, try GangliaValue(kind, from: &reader))
        case .request: self = .request(id)
        }
    }
}

extension GangliaMetadata {
    fileprivate init(from reader: inout XDRReader) throws(GangliaError) {
        type = GangliaType(try reader.string("type"))
        name = try reader.string("name")
        units = try reader.string("units")
        slope = GangliaSlope(rawValue: try reader.uint32("slope"))
        tmax = try reader.uint32("tmax")
        dmax = try reader.uint32("dmax")
        let count = try reader.uint32("number of extra elements")
        guard count <= reader.bytesLeft / GangliaExtra.minimumLength else {
            throw .tooManyExtras(count, bytesLeft: reader.bytesLeft)
        }
        extras = []
        extras.reserveCapacity(Int(count))
        for _ in 0..<count {
            extras.append(GangliaExtra(try reader.string("extra key"), try reader.string("extra value")))
        }
    }
}

extension GangliaValue {
    fileprivate init(_ kind: MessageID.ValueKind, from reader: inout XDRReader) throws(GangliaError) {
        format = try reader.string("format")
        content =
            switch kind {
            // Shorter integers travel in four bytes; like libtirpc, take the lower two.
            case .ushort: .ushort(UInt16(truncatingIfNeeded: try reader.uint32("ushort value")))
            case .short: .short(Int16(truncatingIfNeeded: try reader.uint32("short value")))
            case .int: .int(Int32(bitPattern: try reader.uint32("int value")))
            case .float: .float(Float(bitPattern: try reader.uint32("float value")))
            case .double: .double(Double(bitPattern: try reader.uint64("double value")))
            case .string: .string(try reader.string("string value"))
            case .uint: .uint(try reader.uint32("uint value"))
            }
    }
}
