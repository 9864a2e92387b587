/// ISO 8601, as far as people write it for graphs.
enum ISOTime {
    /// Seconds since 1970 of `2026-11-22`, `2026-11-22 10:00`, `2026-11-22T10:00:00Z` or `…+01:00`; nil if it is anything
    /// else, or no such moment exists.
    ///
    /// A fraction of a second is dropped.
    static func seconds(_ text: String) -> Int? {
        let pattern =
            #/(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:\.\d{1,9})?)?(?:(Z)|([+\-])(\d\d):?(\d\d))?)?/#
        guard text.utf8.allSatisfy({ $0 < 0x80 }), let match = text.wholeMatch(of: pattern)?.output,
            let year = Int(match.1), let month = Int(match.2), let day = Int(match.3),
            year >= 1970, 1...12 ~= month, 1...CivilTime.days(inMonth: month, of: year) ~= day
        else { return nil }
        func number(_ part: Substring?) -> Int { part.flatMap { Int($0) } ?? 0 }
        let (hour, minute, second) = (number(match.4), number(match.5), number(match.6))
        guard hour < 24, minute < 60, second < 60 else { return nil }
        let offset = number(match.9) * 3600 + number(match.10) * 60
        guard offset <= 18 * 3600 else { return nil }
        let time = CivilTime(year: year, month: month, day: day, hour: hour, minute: minute, second: second)
        return time.seconds - (match.8 == "-" ? -offset : offset)
    }
}
