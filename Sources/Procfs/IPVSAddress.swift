/// The addresses of `/proc/net/ip_vs`: `C0A80016:0CEA`, `[2001:0db8:0000:0000:0000:0000:0000:0001]:0050`, or a mark.
enum IPVSAddress {
    /// The address as people write it; nil if it is none.
    ///
    /// Allocates: ask once.
    static func text(_ bytes: Span<UInt8>, _ range: Range<Int>, isMark: Bool) -> String? {
        if isMark { return hex(bytes, range, atMost: 8).map { "\($0)" } }
        var end = range.upperBound
        while end > range.lowerBound, bytes[end - 1] != UInt8(ascii: ":") { end -= 1 }
        guard end > range.lowerBound, let port = hex(bytes, end..<range.upperBound, atMost: 4) else { return nil }
        let host = range.lowerBound..<end - 1
        guard let host = host.first.map({ bytes[$0] }) == UInt8(ascii: "[") ? v6(bytes, host) : v4(bytes, host) else {
            return nil
        }
        return "\(host):\(port)"
    }

    private static func v4(_ bytes: Span<UInt8>, _ range: Range<Int>) -> String? {
        guard range.count == 8, let value = hex(bytes, range, atMost: 8) else { return nil }
        return "\(value >> 24).\(value >> 16 & 255).\(value >> 8 & 255).\(value & 255)"
    }

    /// In brackets, with `::` for the longest row of zeros.
    private static func v6(_ bytes: Span<UInt8>, _ range: Range<Int>) -> String? {
        // Eight groups of four digits, seven colons, two brackets.
        guard range.count == 41, bytes[range.upperBound - 1] == UInt8(ascii: "]") else { return nil }
        var groups: [UInt64] = []
        for group in 0..<8 {
            let start = range.lowerBound + 1 + 5 * group
            let isEnded = group == 7 || bytes[start + 4] == UInt8(ascii: ":")
            guard isEnded, let value = hex(bytes, start..<start + 4, atMost: 4) else { return nil }
            groups.append(value)
        }
        let gap = longestZeros(groups)
        func join(_ groups: ArraySlice<UInt64>) -> String {
            groups.map { String($0, radix: 16) }.joined(separator: ":")
        }
        if gap.isEmpty { return "[\(join(groups[...]))]" }
        return "[\(join(groups[..<gap.lowerBound]))::\(join(groups[gap.upperBound...]))]"
    }

    /// The first of the longest rows of at least two zeros; empty if there is none.
    private static func longestZeros(_ groups: [UInt64]) -> Range<Int> {
        var longest = 0..<0
        var start = 0
        for index in 0...groups.count where index == groups.count || groups[index] != 0 {
            if index - start > max(longest.count, 1) { longest = start..<index }
            start = index + 1
        }
        return longest
    }

    private static func hex(_ bytes: Span<UInt8>, _ range: Range<Int>, atMost digits: Int) -> UInt64? {
        range.count <= digits ? bytes.hexadecimal(range) : nil
    }
}

extension Span<UInt8> {
    /// The range as a hexadecimal number without a prefix; nil if it is none or exceeds 2⁶⁴ − 1.
    func hexadecimal(_ range: Range<Int>) -> UInt64? {
        guard (1...16).contains(range.count) else { return nil }
        var value: UInt64 = 0
        for index in range {
            let byte = self[index]
            let digit: UInt8
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): digit = byte - UInt8(ascii: "0")
            case UInt8(ascii: "A")...UInt8(ascii: "F"): digit = byte - UInt8(ascii: "A") + 10
            case UInt8(ascii: "a")...UInt8(ascii: "f"): digit = byte - UInt8(ascii: "a") + 10
            default: return nil
            }
            value = value << 4 | UInt64(digit)
        }
        return value
    }
}
