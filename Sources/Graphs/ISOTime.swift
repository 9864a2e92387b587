/// A date and a time of ISO 8601 at the beginning of a text, as far as people write it for graphs.
struct ISOTime {
    let time: CivilTime
    /// Seconds east of UTC; nil where the text does not say.
    let offset: Int?
    /// What follows.
    let rest: Substring

    /// `2026-11-22 10:00`, `2026-11-22T10:00:00Z` or `…+01:00`; nil if it is anything else, or no such moment exists.
    ///
    /// A fraction of a second is dropped.
    init?(beginning text: Substring) {
        let pattern =
            #/(\d{4})-(\d\d)-(\d\d)[Tt ](\d\d):(\d\d)(?::(\d\d)(?:\.\d{1,9})?)?(?:([Zz])|([+\-])(\d\d)(?::?(\d\d))?(?![0-9A-Za-z]))?/#
        guard text.utf8.allSatisfy({ $0 < 0x80 }), let match = text.prefixMatch(of: pattern),
            let time = CivilTime(validYear: Int(match.output.1), month: Int(match.output.2), day: Int(match.output.3))
        else { return nil }
        let parts = match.output
        func number(_ part: Substring?) -> Int { part.flatMap { Int($0) } ?? 0 }
        let (hour, minute, second) = (number(parts.4), number(parts.5), number(parts.6))
        let offset = number(parts.9) * 3600 + number(parts.10) * 60
        guard hour < 24, minute < 60, second < 60, offset <= 18 * 3600, number(parts.10) < 60 else { return nil }
        self.time = CivilTime(
            year: time.year, month: time.month, day: time.day, hour: hour, minute: minute, second: second)
        self.offset = parts.7 != nil ? 0 : parts.8.map { $0 == "-" ? -offset : offset }
        rest = text[match.range.upperBound...]
    }
}

extension CivilTime {
    /// Midnight of a day; nil if no calendar has it, or it is before 1970.
    init?(validYear year: Int?, month: Int?, day: Int?) {
        guard let year, let month, let day, 1970...9999 ~= year, 1...12 ~= month,
            1...Self.days(inMonth: month, of: year) ~= day
        else { return nil }
        self.init(year: year, month: month, day: day)
    }
}
