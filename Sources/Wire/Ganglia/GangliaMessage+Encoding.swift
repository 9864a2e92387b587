extension GangliaMessage {
    /// Appends the message's bytes, those that gmond or gmetric would send.
    ///
    /// Allocates only if the buffer has to grow. A message of over ``maximumLength`` bytes is refused, and the buffer
    /// is then as it was.
    package func encode(into buffer: inout [UInt8]) throws(GangliaError) {
        let start = buffer.count
        buffer.append(xdr: messageID.rawValue)
        buffer.append(xdr: id.host)
        buffer.append(xdr: id.name)
        buffer.append(xdr: id.isSpoofed)
        switch self {
        case .metadata(_, let metadata): metadata.encode(into: &buffer)
        case .value(_, let value): value.encode(into: &buffer)
        case .request: break
        }
        let length = buffer.count - start
        guard length <= Self.maximumLength else {
            buffer.removeLast(length)
            throw .tooLong(metric: id.name, bytes: length)
        }
    }

    private var messageID: MessageID {
        switch self {
        case .metadata: .metadata
        case .value(_, let value): .value(value.content.kind)
        case .request: .request
        }
    }
}

extension GangliaMetadata {
    fileprivate func encode(into buffer: inout [UInt8]) {
        buffer.append(xdr: type.word)
        buffer.append(xdr: name)
        buffer.append(xdr: units)
        buffer.append(xdr: slope.rawValue)
        buffer.append(xdr: tmax)
        buffer.append(xdr: dmax)
        buffer.append(xdr: UInt32(truncatingIfNeeded: extras.count))
        for extra in extras {
            buffer.append(xdr: extra.key)
            buffer.append(xdr: extra.value)
        }
    }
}

extension GangliaValue {
    fileprivate func encode(into buffer: inout [UInt8]) {
        buffer.append(xdr: format)
        switch content {
        case .ushort(let value): buffer.append(xdr: UInt32(value))
        case .short(let value): buffer.append(xdr: UInt32(bitPattern: Int32(value)))
        case .int(let value): buffer.append(xdr: UInt32(bitPattern: value))
        case .uint(let value): buffer.append(xdr: value)
        case .string(let text): buffer.append(xdr: text)
        case .float(let value): buffer.append(xdr: value.bitPattern)
        case .double(let value): buffer.append(xdr: value.bitPattern)
        }
    }
}

extension GangliaValue.Content {
    fileprivate var kind: MessageID.ValueKind {
        switch self {
        case .ushort: .ushort
        case .short: .short
        case .int: .int
        case .uint: .uint
        case .string: .string
        case .float: .float
        case .double: .double
        }
    }
}
