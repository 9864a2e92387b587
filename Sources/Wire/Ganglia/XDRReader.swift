/// Reads XDR items (RFC 4506: big-endian, each a multiple of four bytes) out of a datagram, never past its end.
struct XDRReader: ~Escapable {
    private let bytes: Span<UInt8>
    private(set) var offset = 0

    @_lifetime(copy bytes)
    init(_ bytes: Span<UInt8>) { self.bytes = bytes }

    var bytesLeft: Int { bytes.count - offset }

    private mutating func advance(_ count: Int, _ what: String) throws(GangliaError) -> Int {
        guard count <= bytesLeft else {
            throw .truncated(at: offset, expected: "\(count) bytes of \(what)", bytesLeft: bytesLeft)
        }
        defer { offset += count }
        return offset
    }

    mutating func uint32(_ what: String) throws(GangliaError) -> UInt32 {
        let start = try advance(4, what)
        var value: UInt32 = 0
        for index in start..<start + 4 { value = value << 8 | UInt32(bytes[index]) }
        return value
    }

    mutating func uint64(_ what: String) throws(GangliaError) -> UInt64 {
        let start = try advance(8, what)
        var value: UInt64 = 0
        for index in start..<start + 8 { value = value << 8 | UInt64(bytes[index]) }
        return value
    }

    /// Any number but 0 is true, as it is to libtirpc.
    mutating func bool(_ what: String) throws(GangliaError) -> Bool {
        try uint32(what) != 0
    }

    /// Text in UTF-8, or else in Latin-1; what the padding bytes hold does not matter.
    ///
    /// Ganglia says nothing of encodings and senders of both exist. Latin-1 gives every byte a character, so nothing is
    /// lost.
    mutating func string(_ what: String) throws(GangliaError) -> String {
        let announced = try uint32(what)
        guard announced <= bytesLeft else {
            throw .truncated(at: offset, expected: "\(announced) bytes of \(what)", bytesLeft: bytesLeft)
        }
        let length = Int(announced)
        let start = try advance(length + paddingLength(of: length), what)
        let text = bytes.extracting(start..<start + length)
        if let valid = try? UTF8Span(validating: text) { return String(copying: valid) }
        var latin1 = String.UnicodeScalarView()
        for index in text.indices { latin1.append(Unicode.Scalar(text[index])) }
        return String(latin1)
    }
}

/// How many zero bytes follow an item of this many bytes.
func paddingLength(of length: Int) -> Int { -length & 3 }
