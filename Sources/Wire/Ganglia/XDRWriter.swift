/// Appends XDR items (RFC 4506: big-endian, each a multiple of four bytes) to a buffer that keeps its storage.
extension [UInt8] {
    mutating func append(xdr value: UInt32) {
        for shift in stride(from: 24, through: 0, by: -8) { append(UInt8(truncatingIfNeeded: value >> shift)) }
    }

    mutating func append(xdr value: UInt64) {
        append(xdr: UInt32(truncatingIfNeeded: value >> 32))
        append(xdr: UInt32(truncatingIfNeeded: value))
    }

    mutating func append(xdr value: Bool) {
        append(xdr: value ? 1 : 0 as UInt32)
    }

    /// The length in bytes, the bytes, and zeros up to a multiple of four.
    mutating func append(xdr text: String) {
        let length = text.utf8.count
        append(xdr: UInt32(truncatingIfNeeded: length))
        append(contentsOf: text.utf8)
        for _ in 0..<paddingLength(of: length) { append(0) }
    }
}
