/// How librrd 1.7.2 reads a decimal: it is some units of the last place off where the digits are many.
enum NumberAsRead {
    /// - `text`: as Swift or we write a finite number.
    static func read(_ text: some StringProtocol) -> Double {
        var number = 0.0
        var exponent = 0
        var bytes = text.utf8[...]
        let isNegative = bytes.first == UInt8(ascii: "-")
        if isNegative { bytes.removeFirst() }
        var isFraction = false
        while let byte = bytes.first, byte != UInt8(ascii: "e") {
            bytes.removeFirst()
            if byte == UInt8(ascii: ".") {
                isFraction = true
            } else {
                number = number * 10 + Double(byte - UInt8(ascii: "0"))
                if isFraction { exponent -= 1 }
            }
        }
        if isNegative { number = -number }
        exponent += Int(String(decoding: bytes.dropFirst(), as: UTF8.self)) ?? 0
        var power = 10.0
        var rest = exponent.magnitude
        while rest != 0 {
            if rest & 1 == 1 { number = exponent < 0 ? number / power : number * power }
            rest >>= 1
            power *= power
        }
        return number
    }

    /// A number near this one that librrd reads as it is meant.
    static func settled(_ value: Double) -> Double {
        var value = value
        for _ in 0..<40 {
            guard abs(value) <= 1e300 else { break }
            if value == value.rounded(), abs(value) < 0x1p53 { return value }
            let read = read(value.description)
            if read == value { return value }
            value = read
        }
        return 1
    }

    /// Microseconds near these that librrd reads as they are meant: it takes the time for a double and cuts off.
    static func settled(microseconds: Int, of seconds: Int) -> Int {
        var microseconds = microseconds
        while microseconds != 0 {
            let digits = "\(1_000_000 + microseconds)".dropFirst()
            let time = read("\(seconds).\(digits)")
            let read = Int((time - time.rounded(.down)) * 1e6)
            if read == microseconds { break }
            microseconds = read
        }
        return microseconds
    }
}
