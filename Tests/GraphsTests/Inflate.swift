/// Uncompresses a stream of RFC 1950 and 1951; a witness of our own, since Foundation has none on Linux.
struct Inflate {
    struct Failure: Error {}

    private let bytes: [UInt8]
    private var bit = 0
    private var output: [UInt8] = []

    /// - `zlib`: the stream with its header of two bytes.
    static func bytes(of zlib: [UInt8]) throws -> [UInt8] {
        var inflate = Inflate(bytes: zlib, bit: 16)
        return try inflate.run()
    }

    private init(bytes: [UInt8], bit: Int) {
        self.bytes = bytes
        self.bit = bit
    }

    private mutating func run() throws -> [UInt8] {
        var isLast = false
        while !isLast {
            isLast = try take(1) == 1
            switch try take(2) {
            case 0: try stored()
            case 1:
                let lengths = (0..<288).map { $0 < 144 ? 8 : $0 < 256 ? 9 : $0 < 280 ? 7 : 8 }
                try compressed(Codes(lengths), Codes([Int](repeating: 5, count: 30)))
            case 2: try dynamic()
            default: throw Failure()
            }
        }
        return output
    }

    private mutating func take(_ count: Int) throws -> Int {
        var value = 0
        for index in 0..<count {
            guard bit >> 3 < bytes.count else { throw Failure() }
            value |= Int(bytes[bit >> 3] >> UInt8(bit & 7) & 1) << index
            bit += 1
        }
        return value
    }

    private mutating func stored() throws {
        bit = (bit + 7) & ~7
        let length = try take(16)
        _ = try take(16)
        for _ in 0..<length { output.append(UInt8(try take(8))) }
    }

    private mutating func dynamic() throws {
        let literals = try take(5) + 257
        let distances = try take(5) + 1
        let count = try take(4) + 4
        var lengths = [Int](repeating: 0, count: 19)
        for place in [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15].prefix(count) {
            lengths[place] = try take(3)
        }
        let codes = Codes(lengths)
        var all: [Int] = []
        while all.count < literals + distances {
            switch try symbol(codes) {
            case 16:
                guard let last = all.last else { throw Failure() }
                all += [Int](repeating: last, count: try take(2) + 3)
            case 17: all += [Int](repeating: 0, count: try take(3) + 3)
            case 18: all += [Int](repeating: 0, count: try take(7) + 11)
            case let length: all.append(length)
            }
        }
        try compressed(Codes(Array(all[..<literals])), Codes(Array(all[literals...])))
    }

    private mutating func compressed(_ literals: Codes, _ distances: Codes) throws {
        while true {
            let symbol = try symbol(literals)
            if symbol == 256 { return }
            if symbol < 256 {
                output.append(UInt8(symbol))
                continue
            }
            let length: Int
            switch symbol {
            case 285: length = 258
            case 257..<265: length = symbol - 254
            default:
                let extra = (symbol - 261) / 4
                length = (4 + (symbol - 265) % 4) << extra + 3 + (try take(extra))
            }
            let code = try self.symbol(distances)
            let extra = max(0, code / 2 - 1)
            let distance = code < 4 ? code + 1 : (2 + code % 2) << extra + 1 + (try take(extra))
            guard distance <= output.count else { throw Failure() }
            for _ in 0..<length { output.append(output[output.count - distance]) }
        }
    }

    private mutating func symbol(_ codes: Codes) throws -> Int {
        var code = 0
        var first = 0
        var index = 0
        for count in codes.counts.dropFirst() {
            code |= try take(1)
            if code - count < first { return codes.symbols[index + code - first] }
            index += count
            first = (first + count) << 1
            code <<= 1
        }
        throw Failure()
    }

    /// A canonical Huffman code.
    private struct Codes {
        var counts = [Int](repeating: 0, count: 16)
        let symbols: [Int]

        init(_ lengths: [Int]) {
            for length in lengths where length > 0 { counts[length] += 1 }
            symbols = lengths.indices.filter { lengths[$0] > 0 }.sorted { (lengths[$0], $0) < (lengths[$1], $1) }
        }
    }
}
