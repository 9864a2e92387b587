/// Names in the order of people: digits count as the number they write, so that web2 comes before web10.
package enum NaturalOrder {
    /// Whether a name comes before another; names that differ only in zeros before a number are in the order of bytes.
    package static func precedes(_ left: String, _ right: String) -> Bool {
        var (left, right) = (left, right)
        return left.withUTF8 { left in right.withUTF8 { right in precedes(left, right) } }
    }

    private static func precedes(_ left: UnsafeBufferPointer<UInt8>, _ right: UnsafeBufferPointer<UInt8>) -> Bool {
        var (here, there) = (0, 0)
        while here < left.count, there < right.count {
            if isDigit(left[here]), isDigit(right[there]) {
                let mine = number(in: left, from: &here)
                let other = number(in: right, from: &there)
                // Without zeros in front, the longer one is the larger.
                if mine.count != other.count { return mine.count < other.count }
                for (digit, otherDigit) in zip(mine, other) where digit != otherDigit { return digit < otherDigit }
            } else if left[here] != right[there] {
                return left[here] < right[there]
            } else {
                here += 1
                there += 1
            }
        }
        let (restHere, restThere) = (left.count - here, right.count - there)
        if restHere != 0 || restThere != 0 { return restHere == 0 }
        return left.lexicographicallyPrecedes(right)
    }

    private static func isDigit(_ byte: UInt8) -> Bool { UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte }

    /// The digits from a place on, without zeros in front; the place moves behind them.
    private static func number(
        in bytes: UnsafeBufferPointer<UInt8>, from place: inout Int
    ) -> Slice<UnsafeBufferPointer<UInt8>> {
        var begin = place
        while place < bytes.count, isDigit(bytes[place]) { place += 1 }
        while begin < place, bytes[begin] == UInt8(ascii: "0") { begin += 1 }
        return bytes[begin..<place]
    }
}
