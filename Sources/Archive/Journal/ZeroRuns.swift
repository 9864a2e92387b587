import Wire

/// What changes of a header, without its zeros, which are more than half of it: a state of a column or a cell has room for
/// ten numbers, and most kinds of column and archive use two to four.
///
///     number of bytes, then until there are as many:
///     number of words of zeros, number of other words, these words (8 bytes each)
enum ZeroRuns {
    /// The largest header that is taken for one, in bytes.
    private static let maximum = 1 << 24

    /// Appends bytes, a multiple of eight.
    static func append(_ bytes: Span<UInt8>, to packed: inout [UInt8]) {
        let words = bytes.count / 8
        packed.append(varint: UInt64(bytes.count))
        var word = 0
        while word < words {
            let zeros = run(of: true, from: word, in: bytes)
            let others = run(of: false, from: word + zeros, in: bytes)
            packed.append(varint: UInt64(zeros))
            packed.append(varint: UInt64(others))
            let first = word + zeros
            word = first + others
            bytes.extracting((8 * first)..<(8 * word)).withUnsafeBufferPointer { packed.append(contentsOf: $0) }
        }
    }

    private static func run(of isZero: Bool, from first: Int, in bytes: Span<UInt8>) -> Int {
        var word = first
        while 8 * word < bytes.count, (0..<8).allSatisfy({ bytes[8 * word + $0] == 0 }) == isZero { word += 1 }
        return word - first
    }

    static func read(_ what: String, from reader: inout ByteReader) throws(WireError) -> [UInt8] {
        let start = reader.offset
        let count = try reader.varint("the number of bytes of \(what)")
        guard count % 8 == 0, count <= maximum else {
            throw .invalid(
                at: start, expected: "a multiple of 8 bytes of \(what), at most \(maximum)", found: "\(count)")
        }
        var bytes: [UInt8] = []
        while bytes.count < count {
            let place = reader.offset
            let zeros = try reader.varint("words of zeros")
            let others = try reader.count("words", ofAtLeast: 8)
            let left = (Int(count) - bytes.count) / 8
            guard zeros <= left, others <= left - Int(zeros), zeros > 0 || others > 0 else {
                throw .invalid(at: place, expected: "1 to \(left) words of \(what)", found: "\(zeros) and \(others)")
            }
            bytes += repeatElement(0, count: 8 * Int(zeros))
            var part = try reader.part(8 * others, what)
            bytes += part.rest()
        }
        return bytes
    }
}
