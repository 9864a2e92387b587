extension GangliaFormat {
    /// The value as C's printf would show it in the "C" locale; nil if the conversion is not for such a value.
    ///
    /// An integer is shown with its own sign and size, whatever the conversion's: `%d` does not turn 4000000000
    /// negative, and `%u` or `%x` of a negative number is refused.
    func text(of content: GangliaValue.Content) -> String? {
        switch content {
        case .ushort(let value): text(of: Int64(value))
        case .short(let value): text(of: Int64(value))
        case .int(let value): text(of: Int64(value))
        case .uint(let value): text(of: Int64(value))
        case .float(let value): text(of: Double(value))
        case .double(let value): text(of: value)
        case .string(let text): self.text(of: text)
        }
    }

    private func text(of integer: Int64) -> String? {
        var digits: String
        var prefix = ""
        switch conversion {
        case .signed:
            digits = String(integer.magnitude)
            prefix = sign(isNegative: integer < 0)
        case .unsigned where integer >= 0:
            digits = String(integer)
        case .hexadecimal where integer >= 0:
            digits = String(integer, radix: 16)
            if flags.contains(.alternate), integer != 0 { prefix = "0x" }
        default: return nil
        }
        if precision == 0, integer == 0 { digits = "" }
        digits = zeros((precision ?? 1) - digits.utf8.count) + digits
        return padded(digits, after: prefix, withZeros: precision == nil)
    }

    private func text(of number: Double) -> String? {
        guard length == .none || length == .long else { return nil }
        let digits: String
        switch conversion {
        case .fixed, .exponential, .general:
            guard number.isFinite else {
                let isNegative = number < 0
                return padded(number.isNaN ? "nan" : "inf", after: sign(isNegative: isNegative), withZeros: false)
            }
            let exact = DecimalDigits(number)
            digits =
                switch conversion {
                case .fixed: fixed(exact, places: precision ?? 6)
                case .exponential: exponential(exact, places: precision ?? 6)
                default: general(exact, significant: max(precision ?? 6, 1))
                }
        case .signed, .unsigned, .hexadecimal, .string: return nil
        }
        return padded(digits, after: sign(isNegative: number.sign == .minus), withZeros: true)
    }

    /// Precision and width count bytes, as in C; a character is never cut in two.
    private func text(of string: String) -> String? {
        guard conversion == .string, length == .none else { return nil }
        guard let precision, precision < string.utf8.count else { return padded(string) }
        var cut = String.UnicodeScalarView()
        var bytes = 0
        for scalar in string.unicodeScalars {
            bytes += UTF8.width(scalar)
            guard bytes <= precision else { break }
            cut.append(scalar)
        }
        return padded(String(cut))
    }

    private func fixed(_ exact: DecimalDigits, places: Int) -> String {
        var rounded = exact
        rounded.round(toDigits: exact.point + places)
        return decimal(from: min(0, 1 - rounded.point), places: places) { rounded.digit(at: $0) }
    }

    private func exponential(_ exact: DecimalDigits, places: Int) -> String {
        var rounded = exact
        rounded.round(toDigits: places + 1)
        let exponent = rounded.digits.isEmpty ? 0 : rounded.point - 1
        let magnitude = String(exponent.magnitude)
        return decimal(from: 0, places: places) { rounded.digit(at: $0 - exponent) }
            + (exponent < 0 ? "e-" : "e+") + zeros(2 - magnitude.utf8.count) + magnitude
    }

    /// As `fixed` for ordinary magnitudes and as `exponential` beyond them, without trailing zeros.
    private func general(_ exact: DecimalDigits, significant: Int) -> String {
        var rounded = exact
        rounded.round(toDigits: significant)
        let exponent = rounded.digits.isEmpty ? 0 : rounded.point - 1
        let isFixed = exponent >= -4 && exponent < significant
        var places = significant - 1 - (isFixed ? exponent : 0)
        if !flags.contains(.alternate) {
            let last = rounded.digits.lastIndex { $0 != 0 } ?? 0
            places = min(places, max(0, isFixed ? last - exponent : last))
        }
        return isFixed ? fixed(rounded, places: places) : exponential(rounded, places: places)
    }

    private func decimal(from first: Int, places: Int, digit: (Int) -> UInt8) -> String {
        var text = ""
        for place in first...places {
            if place == 1 { text += "." }
            text += String(digit(place))
        }
        return places == 0 && flags.contains(.alternate) ? text + "." : text
    }

    private func sign(isNegative: Bool) -> String {
        if isNegative { return "-" }
        return flags.contains(.plusSign) ? "+" : flags.contains(.blankSign) ? " " : ""
    }

    private func padded(_ text: String, after prefix: String = "", withZeros: Bool = false) -> String {
        let missing = width - prefix.utf8.count - text.utf8.count
        if flags.contains(.leftAligned) { return prefix + text + blanks(missing) }
        if withZeros, flags.contains(.zeroPadded) { return prefix + zeros(missing) + text }
        return blanks(missing) + prefix + text
    }

    private func zeros(_ count: Int) -> String { String(repeating: "0", count: max(0, count)) }
    private func blanks(_ count: Int) -> String { String(repeating: " ", count: max(0, count)) }
}
