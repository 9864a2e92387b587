/// Moments as people write them.
///
/// - `now`, `now-6h`, `now-1d12h`: from the present. A lone offset, `-1h`, is from the present too, as in RRDtool.
/// - `start+1h`, `end-2d`: from the range's other end.
/// - `1763805600`: seconds since 1970, nine digits to twelve.
/// - `2026-11-22T10:00:00Z`, `2026-11-22T10:00+01:00`, `2026-11-22 10:00`, `2026-11-22`: ISO 8601; in UTC unless the
///   text says otherwise.
///
/// Units are `s`, `min`, `h`, `d`, `w`, `mon` and `y`, or the words. `m` is minutes, `M` months, whatever stands before.
/// Months and years are those of the calendar: a month before March 31 is the last day of February.
package enum TimeText {
    /// Reads both ends of a range.
    package static func range(from: String, to: String, now: Int) throws(TimeTextError) -> TimeRange {
        let (start, end) = (try Moment(from), try Moment(to))
        if start.reference == .start { throw .selfReference(from) }
        if end.reference == .end { throw .selfReference(to) }
        if start.reference == .end, end.reference == .start { throw .selfReference(from) }
        let first: Int
        let last: Int
        if start.reference == .end {
            last = end.seconds(now: now, other: now)
            first = start.seconds(now: now, other: last)
        } else {
            first = start.seconds(now: now, other: now)
            last = end.seconds(now: now, other: first)
        }
        guard Moment.range ~= first else { throw .outOfRange(from) }
        guard Moment.range ~= last else { throw .outOfRange(to) }
        guard first < last else {
            throw .backwards(from: CivilTime(seconds: first).iso, to: CivilTime(seconds: last).iso)
        }
        return TimeRange(from: first, to: last)
    }

    /// Reads one moment, in seconds since 1970; `start` and `end` mean nothing here.
    package static func moment(_ text: String, now: Int) throws(TimeTextError) -> Int {
        let moment = try Moment(text)
        guard moment.reference != .start, moment.reference != .end else { throw .notUnderstood(text) }
        let seconds = moment.seconds(now: now, other: now)
        guard Moment.range ~= seconds else { throw .outOfRange(text) }
        return seconds
    }
}

/// Why a text is no moment, or two no range.
package enum TimeTextError: Error, Equatable {
    case notUnderstood(String)
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
            "expected a time as now-6h, -30min, 2026-11-22T10:00:00Z or 1763805600, found \"\(Self.quote(text))\""
        case .outOfRange(let text):
            "expected a time from 1980 to 9999, as now-6h, found \"\(Self.quote(text))\""
        case .selfReference(let text):
            "\"\(Self.quote(text))\" is counted from itself; count from the other end, as end-2d, or from now"
        case .backwards(let from, let to):
            "expected a start before the end, as now-6h to now, found \(from) to \(to)"
        }
    }

    private static func quote(_ text: String) -> String {
        let printable = text.unicodeScalars.map { $0.properties.generalCategory == .control ? "?" : $0 }
        return TextLimit.shorten(String(String.UnicodeScalarView(printable)), to: 40)
    }
}
