/// Appends little-endian fields to a buffer that keeps its storage.
extension [UInt8] {
    package mutating func append<Integer: FixedWidthInteger & UnsignedInteger>(littleEndian value: Integer) {
        for index in 0..<Integer.bitWidth / 8 { append(UInt8(truncatingIfNeeded: value >> (8 * index))) }
    }

    /// Seven bits a byte, least significant first.
    package mutating func append(varint value: UInt64) {
        var rest = value
        while rest >= 0x80 {
            append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        append(UInt8(rest))
    }

    /// The length in bytes, then the bytes.
    package mutating func append(text: String) {
        append(varint: UInt64(text.utf8.count))
        append(contentsOf: text.utf8)
    }

    package mutating func append(double: Double) {
        append(littleEndian: double.bitPattern)
    }

    package mutating func overwrite<Integer: FixedWidthInteger & UnsignedInteger>(
        littleEndian value: Integer, at offset: Int
    ) {
        for index in 0..<Integer.bitWidth / 8 { self[offset + index] = UInt8(truncatingIfNeeded: value >> (8 * index)) }
    }
}

extension Int64 {
    /// The number with its sign in the lowest bit, so that small ones of either sign are short varints.
    package var zigzag: UInt64 { UInt64(bitPattern: self << 1 ^ self >> 63) }

    package init(zigzag: UInt64) { self = Int64(bitPattern: zigzag >> 1) ^ -Int64(bitPattern: zigzag & 1) }
}

/// How many bytes a number takes as a varint.
func varintLength(_ value: UInt64) -> Int {
    max(1, (64 - value.leadingZeroBitCount + 6) / 7)
}
