/// The checksum of iSCSI and ext4 (Castagnoli), eight bytes at a time.
enum CRC32C {
    /// Eight tables of 256: the effect of a byte that still has so many others behind it.
    private static let tables: [UInt32] = {
        var tables = [UInt32](repeating: 0, count: 8 * 256)
        for byte in 0..<256 {
            var rest = UInt32(byte)
            for _ in 0..<8 { rest = rest & 1 == 0 ? rest >> 1 : rest >> 1 ^ 0x82F6_3B78 }
            tables[byte] = rest
        }
        for table in 1..<8 {
            for byte in 0..<256 {
                let before = tables[(table - 1) * 256 + byte]
                tables[table * 256 + byte] = before >> 8 ^ tables[Int(before & 0xFF)]
            }
        }
        return tables
    }()

    /// - `seed`: what the checksum of other bytes is mixed with, so that they are not taken for these.
    static func checksum(_ bytes: Span<UInt8>, seed: UInt32 = 0) -> UInt32 {
        let tables = tables.span
        var sum = ~seed
        var index = 0
        while index + 8 <= bytes.count {
            sum ^= UInt32(bytes[index]) | UInt32(bytes[index + 1]) << 8
            sum ^= UInt32(bytes[index + 2]) << 16 | UInt32(bytes[index + 3]) << 24
            let low = tables[7 * 256 + Int(sum & 0xFF)] ^ tables[6 * 256 + Int(sum >> 8 & 0xFF)]
            let high = tables[5 * 256 + Int(sum >> 16 & 0xFF)] ^ tables[4 * 256 + Int(sum >> 24)]
            let next = tables[3 * 256 + Int(bytes[index + 4])] ^ tables[2 * 256 + Int(bytes[index + 5])]
            let last = tables[256 + Int(bytes[index + 6])] ^ tables[Int(bytes[index + 7])]
            sum = low ^ high ^ next ^ last
            index += 8
        }
        while index < bytes.count {
            sum = sum >> 8 ^ tables[Int((sum ^ UInt32(bytes[index])) & 0xFF)]
            index += 1
        }
        return ~sum
    }
}
