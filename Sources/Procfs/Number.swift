/// A small file with one number, as most files of `/sys` are.
package enum Number {
    /// The number in the first line, of which nothing else may stand there.
    package static func parse(_ bytes: Span<UInt8>, of file: StaticString) throws(ProcfsError) -> UInt64 {
        var fields = Fields(of: file)
        _ = try fields.nextLine(in: bytes)
        let value = try fields.unsigned(in: bytes, "number")
        let more = fields.word(in: bytes)
        guard more.isEmpty else { throw fields.malformed(in: bytes, more, "one number") }
        try fields.finish(in: bytes)
        return value
    }

    /// The same of a number that may be negative.
    package static func parseSigned(_ bytes: Span<UInt8>, of file: StaticString) throws(ProcfsError) -> Int64 {
        var fields = Fields(of: file)
        _ = try fields.nextLine(in: bytes)
        let word = fields.word(in: bytes)
        let isNegative = bytes.hasPrefix(word, "-")
        let digits = isNegative ? word.lowerBound + 1..<word.upperBound : word
        let amount = try fields.unsigned(in: bytes, at: digits, "number")
        let more = fields.word(in: bytes)
        guard more.isEmpty else { throw fields.malformed(in: bytes, more, "one number") }
        try fields.finish(in: bytes)
        guard let value = Int64(exactly: amount) else { throw fields.malformed(in: bytes, word, "number") }
        return isNegative ? -value : value
    }
}

extension ProcFile {
    /// The number that the file says; nil if it is missing or cannot be read at present.
    ///
    /// A device may go, and a driver may have no answer, while the others are read.
    package mutating func number(
        of name: StaticString, through buffer: inout ReadBuffer
    ) throws(ProcfsError) -> UInt64? {
        do throws(ProcfsError) {
            try read(into: &buffer)
        } catch {
            if case .unreadable = error { return nil }
            throw error
        }
        return try buffer.withBytes { (bytes) throws(ProcfsError) in try Number.parse(bytes, of: name) }
    }
    /// The same of a number that may be negative.
    package mutating func signedNumber(
        of name: StaticString, through buffer: inout ReadBuffer
    ) throws(ProcfsError) -> Int64? {
        do throws(ProcfsError) {
            try read(into: &buffer)
        } catch {
            if case .unreadable = error { return nil }
            throw error
        }
        return try buffer.withBytes { (bytes) throws(ProcfsError) in try Number.parseSigned(bytes, of: name) }
    }
}
