/// A moment as it was written: what it is counted from, and the offsets.
struct Moment: Equatable {
    enum Reference: Equatable {
        case now, start, end
        /// Seconds since 1970.
        case absolute(Int)
    }

    struct Offset: Equatable {
        let months: Int
        let seconds: Int
    }

    let reference: Reference
    let offsets: [Offset]

    /// What archives and calendars can handle: 1980 to 9999.
    ///
    /// librrd stores nothing earlier, and takes small numbers of seconds for days of a month.
    static let range = 315_532_800...253_402_300_799

    private static let longest = 64
    private static let maximumOffsets = 8

    init(_ text: String) throws(TimeTextError) {
        let trimmed = text.drop { $0 == " " }
        guard !trimmed.isEmpty, text.utf8.count <= Self.longest else { throw .notUnderstood(text) }
        if trimmed.allSatisfy({ $0.isASCII && $0.isNumber }) {
            guard 9...12 ~= trimmed.count, let seconds = Int(trimmed) else { throw .notUnderstood(text) }
            (reference, offsets) = (.absolute(seconds), [])
            return
        }
        if let seconds = ISOTime.seconds(String(trimmed)) {
            (reference, offsets) = (.absolute(seconds), [])
            return
        }
        var rest = trimmed
        var reference = Reference.now
        for (word, meaning) in [("now", Reference.now), ("start", .start), ("end", .end)] where rest.hasPrefix(word) {
            reference = meaning
            rest = rest.dropFirst(word.count)
            break
        }
        guard let offsets = Self.offsets(rest) else { throw .notUnderstood(text) }
        (self.reference, self.offsets) = (reference, offsets)
    }

    /// - `other`: the range's other end.
    func seconds(now: Int, other: Int) -> Int {
        var seconds =
            switch reference {
            case .now: now
            case .start, .end: other
            case .absolute(let seconds): seconds
            }
        for offset in offsets {
            if offset.months != 0 { seconds = CivilTime(seconds: seconds).adding(months: offset.months).seconds }
            seconds += offset.seconds
        }
        return seconds
    }

    /// `-1d12h`, `+30min -5 s`: a sign holds for what follows it.
    private static func offsets(_ text: Substring) -> [Offset]? {
        var rest = text.filter { $0 != " " }[...]
        var offsets: [Offset] = []
        var sign: Int?
        while let first = rest.first {
            if first == "-" || first == "+" {
                sign = first == "-" ? -1 : 1
                rest.removeFirst()
            }
            let digits = rest.prefix { $0.isASCII && $0.isNumber }
            rest = rest.dropFirst(digits.count)
            let unit = rest.prefix { $0.isLetter }
            rest = rest.dropFirst(unit.count)
            guard let sign, digits.count <= 9, let number = Int(digits), let length = self.unit(unit),
                offsets.count < maximumOffsets
            else { return nil }
            offsets.append(Offset(months: sign * number * length.months, seconds: sign * number * length.seconds))
        }
        return offsets
    }

    private static func unit(_ text: Substring) -> Offset? {
        switch text {
        case "s", "sec", "second", "seconds": Offset(months: 0, seconds: 1)
        case "m", "min", "minute", "minutes": Offset(months: 0, seconds: 60)
        case "h", "hour", "hours": Offset(months: 0, seconds: 3600)
        case "d", "day", "days": Offset(months: 0, seconds: 86_400)
        case "w", "week", "weeks": Offset(months: 0, seconds: 604_800)
        case "M", "mon", "month", "months": Offset(months: 1, seconds: 0)
        case "y", "year", "years": Offset(months: 12, seconds: 0)
        default: nil
        }
    }
}
