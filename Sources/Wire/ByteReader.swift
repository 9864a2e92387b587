package import MetricModel

/// Reads little-endian fields out of bytes that came from outside, never past their end.
package struct ByteReader: ~Escapable {
    private let bytes: Span<UInt8>
    package private(set) var offset: Int
    /// Where this reader's part of the bytes ends.
    private let end: Int

    @_lifetime(copy bytes)
    package init(_ bytes: Span<UInt8>) {
        self.bytes = bytes
        offset = 0
        end = bytes.count
    }

    @_lifetime(copy bytes)
    private init(_ bytes: Span<UInt8>, from offset: Int, to end: Int) {
        self.bytes = bytes
        self.offset = offset
        self.end = end
    }

    package var bytesLeft: Int { end - offset }

    private mutating func advance(_ count: Int, _ expected: @autoclosure () -> String) throws(WireError) -> Int {
        guard count <= end - offset else {
            throw .truncated(at: offset, expected: expected(), bytesLeft: end - offset)
        }
        defer { offset += count }
        return offset
    }

    package mutating func uint8(_ what: String) throws(WireError) -> UInt8 {
        bytes[try advance(1, what)]
    }

    package mutating func integer<Integer: FixedWidthInteger & UnsignedInteger>(
        _ type: Integer.Type, _ what: String
    ) throws(WireError) -> Integer {
        let start = try advance(Integer.bitWidth / 8, what)
        var value: Integer = 0
        for index in 0..<Integer.bitWidth / 8 { value |= Integer(bytes[start + index]) << (8 * index) }
        return value
    }

    /// An unsigned number of seven bits a byte, least significant first, at most ten bytes.
    package mutating func varint(_ what: String) throws(WireError) -> UInt64 {
        let start = offset
        var value: UInt64 = 0
        for shift in stride(from: 0, to: 64, by: 7) {
            let byte = try uint8(what)
            guard shift < 63 || byte <= 1 else { break }
            value |= UInt64(byte & 0x7F) << UInt64(shift)
            if byte & 0x80 == 0 { return value }
        }
        throw .invalid(at: start, expected: "\(what) of at most 64 bits", found: "a longer number")
    }

    /// A count of things that take at least `size` bytes each, so that nobody can announce more than they send.
    package mutating func count(_ what: String, ofAtLeast size: Int = 1) throws(WireError) -> Int {
        let start = offset
        let count = try varint("number of \(what)")
        guard count <= UInt64(bytesLeft / size) else {
            throw .invalid(at: start, expected: "at most \(bytesLeft / size) \(what)", found: "\(count)")
        }
        return Int(count)
    }

    package mutating func text(_ what: String) throws(WireError) -> String {
        let start = offset
        let length = try count("bytes of \(what)")
        let first = try advance(length, what)
        let text = bytes.extracting(first..<first + length).withUnsafeBufferPointer {
            String(validating: $0, as: UTF8.self)
        }
        guard let text else { throw .invalid(at: start, expected: "\(what) in UTF-8", found: "other bytes") }
        return text
    }

    package mutating func name<T: Name>(_ what: String) throws(WireError) -> T {
        let start = offset
        let text = try text(what)
        guard let name = T(text) else {
            throw .invalid(at: start, expected: "a valid \(what)", found: text.excerpt)
        }
        return name
    }

    package mutating func double(_ what: String) throws(WireError) -> Double {
        Double(bitPattern: try integer(UInt64.self, what))
    }

    /// The next `length` bytes as a reader of their own.
    @_lifetime(copy self)
    package mutating func part(_ length: Int, _ what: String) throws(WireError) -> ByteReader {
        let start = try advance(length, what)
        return ByteReader(bytes, from: start, to: start + length)
    }

    package mutating func skip(_ length: Int, _ what: String) throws(WireError) {
        _ = try advance(length, what)
    }

    /// The bytes that are left.
    package mutating func rest() -> [UInt8] {
        defer { offset = end }
        return bytes.extracting(offset..<end).withUnsafeBufferPointer { Array($0) }
    }
}
