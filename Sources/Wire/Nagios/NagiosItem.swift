package import MetricModel

/// One figure of performance data, `'label'=value[unit];[warn];[crit];[min];[max]`, in SI base units.
package struct NagiosItem: Sendable, Equatable {
    package let label: String
    /// nil where the plug-in could not tell (`U`).
    package let value: Double?
    package let unit: Unit
    /// Whether the value only ever grows (`c`).
    package let isCounter: Bool
    /// The thresholds' upper ends, and the value's range; nil where none is given.
    package let warn, crit, min, max: Double?

    private static let longestLabel = 200
    private static let longestNumber = 64
    private static let longestUnit = 16

    /// Takes the bytes between two blanks; nil if they are no such figure.
    init?(_ bytes: Span<UInt8>) {
        guard let (label, start) = Self.label(bytes) else { return nil }
        let parts = Self.parts(bytes, from: start)
        let number = Self.number(bytes, parts.0)
        guard let unit = Self.unit(bytes, number.upperBound..<parts.0.upperBound) else { return nil }
        if bytes.text(parts.0) == "U" {
            value = nil
        } else {
            guard let parsed = Self.double(bytes, number) else { return nil }
            value = parsed * unit.factor
        }
        self.label = label
        self.unit = unit.unit
        isCounter = unit.isCounter
        warn = Self.upperEnd(bytes, parts.1).map { $0 * unit.factor }
        crit = Self.upperEnd(bytes, parts.2).map { $0 * unit.factor }
        min = Self.double(bytes, parts.3).map { $0 * unit.factor }
        max = Self.double(bytes, parts.4).map { $0 * unit.factor }
    }

    /// What stands before `=`, without quotes, of which two within are one; and where the value begins.
    private static func label(_ bytes: Span<UInt8>) -> (String, Int)? {
        let quote = UInt8(ascii: "'")
        let isQuoted = bytes[0] == quote
        var label: [UInt8] = []
        var place = isQuoted ? 1 : 0
        while place < bytes.count, label.count <= longestLabel {
            if isQuoted, bytes[place] == quote {
                place += 1
                guard place < bytes.count else { return nil }
                if bytes[place] != quote { break }
            } else if !isQuoted, bytes[place] == UInt8(ascii: "=") {
                break
            }
            label.append(bytes[place])
            place += 1
        }
        guard (1...longestLabel).contains(label.count), place < bytes.count, bytes[place] == UInt8(ascii: "="),
            let text = String(validating: label, as: UTF8.self)
        else { return nil }
        return (text, place + 1)
    }

    /// What stands between the semicolons; empty where nothing does.
    private static func parts(
        _ bytes: Span<UInt8>, from start: Int
    ) -> (Range<Int>, Range<Int>, Range<Int>, Range<Int>, Range<Int>) {
        var place = start
        func part() -> Range<Int> {
            let first = place
            while place < bytes.count, bytes[place] != UInt8(ascii: ";") { place += 1 }
            defer { if place < bytes.count { place += 1 } }
            return first..<place
        }
        return (part(), part(), part(), part(), part())
    }

    /// The longest beginning of the range that is a number, so that in `5events` the `e` is no exponent; or `U` alone.
    private static func number(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Range<Int> {
        let end = range.upperBound
        var place = range.lowerBound
        func isAt(_ characters: StaticString) -> Bool {
            guard place < end else { return false }
            for index in 0..<characters.utf8CodeUnitCount where characters.utf8Start[index] == bytes[place] {
                return true
            }
            return false
        }
        func passDigits() -> Int {
            let first = place
            while place < end, isDigit(bytes[place]) { place += 1 }
            return place - first
        }
        if isAt("U"), range.count == 1 { return range }
        if isAt("+-") { place += 1 }
        var digits = passDigits()
        if isAt(".") {
            place += 1
            digits += passDigits()
        }
        guard digits > 0 else { return range.lowerBound..<range.lowerBound }
        let mantissa = range.lowerBound..<place
        guard isAt("eE") else { return mantissa }
        place += 1
        if isAt("+-") { place += 1 }
        return passDigits() > 0 ? range.lowerBound..<place : mantissa
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }

    /// The whole range as a number; nil if it is none, or not finite.
    private static func double(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Double? {
        guard (1...longestNumber).contains(range.count), number(bytes, range) == range, let text = bytes.text(range),
            let number = Double(text), number.isFinite
        else { return nil }
        return number
    }

    /// The upper end of a range such as `10`, `10:20`, `~:20`, `@10:20`; nil where it is open.
    private static func upperEnd(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Double? {
        var start = range.lowerBound
        if start < range.upperBound, bytes[start] == UInt8(ascii: "@") { start += 1 }
        for place in range.reversed() where bytes[place] == UInt8(ascii: ":") {
            start = place + 1
            break
        }
        return double(bytes, start..<range.upperBound)
    }

    /// The unit, and what makes the value one of SI's; kB and its like are of 1,024, as plug-ins count.
    ///
    /// A unit begins with a letter, `%` or `°` and has no digits: what else stands behind a number is the rest of one that is
    /// written otherwise (`1,5`, `0x1F`), which must not be taken for its beginning.
    private static func unit(
        _ bytes: Span<UInt8>, _ range: Range<Int>
    ) -> (unit: Unit, factor: Double, isCounter: Bool)? {
        guard range.count <= longestUnit, let text = bytes.text(range) else { return nil }
        switch text {
        case "": return (.none, 1, false)
        case "s": return (.seconds, 1, false)
        case "ms": return (.seconds, 1e-3, false)
        case "us": return (.seconds, 1e-6, false)
        case "ns": return (.seconds, 1e-9, false)
        case "%": return (.percent, 1, false)
        case "B": return (.bytes, 1, false)
        case "KB", "kB", "KiB": return (.bytes, 0x1p10, false)
        case "MB", "MiB": return (.bytes, 0x1p20, false)
        case "GB", "GiB": return (.bytes, 0x1p30, false)
        case "TB", "TiB": return (.bytes, 0x1p40, false)
        case "PB", "PiB": return (.bytes, 0x1p50, false)
        case "c": return (.none, 1, true)
        default: return isUnit(text) ? (Unit(text), 1, false) : nil
        }
    }

    private static func isUnit(_ text: String) -> Bool {
        guard let first = text.unicodeScalars.first, first.properties.isAlphabetic || first == "%" || first == "°"
        else {
            return false
        }
        return text.unicodeScalars.allSatisfy {
            $0.value > 0x20 && !(0x7F...0x9F).contains($0.value) && !("0"..."9").contains($0)
        }
    }
}

extension Span<UInt8> {
    /// The range as text; nil if it is not UTF-8.
    fileprivate func text(_ range: Range<Int>) -> String? {
        extracting(range).withUnsafeBufferPointer { String(validating: $0, as: UTF8.self) }
    }
}
