extension Moment {
    private static let longest = 64

    init(_ text: String) throws(TimeTextError) {
        guard text.utf8.count <= Self.longest else { throw .notUnderstood(text) }
        let trimmed = text.drop { $0 == " " }
        if let iso = ISOTime(beginning: trimmed) {
            guard var parser = MomentParser(iso.rest, of: text) else { throw .notUnderstood(text) }
            let time = iso.time
            reference =
                if let offset = iso.offset {
                    .absolute(time.seconds - offset)
                } else {
                    .calendar(
                        .date(year: time.year, month: time.month, day: time.day),
                        Clock(hour: time.hour, minute: time.minute, second: time.second))
                }
            offset = try parser.offset()
            return
        }
        guard var parser = MomentParser(trimmed, of: text), !parser.isAtEnd else { throw .notUnderstood(text) }
        reference = try parser.reference()
        offset = try parser.offset()
    }
}

/// Reads what RRDtool calls an at-style time specification.
private struct MomentParser {
    private let text: String
    private var tokens: ArraySlice<TimeToken>

    /// - `text`: the whole, for messages.
    init?(_ part: Substring, of text: String) {
        guard let tokens = TimeToken.tokens(of: part) else { return nil }
        self.text = text
        self.tokens = tokens[...]
    }

    var isAtEnd: Bool { tokens.isEmpty }

    // MARK: What it is counted from

    mutating func reference() throws(TimeTextError) -> Moment.Reference {
        switch tokens.first {
        case .sign: return .now
        case .word("now"), .word("n"):
            tokens.removeFirst()
            return .now
        case .word("start"), .word("s"):
            tokens.removeFirst()
            return .start
        case .word("end"), .word("e"):
            tokens.removeFirst()
            return .end
        case .word("epoch"):
            tokens.removeFirst()
            return .absolute(0)
        case .number(let digits) where 9...12 ~= digits.count:
            tokens.removeFirst()
            return .absolute(Int(digits) ?? 0)
        default: return try calendar()
        }
    }

    /// A day and a time of day, in either order; either may be missing.
    private mutating func calendar() throws(TimeTextError) -> Moment.Reference {
        var day: Moment.Day?
        var clock: Moment.Clock?
        while let first = tokens.first {
            if case .sign = first { break }
            if try startsClock(hasClock: clock != nil, hasDay: day != nil) {
                guard clock == nil else { throw .notUnderstood(text) }
                clock = try self.clock()
            } else {
                guard day == nil else { throw .notUnderstood(text) }
                day = try self.day()
            }
        }
        return .calendar(day ?? .today(0), clock ?? Moment.Clock())
    }

    /// Whether what comes next is a time of day, or a day.
    private func startsClock(hasClock: Bool, hasDay: Bool) throws(TimeTextError) -> Bool {
        switch token(0) {
        case .word(let word): return Self.clocks[word] != nil
        case .number(let digits):
            switch token(1) {
            case .colon: return true
            case .slash: return false
            case .word("am"), .word("pm"): return true
            case .dot:
                guard token(3) == .dot else {
                    guard case .number(let other) = token(2) else { throw .notUnderstood(text) }
                    throw .ambiguous(text, "\(digits):\(other)", "\(digits).\(other).2026")
                }
                return false
            case .word(let word) where Self.months[word] != nil && digits.count <= 2:
                if hasClock || hasDay { return hasDay }
                return try isHourBeforeMonth(digits, word)
            default: return digits.count <= 2
            }
        default: throw .notUnderstood(text)
        }
    }

    /// `12 Oct 2026` begins with a day, `12 Oct 5 2026` with an hour; `12 Oct 5` can be either.
    private func isHourBeforeMonth(_ first: Substring, _ month: String) throws(TimeTextError) -> Bool {
        guard case .number(let next) = token(2), next.count <= 2, !isClock(at: 2) else { return false }
        if case .number = token(3) { return true }
        throw .ambiguous(
            text, "\(first):00 \(month) \(next)", "\(first) \(month) 20\(next.count < 2 ? "0" : "")\(next)")
    }

    /// Whether a number can only be a time of day.
    private func isClock(at index: Int) -> Bool {
        [.colon, .word("am"), .word("pm")].contains(token(index + 1))
    }

    /// `8`, `08:30`, `6:30pm`, `noon`.
    private mutating func clock() throws(TimeTextError) -> Moment.Clock {
        if case .word(let word) = token(0), let hour = Self.clocks[word] {
            tokens.removeFirst()
            return Moment.Clock(hour: hour)
        }
        var clock = Moment.Clock(hour: try number(0...23))
        if take(.colon) {
            clock.minute = try number(0...59)
            if take(.colon) { clock.second = try number(0...59) }
        }
        for (word, shift) in [("am", 0), ("pm", 12)] where take(.word(word)) {
            guard clock.hour <= 12 else { throw .notUnderstood(text) }
            clock.hour = clock.hour % 12 + shift
            break
        }
        return clock
    }

    private mutating func day() throws(TimeTextError) -> Moment.Day {
        switch token(0) {
        case .word("yesterday"):
            tokens.removeFirst()
            return .today(-1)
        case .word("today"):
            tokens.removeFirst()
            return .today(0)
        case .word("tomorrow"):
            tokens.removeFirst()
            return .today(1)
        case .word(let word):
            if let month = Self.months[word] {
                tokens.removeFirst()
                let day = try number(1...31)
                return try date(try yearIfAny(), month, day)
            }
            guard let day = Self.weekdays[word] else { throw .notUnderstood(text) }
            tokens.removeFirst()
            return .weekday(day)
        case .number(let digits): return try numericDay(digits)
        default: throw .notUnderstood(text)
        }
    }

    /// `10/12/2026`, `12.10.2026`, `2026-10-12`, `12 Oct 2026` and `20261012`.
    private mutating func numericDay(_ digits: Substring) throws(TimeTextError) -> Moment.Day {
        switch token(1) {
        case .slash:
            let month = try number(1...12)
            try expect(.slash)
            let day = try number(1...31)
            try expect(.slash)
            return try date(try year(), month, day)
        case .dot:
            let day = try number(1...31)
            try expect(.dot)
            let month = try number(1...12)
            try expect(.dot)
            return try date(try year(), month, day)
        case .sign(-1) where digits.count == 4:
            let year = try year()
            try expect(.sign(-1))
            guard case .number(let month) = token(0), month.count == 2, token(1) == .sign(-1),
                case .number(let day) = token(2), day.count == 2
            else { throw .notUnderstood(text) }
            tokens.removeFirst(3)
            return try date(year, Int(month) ?? 0, Int(day) ?? 0)
        case .word(let word) where Self.months[word] != nil:
            let day = try number(1...31)
            tokens.removeFirst()
            return try date(try yearIfAny(), Self.months[word] ?? 0, day)
        default:
            guard digits.count == 8, let number = Int(digits) else { throw .notUnderstood(text) }
            tokens.removeFirst()
            return try date(number / 10_000, number / 100 % 100, number % 100)
        }
    }

    private mutating func yearIfAny() throws(TimeTextError) -> Int? {
        guard case .number = token(0), !isClock(at: 0) else { return nil }
        return try year()
    }

    /// Of two digits, 1970 to 2037, as RRDtool has it; or of four.
    private mutating func year() throws(TimeTextError) -> Int {
        guard case .number(let digits) = token(0), let number = Int(digits) else { throw .notUnderstood(text) }
        tokens.removeFirst()
        switch (digits.count, number) {
        case (4, 1970...): return number
        case (1...2, ..<38): return 2000 + number
        case (2, 70...): return 1900 + number
        default: throw .notUnderstood(text)
        }
    }

    private func date(_ year: Int?, _ month: Int, _ day: Int) throws(TimeTextError) -> Moment.Day {
        // A year is a leap year for as long as none is given.
        guard CivilTime(validYear: year ?? 2000, month: month, day: day) != nil else { throw .noSuchDay(text) }
        return .date(year: year, month: month, day: day)
    }

    // MARK: How far from there

    /// To the end of the text: `-1d12h`, `+30min -5 s`, where a sign holds for what follows it.
    mutating func offset() throws(TimeTextError) -> Moment.Offset {
        var offset = Moment.Offset()
        var sign: Int?
        var previous: Unit?
        while !isAtEnd {
            if case .sign(let one) = token(0) {
                tokens.removeFirst()
                sign = one
                previous = nil
            }
            guard let sign, case .number(let digits) = token(0), digits.count <= 10, let number = Int(digits) else {
                throw .notUnderstood(text)
            }
            tokens.removeFirst()
            let unit = try unit(after: number, previous)
            switch unit {
            case .second: offset.seconds += sign * number
            case .minute: offset.seconds += sign * number * 60
            case .hour: offset.seconds += sign * number * 3600
            case .day: offset.days += sign * number
            case .week: offset.days += sign * number * 7
            case .month: offset.months += sign * number
            case .year: offset.months += sign * number * 12
            }
            previous = unit
        }
        return offset
    }

    private enum Unit { case second, minute, hour, day, week, month, year }

    /// A number alone is of seconds.
    private mutating func unit(after number: Int, _ previous: Unit?) throws(TimeTextError) -> Unit {
        guard case .word(let word) = token(0) else { return .second }
        tokens.removeFirst()
        if word == "m" || word == "M" { return try minutesOrMonths(word, number, previous) }
        guard let unit = Self.units[word] else { throw .notUnderstood(text) }
        return unit
    }

    /// RRDtool guesses by the number and by the unit before; where that is not what the letter says, nobody knows what
    /// was meant.
    private func minutesOrMonths(_ letter: String, _ number: Int, _ previous: Unit?) throws(TimeTextError) -> Unit {
        let guess: Unit =
            switch previous {
            case .day, .week, .month, .year: .month
            case .second, .minute, .hour: .minute
            case nil: number < 6 ? .month : .minute
            }
        // A year and some minutes is what nobody means.
        if previous == .year || previous == .month { return .month }
        guard guess == (letter == "m" ? .minute : .month) else {
            throw .ambiguous(text, "\(number)min", "\(number)mon")
        }
        return guess
    }

    // MARK: Tokens

    private func token(_ index: Int) -> TimeToken? {
        index < tokens.count ? tokens[tokens.startIndex + index] : nil
    }

    private mutating func take(_ token: TimeToken) -> Bool {
        guard tokens.first == token else { return false }
        tokens.removeFirst()
        return true
    }

    private mutating func expect(_ token: TimeToken) throws(TimeTextError) {
        guard take(token) else { throw .notUnderstood(text) }
    }

    /// Of one digit or two.
    private mutating func number(_ range: ClosedRange<Int>) throws(TimeTextError) -> Int {
        guard case .number(let digits) = token(0), digits.count <= 2, let number = Int(digits), range ~= number
        else { throw .notUnderstood(text) }
        tokens.removeFirst()
        return number
    }

    private static let clocks = ["midnight": 0, "noon": 12, "teatime": 16]

    private static let months = numbered(
        ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"],
        [
            "january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
            "november", "december",
        ], from: 1)

    private static let weekdays = numbered(
        ["mon", "tue", "wed", "thu", "fri", "sat", "sun"],
        ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"], from: 0)

    private static func numbered(_ short: [String], _ long: [String], from first: Int) -> [String: Int] {
        (zip(short, first...).map { $0 } + zip(long, first...)).reduce(into: [:]) { $0[$1.0] = $1.1 }
    }

    private static let units: [String: Unit] = [
        "s": .second, "sec": .second, "second": .second, "seconds": .second,
        "min": .minute, "minute": .minute, "minutes": .minute,
        "h": .hour, "hr": .hour, "hour": .hour, "hours": .hour,
        "d": .day, "day": .day, "days": .day,
        "w": .week, "wk": .week, "week": .week, "weeks": .week,
        "mon": .month, "month": .month, "months": .month,
        "y": .year, "yr": .year, "year": .year, "years": .year,
    ]
}
