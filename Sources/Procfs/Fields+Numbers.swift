extension Fields {
    /// The next word as a whole number that is not negative.
    package mutating func unsigned(
        in bytes: Span<UInt8>, _ expected: StaticString
    ) throws(ProcfsError) -> UInt64 {
        try unsigned(in: bytes, at: word(in: bytes), expected)
    }

    /// The next word as a whole number; nil at the end of the line, for columns that older kernels lack.
    package mutating func unsignedIfPresent(
        in bytes: Span<UInt8>, _ expected: StaticString
    ) throws(ProcfsError) -> UInt64? {
        let word = word(in: bytes)
        return word.isEmpty ? nil : try unsigned(in: bytes, at: word, expected)
    }

    /// The range as a whole number: digits alone, at most 2⁶⁴ − 1.
    package func unsigned(
        in bytes: Span<UInt8>, at range: Range<Int>, _ expected: StaticString
    ) throws(ProcfsError) -> UInt64 {
        var value: UInt64 = 0
        var isNumber = !range.isEmpty
        for index in range {
            guard let digit = Self.digit(bytes[index]), Self.append(digit, to: &value) else {
                isNumber = false
                break
            }
        }
        guard isNumber else { throw malformed(in: bytes, range, expected) }
        return value
    }

    /// The range as a whole number of hexadecimal digits alone, at most 2⁶⁴ − 1: what the kernel prints as `%08x`.
    package func hexadecimal(
        in bytes: Span<UInt8>, at range: Range<Int>, _ expected: StaticString
    ) throws(ProcfsError) -> UInt64 {
        var value: UInt64 = 0
        var isNumber = !range.isEmpty && range.count <= 16
        for index in range where isNumber {
            let digit: UInt8? =
                switch bytes[index] {
                case UInt8(ascii: "0")...UInt8(ascii: "9"): bytes[index] - UInt8(ascii: "0")
                case UInt8(ascii: "a")...UInt8(ascii: "f"): bytes[index] - UInt8(ascii: "a") + 10
                case UInt8(ascii: "A")...UInt8(ascii: "F"): bytes[index] - UInt8(ascii: "A") + 10
                default: nil
                }
            isNumber = digit != nil
            value = value << 4 | UInt64(digit ?? 0)
        }
        guard isNumber else { throw malformed(in: bytes, range, expected) }
        return value
    }

    /// The one number that a file holds.
    package static func onlyNumber(
        in bytes: Span<UInt8>, of file: StaticString, _ expected: StaticString
    ) throws(ProcfsError) -> UInt64 {
        var fields = Fields(of: file)
        _ = try fields.nextLine(in: bytes)
        let number = try fields.unsigned(in: bytes, expected)
        try fields.finish(in: bytes)
        return number
    }

    /// The next word as a whole number, in bytes if `kB` (of 1,024) follows.
    package mutating func amount(in bytes: Span<UInt8>) throws(ProcfsError) -> UInt64 {
        let word = word(in: bytes)
        let number = try unsigned(in: bytes, at: word, "number")
        let unit = self.word(in: bytes)
        if unit.isEmpty { return number }
        guard bytes.matches(unit, "kB") else { throw malformed(in: bytes, unit, "kB") }
        let (amount, overflow) = number.multipliedReportingOverflow(by: 1024)
        guard !overflow else { throw malformed(in: bytes, word, "number of kB") }
        return amount
    }

    /// The next word as a whole number that fits an `Int`.
    package mutating func count(in bytes: Span<UInt8>, _ expected: StaticString) throws(ProcfsError) -> Int {
        try count(in: bytes, at: word(in: bytes), expected)
    }

    /// The range as a whole number that fits an `Int`.
    package func count(
        in bytes: Span<UInt8>, at range: Range<Int>, _ expected: StaticString
    ) throws(ProcfsError) -> Int {
        guard let value = Int(exactly: try unsigned(in: bytes, at: range, expected)) else {
            throw malformed(in: bytes, range, expected)
        }
        return value
    }

    /// The next word as a decimal fraction that is not negative.
    package mutating func decimal(in bytes: Span<UInt8>, _ expected: StaticString) throws(ProcfsError) -> Double {
        try decimal(in: bytes, at: word(in: bytes), expected)
    }

    /// The range as digits, and perhaps a dot and more digits: neither sign, exponent, `nan` nor `inf`.
    ///
    /// Correctly rounded for the fifteen digits or less that the kernel writes.
    package func decimal(
        in bytes: Span<UInt8>, at range: Range<Int>, _ expected: StaticString
    ) throws(ProcfsError) -> Double {
        var digits: UInt64 = 0
        var scale = 1.0
        var whole = 0
        var fraction = 0
        var hasDot = false
        for index in range {
            if bytes[index] == UInt8(ascii: "."), !hasDot {
                hasDot = true
                continue
            }
            guard let digit = Self.digit(bytes[index]) else { throw malformed(in: bytes, range, expected) }
            if hasDot {
                fraction += 1
                // Beyond what a Double can hold anyway.
                if fraction > 15 { continue }
                scale *= 10
            } else {
                whole += 1
            }
            guard Self.append(digit, to: &digits) else { throw malformed(in: bytes, range, expected) }
        }
        guard whole > 0, !hasDot || fraction > 0 else { throw malformed(in: bytes, range, expected) }
        return Double(digits) / scale
    }

    @inline(__always)
    private static func digit(_ byte: UInt8) -> UInt64? {
        let digit = byte &- UInt8(ascii: "0")
        return digit < 10 ? UInt64(digit) : nil
    }

    /// False if the value would exceed 2⁶⁴ − 1.
    @inline(__always)
    private static func append(_ digit: UInt64, to value: inout UInt64) -> Bool {
        let (tens, overflow) = value.multipliedReportingOverflow(by: 10)
        let (sum, carry) = tens.addingReportingOverflow(digit)
        value = sum
        return !overflow && !carry
    }
}
