package import Foundation

/// Moments as people write them: as RRDtool takes them, in ISO 8601, or in seconds since 1970.
///
/// - `now`, `now-6h`, `now-1d12h`: from the present. A lone offset, `-1h`, is from the present too.
/// - `start+1h`, `end-2d`: from the range's other end; `s` and `e` are short for them, as `n` is for `now`.
/// - `yesterday`, `today`, `tomorrow`, `monday`, `Oct 12`, `12 Oct 2026`, `10/12/2026` (the month first), `12.10.2026`,
///   `20261012`, `2026-10-12`: a day, from its midnight on. Without a year it is this year's, `monday` this week's;
///   weeks begin on Monday. Years of two digits are 1970 to 2037.
/// - `08:00 yesterday`, `6am`, `6:30 pm`, `noon`, `midnight`, `teatime` (16:00), `noon Oct 12`: a time of day, today's
///   unless a day stands before or after it.
/// - `2026-11-22 10:00`, `2026-11-22T10:00:00Z`, `2026-11-22T10:00+01:00`: ISO 8601.
/// - `1763805600`, `epoch+1763805600s`: seconds since 1970, nine digits to twelve.
///
/// After each of them an offset may follow: `9am-1day`, `monday+8h`. Its units are `s`, `min`, `h`, `d`, `w`, `mon` and
/// `y`, or the words; a number alone is of seconds. Days, weeks, months and years are those of the calendar: a day
/// before 8:00 is 8:00, also where the clocks were changed, and a month before March 31 is the last day of February.
/// Hours, minutes and seconds are those of a stop watch. `m` is taken for minutes where RRDtool takes it for them too:
/// from 6 on, and after hours; after years it is months.
///
/// Days and times are those of a zone, unless the text says otherwise. Letters may be large or small; spaces may be left
/// out where that leaves it clear, or be commas or underscores.
///
/// What RRDtool takes for something else than people mean is refused (`-5m`: five months there; `10.12`), and what it
/// refuses or garbles is taken where it is clear (`yesterday`, `12 Oct 2026`). RRDtool begins `Oct 12` at the present's
/// time of day, and its weeks on Sunday.
package enum TimeText {
    /// Reads both ends of a range.
    ///
    /// - `now`: seconds since 1970.
    /// - `zone`: whose days and hours are meant.
    package static func range(
        from: String, to: String, now: Int, zone: TimeZone
    ) throws(TimeTextError) -> TimeRange {
        let (start, end) = (try Moment(from), try Moment(to))
        if start.reference == .start { throw .selfReference(from) }
        if end.reference == .end { throw .selfReference(to) }
        if start.reference == .end, end.reference == .start { throw .selfReference(from) }
        func resolve(_ moment: Moment, _ text: String, other: Int) throws(TimeTextError) -> Int {
            guard let seconds = moment.seconds(now: now, other: other, zone: zone) else { throw .noSuchDay(text) }
            guard Moment.range ~= seconds else { throw .outOfRange(text) }
            return seconds
        }
        let first: Int
        let last: Int
        if start.reference == .end {
            last = try resolve(end, to, other: now)
            first = try resolve(start, from, other: last)
        } else {
            first = try resolve(start, from, other: now)
            last = try resolve(end, to, other: first)
        }
        guard first < last else { throw .backwards(from: zone.text(at: first), to: zone.text(at: last)) }
        return TimeRange(from: first, to: last)
    }

    /// Which of two readings of an address is a moment; the first if none is, nil if both are, and not the same.
    package static func reading(_ one: String, or other: String) -> String? {
        switch (try? Moment(one), try? Moment(other)) {
        case (let first?, let second?): first == second ? one : nil
        case (nil, _?): other
        default: one
        }
    }

    /// Reads one moment, in seconds since 1970; `start` and `end` mean nothing here.
    ///
    /// - `now`: seconds since 1970.
    /// - `zone`: whose days and hours are meant.
    package static func moment(_ text: String, now: Int, zone: TimeZone) throws(TimeTextError) -> Int {
        let moment = try Moment(text)
        guard moment.reference != .start, moment.reference != .end else { throw .notUnderstood(text) }
        guard let seconds = moment.seconds(now: now, other: now, zone: zone) else { throw .noSuchDay(text) }
        guard Moment.range ~= seconds else { throw .outOfRange(text) }
        return seconds
    }
}

/// Why a text is no moment, or two no range.
package enum TimeTextError: Error, Equatable {
    case notUnderstood(String)
    /// What can be meant by it, each in words that are clear.
    case ambiguous(String, String, String)
    /// As February 30.
    case noSuchDay(String)
    /// Before 1980, or after the year 9999.
    case outOfRange(String)
    /// A start that is counted from itself, or from an end that is counted from it.
    case selfReference(String)
    case backwards(from: String, to: String)
}

extension TimeTextError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .notUnderstood(let text):
            """
            expected a time as now-6h, 08:00 yesterday, Oct 12, 2026-11-22T10:00:00Z or 1763805600, \
            found "\(TextLimit.printable(text))"
            """
        case .ambiguous(let text, let one, let other):
            "\"\(TextLimit.printable(text))\" can mean two things; write \(one) or \(other)"
        case .noSuchDay(let text):
            "expected a day that the calendar has, as Oct 12 or 2026-11-22, found \"\(TextLimit.printable(text))\""
        case .outOfRange(let text):
            "expected a time from 1980 to 9999, as now-6h, found \"\(TextLimit.printable(text))\""
        case .selfReference(let text):
            """
            "\(TextLimit.printable(text))" is counted from itself; count from the other end, as end-2d, or from now
            """
        case .backwards(let from, let to):
            "expected a start before the end, as now-6h to now, found \(from) to \(to)"
        }
    }
}
