/// A place in a file of lines and words, which moves forward as fields are taken.
///
/// The bytes are handed in with every call; they are parsed where they lie, and no text is made unless an error is
/// thrown. The kernel ends every line, so a last line without a newline is a file cut short, and is refused: half a
/// number is never taken for a whole one.
package struct Fields {
    private let file: StaticString
    /// What is left of the current line.
    private var rest = 0..<0
    private var line = 0..<0
    private var next = 0
    private var isCut = false

    /// - Parameter file: the name that errors give, relative to `/proc`.
    package init(of file: StaticString) { self.file = file }

    /// Moves to the beginning of the next line, wherever in the current one; false at the end of the file.
    ///
    /// - Throws: if the line just left had no newline.
    package mutating func nextLine(in bytes: Span<UInt8>) throws(ProcfsError) -> Bool {
        if isCut { throw malformed(in: bytes, line, "end of line") }
        guard next < bytes.count else {
            line = bytes.count..<bytes.count
            rest = line
            return false
        }
        if let end = bytes.firstIndex(of: UInt8(ascii: "\n"), in: next..<bytes.count) {
            line = next..<end
            next = end + 1
        } else {
            line = next..<bytes.count
            next = bytes.count
            isCut = true
        }
        rest = line
        return true
    }

    /// Refuses a file that was cut short; for files of which only the first line matters.
    package func finish(in bytes: Span<UInt8>) throws(ProcfsError) {
        if isCut { throw malformed(in: bytes, line, "end of line") }
    }

    /// The next word of the line; empty at its end.
    package mutating func word(in bytes: Span<UInt8>) -> Range<Int> {
        var start = rest.lowerBound
        while start < rest.upperBound, isBlank(bytes[start]) { start += 1 }
        var end = start
        while end < rest.upperBound, !isBlank(bytes[end]) { end += 1 }
        rest = end..<rest.upperBound
        return start..<end
    }

    /// What stands before the delimiter, which is passed over; nil if the line has no such byte.
    package mutating func text(upTo delimiter: UInt8, in bytes: Span<UInt8>) -> Range<Int>? {
        guard let end = bytes.firstIndex(of: delimiter, in: rest) else { return nil }
        defer { rest = end + 1..<rest.upperBound }
        return rest.lowerBound..<end
    }

    /// What stands before the delimiter's last place in the line; nil if the line has no such byte.
    package mutating func text(upToLast delimiter: UInt8, in bytes: Span<UInt8>) -> Range<Int>? {
        var end = rest.upperBound
        while end > rest.lowerBound {
            end -= 1
            guard bytes[end] == delimiter else { continue }
            defer { rest = end + 1..<rest.upperBound }
            return rest.lowerBound..<end
        }
        return nil
    }

    /// What is left of the line; nothing is left then.
    package mutating func remainder() -> Range<Int> {
        defer { rest = rest.upperBound..<rest.upperBound }
        return rest
    }

    /// The error that says what should have stood in the range.
    package func malformed(in bytes: Span<UInt8>, _ range: Range<Int>, _ expected: StaticString) -> ProcfsError {
        .malformed(
            path: file.description, expected: expected.description, found: ProcfsError.quote(bytes, range))
    }
}
