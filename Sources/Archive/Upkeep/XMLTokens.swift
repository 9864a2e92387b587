import Foundation

/// The elements and texts of an XML document of RRDtool's, one after the other, from bytes that come in pieces.
///
/// Strict and small: no attributes, entities or CDATA, which `rrdtool dump` never writes; comments, the declaration and a
/// DOCTYPE without an internal subset are passed over. Nothing grows with the document.
struct XMLTokens {
    enum Token: Equatable {
        case start(String)
        /// Without the white space around it; never empty.
        case text(String)
        case end(String)
    }

    private let next: () throws -> [UInt8]
    private var bytes: [UInt8] = []
    private var place = 0
    /// Of the line that is being read, from 1.
    private(set) var line = 1

    private static let longestName = 32
    private static let longestText = 256

    /// - `next`: the next piece of the document; empty at its end.
    init(_ next: @escaping () throws -> [UInt8]) { self.next = next }

    /// nil at the end of the document.
    mutating func token() throws -> Token? {
        while true {
            guard let byte = try peek() else { return nil }
            guard byte == UInt8(ascii: "<") else {
                let text = try readText()
                if text.isEmpty { continue }
                return .text(text)
            }
            _ = try pop()
            switch try peek() {
            case UInt8(ascii: "?"): try skip(past: "?>")
            case UInt8(ascii: "!"):
                _ = try pop()
                if try peek() == UInt8(ascii: "-") {
                    try expect("--", "a comment")
                    try skip(past: "-->")
                } else {
                    try expect("DOCTYPE", "a comment or DOCTYPE")
                    try skip(past: ">", without: UInt8(ascii: "["))
                }
            case UInt8(ascii: "/"):
                _ = try pop()
                return .end(try readName())
            default: return .start(try readName())
            }
        }
    }

    private mutating func peek() throws -> UInt8? {
        if place == bytes.count {
            bytes = try next()
            place = 0
        }
        return place < bytes.count ? bytes[place] : nil
    }

    private mutating func pop() throws -> UInt8? {
        guard let byte = try peek() else { return nil }
        place += 1
        if byte == UInt8(ascii: "\n") { line += 1 }
        return byte
    }

    private mutating func readText() throws -> String {
        var text: [UInt8] = []
        while let byte = try peek(), byte != UInt8(ascii: "<") {
            _ = try pop()
            guard byte != UInt8(ascii: "&") else { throw RRDDumpError(line: line, expected: "text", found: "&") }
            let isSpace = byte == 0x20 || (0x09...0x0D).contains(byte)
            if isSpace && text.isEmpty { continue }
            text.append(byte)
            guard text.count <= Self.longestText else {
                throw RRDDumpError(line: line, expected: "at most \(Self.longestText) bytes of text", found: "more")
            }
        }
        while let last = text.last, last == 0x20 || (0x09...0x0D).contains(last) { text.removeLast() }
        return String(decoding: text, as: UTF8.self)
    }

    private mutating func readName() throws -> String {
        var name: [UInt8] = []
        while let byte = try pop(), byte != UInt8(ascii: ">") {
            let isLetter = (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20) || byte == UInt8(ascii: "_")
            guard isLetter, name.count < Self.longestName else {
                throw RRDDumpError(
                    line: line, expected: "an element without attributes",
                    found: String(decoding: name + [byte], as: UTF8.self))
            }
            name.append(byte)
        }
        guard !name.isEmpty else { throw RRDDumpError(line: line, expected: "an element", found: "none") }
        return String(decoding: name, as: UTF8.self)
    }

    private mutating func expect(_ text: StaticString, _ what: String) throws {
        for scalar in text.description.utf8 where try pop() != scalar {
            throw RRDDumpError(line: line, expected: what, found: "something else")
        }
    }

    private mutating func skip(past end: StaticString, without refused: UInt8? = nil) throws {
        let wanted = Array(end.description.utf8)
        var seen: [UInt8] = []
        while seen != wanted {
            guard let byte = try pop() else {
                throw RRDDumpError(line: line, expected: end.description, found: "the end of the file")
            }
            guard byte != refused else {
                throw RRDDumpError(line: line, expected: end.description, found: "an internal subset")
            }
            if seen.count == wanted.count { seen.removeFirst() }
            seen.append(byte)
        }
    }
}
