import Glibc

extension Span<UInt8> {
    /// Whether the bytes of the range are exactly this text.
    @inline(__always)
    func matches(_ range: Range<Int>, _ text: StaticString) -> Bool {
        range.count == text.utf8CodeUnitCount && hasPrefix(range, text)
    }

    /// Whether the bytes of the range begin with this text.
    @inline(__always)
    func hasPrefix(_ range: Range<Int>, _ text: StaticString) -> Bool {
        guard range.count >= text.utf8CodeUnitCount else { return false }
        for offset in 0..<text.utf8CodeUnitCount
        where self[range.lowerBound + offset] != text.utf8Start[offset] {
            return false
        }
        return true
    }

    /// Whether the bytes of the range are exactly this text; makes no String.
    func matches(_ range: Range<Int>, _ text: String) -> Bool {
        let characters = text.utf8.span
        return matches(range, characters, 0..<characters.count)
    }

    /// Whether the bytes of the range are exactly those of the other's range.
    func matches(_ range: Range<Int>, _ other: Span<UInt8>, _ otherRange: Range<Int>) -> Bool {
        guard otherRange.count == range.count else { return false }
        precondition(range.lowerBound >= 0 && range.upperBound <= count)
        precondition(otherRange.lowerBound >= 0 && otherRange.upperBound <= other.count)
        return withUnsafeBytes { mine in
            other.withUnsafeBytes { theirs in
                guard let mine = mine.baseAddress, let theirs = theirs.baseAddress else { return true }
                return memcmp(mine + range.lowerBound, theirs + otherRange.lowerBound, range.count) == 0
            }
        }
    }

    /// Whether the first line, without blanks around it, is exactly this text.
    func isLine(_ text: StaticString) -> Bool {
        let end = firstIndex(of: UInt8(ascii: "\n"), in: 0..<count) ?? count
        return matches(trimmed(0..<end), text)
    }

    /// The place of the byte in the range, or nil; as fast as memory can be read.
    func firstIndex(of byte: UInt8, in range: Range<Int>) -> Int? {
        precondition(range.lowerBound >= 0 && range.upperBound <= count)
        return withUnsafeBytes { all in
            guard !range.isEmpty, let base = all.baseAddress,
                let found = memchr(base + range.lowerBound, CInt(byte), range.count)
            else { return nil }
            return UnsafeRawPointer(found) - base
        }
    }

    /// The range without blanks at either end.
    func trimmed(_ range: Range<Int>) -> Range<Int> {
        var (start, end) = (range.lowerBound, range.upperBound)
        while start < end, isBlank(self[start]) { start += 1 }
        while start < end, isBlank(self[end - 1]) { end -= 1 }
        return start..<end
    }

    /// The range as text; nil if it is not UTF-8.
    ///
    /// Allocates.
    func text(_ range: Range<Int>) -> String? {
        extracting(range).withUnsafeBufferPointer { String(validating: $0, as: UTF8.self) }
    }

    /// The range as text, with U+FFFD for what is not UTF-8.
    ///
    /// Allocates.
    func repairedText(_ range: Range<Int>) -> String {
        extracting(range).withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) }
    }
}

/// Space or tab.
@inline(__always)
func isBlank(_ byte: UInt8) -> Bool { byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") }
