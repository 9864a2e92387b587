/// What a Nagios plug-in printed: a line for people, and performance data behind a `|`, there and in the lines that follow.
///
/// See the plug-in development guidelines. An item that breaks the format is left out and counted.
package struct NagiosOutput: Sendable, Equatable {
    /// The first line without its performance data, cut at ``longestText``.
    package private(set) var text = ""
    /// In the order of the text, at most as many as were asked for.
    package private(set) var items: [NagiosItem] = []
    /// Items that were left out.
    package private(set) var refused = 0

    /// The longest line for people that is kept, in bytes.
    package static let longestText = 200

    /// Takes what was printed; of more than `limit` items the rest is refused.
    package init(parsing bytes: Span<UInt8>, limit: Int = 1000) {
        var start = 0
        var isFirst = true
        // Once a later line has had its "|", all that follows is performance data.
        var isData = false
        while start < bytes.count {
            let end = Self.end(of: UInt8(ascii: "\n"), in: bytes, from: start, to: bytes.count)
            let bar = isData ? start : Self.end(of: UInt8(ascii: "|"), in: bytes, from: start, to: end)
            if isFirst { text = Self.line(bytes, start..<bar) }
            if bar < end {
                take(bytes, from: isData ? start : bar + 1, to: end, limit)
                isData = !isFirst
            }
            isFirst = false
            start = end + 1
        }
    }

    /// The place of the next such byte, or the end.
    private static func end(of byte: UInt8, in bytes: Span<UInt8>, from start: Int, to end: Int) -> Int {
        var place = start
        while place < end, bytes[place] != byte { place += 1 }
        return place
    }

    /// Words without blanks at their ends, cut between two letters.
    private static func line(_ bytes: Span<UInt8>, _ range: Range<Int>) -> String {
        var (start, end) = (range.lowerBound, range.upperBound)
        while start < end, isBlank(bytes[start]) { start += 1 }
        if end - start > longestText {
            end = start + longestText
            while end > start, bytes[end] & 0xC0 == 0x80 { end -= 1 }
        }
        while end > start, isBlank(bytes[end - 1]) { end -= 1 }
        return bytes.extracting(start..<end).withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) }
    }

    /// Items are separated by blanks, except within a label's single quotes.
    private mutating func take(_ bytes: Span<UInt8>, from start: Int, to end: Int, _ limit: Int) {
        var place = start
        while true {
            while place < end, isBlank(bytes[place]) { place += 1 }
            guard place < end else { return }
            let first = place
            var isQuoted = false
            while place < end, isQuoted || !isBlank(bytes[place]) {
                if bytes[place] == UInt8(ascii: "'") { isQuoted.toggle() }
                place += 1
            }
            if items.count < limit, let item = NagiosItem(bytes.extracting(first..<place)) {
                items.append(item)
            } else {
                refused += 1
            }
        }
    }
}

/// Space, tab, or what else ends a word: also the carriage return before an end of line.
private func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }
