/// The blocks of a tar file (POSIX.1-2001, pax): just what a backup needs, regular files and long names.
enum Tar {
    static let blockSize = 512

    /// What stands before a file's bytes.
    ///
    /// - `modified`: seconds since 1970.
    static func header(of path: String, size: Int, modified: Int) -> [UInt8] {
        guard path.utf8.count > 100 else { return block(path, size: size, modified: modified, type: "0") }
        let record = paxRecord(path)
        return block("pax/path", size: record.count, modified: modified, type: "x") + record + padding(record.count)
            + block(String(decoding: path.utf8.prefix(100), as: UTF8.self), size: size, modified: modified, type: "0")
    }

    /// Zeros up to the next block.
    static func padding(_ size: Int) -> [UInt8] {
        [UInt8](repeating: 0, count: (blockSize - size % blockSize) % blockSize)
    }

    static let end = [UInt8](repeating: 0, count: 2 * blockSize)

    /// `30 path=...`: its length, itself included, and a value.
    private static func paxRecord(_ path: String) -> [UInt8] {
        let rest = " path=\(path)\n"
        var length = rest.utf8.count + 1
        while "\(length)".utf8.count + rest.utf8.count != length { length = "\(length)".utf8.count + rest.utf8.count }
        return Array("\(length)\(rest)".utf8)
    }

    private static func block(_ name: String, size: Int, modified: Int, type: Unicode.Scalar) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: blockSize)
        func put(_ text: String, at offset: Int) {
            for (index, byte) in text.utf8.prefix(100).enumerated() { bytes[offset + index] = byte }
        }
        put(name, at: 0)
        put(octal(0o644, digits: 7), at: 100)
        put(octal(0, digits: 7), at: 108)
        put(octal(0, digits: 7), at: 116)
        put(octal(size, digits: 11), at: 124)
        put(octal(max(0, modified), digits: 11), at: 136)
        put("        ", at: 148)
        put(String(type), at: 156)
        put("ustar", at: 257)
        put("00", at: 263)
        put(octal(checksum(bytes), digits: 6) + "\0", at: 148)
        return bytes
    }

    private static func octal(_ number: Int, digits: Int) -> String {
        let text = String(number, radix: 8)
        return String(repeating: "0", count: max(0, digits - text.count)) + text
    }

    /// Of a block whose own field for it holds spaces.
    private static func checksum(_ block: [UInt8]) -> Int { block.reduce(0) { $0 + Int($1) } }

    /// What a block before a file says.
    struct Entry: Equatable {
        let name: String
        let size: Int
        let type: UInt8

        /// nil if the block is no header.
        init?(_ block: [UInt8]) {
            guard block.count == Tar.blockSize, block[257..<262].elementsEqual("ustar".utf8) else { return nil }
            func number(_ range: Range<Int>) -> Int? {
                let digits = block[range].filter { $0 != 0 && $0 != UInt8(ascii: " ") }
                return digits.isEmpty ? nil : Int(String(decoding: digits, as: UTF8.self), radix: 8)
            }
            var blank = block
            for index in 148..<156 { blank[index] = UInt8(ascii: " ") }
            guard let size = number(124..<136), size >= 0, number(148..<156) == Tar.checksum(blank) else { return nil }
            func text(_ range: Range<Int>) -> String {
                String(decoding: block[range].prefix { $0 != 0 }, as: UTF8.self)
            }
            let prefix = text(345..<500)
            name = prefix.isEmpty ? text(0..<100) : "\(prefix)/\(text(0..<100))"
            self.size = size
            type = block[156]
        }

        var isFile: Bool { type == UInt8(ascii: "0") || type == 0 }
        /// A long name for the next entry, as POSIX or GNU write it.
        var isLongName: Bool { type == UInt8(ascii: "x") || type == UInt8(ascii: "L") }

        /// The name in the bytes of one that ``isLongName``; nil if they hold none.
        func longName(_ bytes: [UInt8]) -> String? {
            if type == UInt8(ascii: "L") { return String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self) }
            var rest = bytes[...]
            while let space = rest.firstIndex(of: UInt8(ascii: " ")),
                let length = Int(String(decoding: rest[..<space], as: UTF8.self)),
                length > space - rest.startIndex, length <= rest.count
            {
                let record = rest[(space + 1)..<(rest.startIndex + length - 1)]
                if record.starts(with: "path=".utf8) { return String(decoding: record.dropFirst(5), as: UTF8.self) }
                rest = rest[(rest.startIndex + length)...]
            }
            return nil
        }
    }
}
