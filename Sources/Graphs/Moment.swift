import Foundation

/// A moment as it was written: what it is counted from, and how far it is from there.
struct Moment: Equatable {
    enum Reference: Equatable {
        case now, start, end
        /// Seconds since 1970.
        case absolute(Int)
        case calendar(Day, Clock)
    }

    enum Day: Equatable {
        /// Days after today.
        case today(Int)
        /// Of this week, which begins on Monday: 0...6.
        case weekday(Int)
        /// This year's where none is given.
        case date(year: Int?, month: Int, day: Int)
    }

    struct Clock: Equatable {
        var hour = 0
        var minute = 0
        var second = 0
    }

    /// Months and days are those of the calendar, seconds those of a stop watch.
    struct Offset: Equatable {
        var months = 0
        var days = 0
        var seconds = 0
    }

    let reference: Reference
    let offset: Offset

    /// What archives and calendars can handle: 1980 to 9999.
    ///
    /// librrd stores nothing earlier, and takes small numbers of seconds for days of a month.
    static let range = 315_532_800...253_402_300_799

    /// - `other`: the range's other end.
    /// - Returns: seconds since 1970; nil for a day that this year does not have.
    func seconds(now: Int, other: Int, zone: TimeZone) -> Int? {
        let base: Int
        switch reference {
        case .now: base = now
        case .start, .end: base = other
        case .absolute(let seconds): base = seconds
        case .calendar(let day, let clock):
            guard let time = Self.time(day, clock, today: zone.civil(at: now)) else { return nil }
            return zone.seconds(of: moved(time)) + offset.seconds
        }
        guard offset.months != 0 || offset.days != 0 else { return base + offset.seconds }
        return zone.seconds(of: moved(zone.civil(at: base))) + offset.seconds
    }

    private func moved(_ time: CivilTime) -> CivilTime { time.adding(months: offset.months).adding(days: offset.days) }

    private static func time(_ day: Day, _ clock: Clock, today: CivilTime) -> CivilTime? {
        var time: CivilTime
        switch day {
        case .today(let days): time = today.adding(days: days)
        case .weekday(let day): time = today.adding(days: day - today.weekday)
        case .date(let year, let month, let day):
            guard let date = CivilTime(validYear: year ?? today.year, month: month, day: day) else { return nil }
            time = date
        }
        (time.hour, time.minute, time.second) = (clock.hour, clock.minute, clock.second)
        return time
    }
}
