/// Every decimal digit of a finite number, so that it can be rounded to any place exactly as C's printf does.
///
/// Own arithmetic, because printf's result depends on the process's locale, which librrd's drawing may change.
/// At worst (numbers near the smallest) 767 digits and some 15,000 operations; an ordinary value takes under a hundred.
struct DecimalDigits {
    /// Values 0...9, the most significant first and not zero; empty for zero.
    private(set) var digits: [UInt8]
    /// Where the decimal point stands: the number is 0.digits × 10^point.
    private(set) var point: Int

    /// The digits of the magnitude; the sign is ignored.
    ///
    /// - Precondition: the number is finite.
    init(_ number: Double) {
        precondition(number.isFinite)
        let isSubnormal = number.exponentBitPattern == 0
        var significand = number.significandBitPattern | (isSubnormal ? 0 : 1 << 52)
        var exponent = Int(isSubnormal ? 1 : number.exponentBitPattern) - 1075
        guard significand != 0 else {
            (digits, point) = ([], 0)
            return
        }
        // A multiple of a power of two below one has as many decimal places as the power.
        let shift = min(significand.trailingZeroBitCount, max(0, -exponent))
        significand >>= UInt64(shift)
        exponent += shift
        var integer = BigInteger(significand)
        for _ in 0..<max(0, exponent) / 16 { integer.multiply(by: 1 << 16) }
        integer.multiply(by: 1 << (max(0, exponent) % 16))
        // 5^13 is the largest power of five in 32 bits.
        for _ in 0..<max(0, -exponent) / 13 { integer.multiply(by: 1_220_703_125) }
        for _ in 0..<max(0, -exponent) % 13 { integer.multiply(by: 5) }
        digits = integer.decimalDigits()
        point = digits.count + min(0, exponent)
    }

    /// Rounds to the given number of leading digits, a tie to the even digit; with none left, the number is zero.
    mutating func round(toDigits count: Int) {
        guard count < digits.count else { return }
        guard count >= 0 else {
            digits = []
            return
        }
        let next = digits[count]
        let isTie = next == 5 && digits[(count + 1)...].allSatisfy { $0 == 0 }
        let isOdd = count > 0 && digits[count - 1] % 2 == 1
        let goesUp = next > 5 || (next == 5 && (!isTie || isOdd))
        digits.removeSubrange(count...)
        guard goesUp else { return }
        while digits.last == 9 { digits.removeLast() }
        if let last = digits.indices.last {
            digits[last] += 1
        } else {
            digits = [1]
            point += 1
        }
    }

    /// The digit at a place: 0 before the decimal point, 1 after it, -1 to the left of 0; zero beyond the known ones.
    func digit(at place: Int) -> UInt8 {
        let index = point - 1 + place
        return digits.indices.contains(index) ? digits[index] : 0
    }
}

/// An unsigned integer of any size, with the few operations that printing needs.
private struct BigInteger {
    /// The least significant word first.
    private var words: [UInt32]

    init(_ value: UInt64) {
        words = [UInt32(truncatingIfNeeded: value), UInt32(truncatingIfNeeded: value >> 32)]
    }

    mutating func multiply(by factor: UInt32) {
        var carry: UInt64 = 0
        for index in words.indices {
            carry += UInt64(words[index]) * UInt64(factor)
            words[index] = UInt32(truncatingIfNeeded: carry)
            carry >>= 32
        }
        if carry > 0 { words.append(UInt32(truncatingIfNeeded: carry)) }
    }

    /// Takes the integer apart, the most significant digit first, without leading zeros.
    consuming func decimalDigits() -> [UInt8] {
        var digits: [UInt8] = []
        while !words.isEmpty {
            var remainder: UInt64 = 0
            for index in words.indices.reversed() {
                remainder = remainder << 32 | UInt64(words[index])
                words[index] = UInt32(truncatingIfNeeded: remainder / 1_000_000_000)
                remainder %= 1_000_000_000
            }
            while words.last == 0 { words.removeLast() }
            for _ in 0..<9 {
                digits.append(UInt8(remainder % 10))
                remainder /= 10
            }
        }
        while digits.last == 0 { digits.removeLast() }
        return digits.reversed()
    }
}
