/// A moment as a calendar and a clock show it, in UTC or another zone.
struct CivilTime: Equatable {
    var year, month, day, hour, minute, second: Int

    init(year: Int, month: Int, day: Int, hour: Int = 0, minute: Int = 0, second: Int = 0) {
        (self.year, self.month, self.day) = (year, month, day)
        (self.hour, self.minute, self.second) = (hour, minute, second)
    }

    /// - `seconds`: since 1970.
    init(seconds: Int) {
        let days = seconds >= 0 ? seconds / 86_400 : (seconds - 86_399) / 86_400
        let rest = seconds - days * 86_400
        // Years begin in March, so that the leap day is a year's last; eras of 400 years are all alike.
        let shifted = days + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        self.init(
            year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month: month,
            day: dayOfYear - (153 * shiftedMonth + 2) / 5 + 1, hour: rest / 3600, minute: rest / 60 % 60,
            second: rest % 60)
    }

    /// Since 1970, of a clock in UTC.
    var seconds: Int {
        let shiftedYear = month <= 2 ? year - 1 : year
        let era = (shiftedYear >= 0 ? shiftedYear : shiftedYear - 399) / 400
        let yearOfEra = shiftedYear - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return (era * 146_097 + dayOfEra - 719_468) * 86_400 + hour * 3600 + minute * 60 + second
    }

    static func days(inMonth month: Int, of year: Int) -> Int {
        switch month {
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    /// The same day and time so many months later, or the last day of a month that is too short.
    func adding(months: Int) -> CivilTime {
        let count = year * 12 + month - 1 + months
        var result = self
        result.year = count >= 0 ? count / 12 : (count - 11) / 12
        result.month = count - result.year * 12 + 1
        result.day = min(day, Self.days(inMonth: result.month, of: result.year))
        return result
    }

    /// The same time so many days later.
    func adding(days: Int) -> CivilTime { CivilTime(seconds: seconds + days * 86_400) }

    /// Days since Monday, 0...6.
    var weekday: Int {
        // The first of 1970 was a Thursday.
        let days = CivilTime(year: year, month: month, day: day).seconds / 86_400
        return ((days + 3) % 7 + 7) % 7
    }

    /// As in `2026-11-22`.
    var date: String { "\(Self.digits(year, 4))-\(Self.digits(month))-\(Self.digits(day))" }

    /// `10:00`, with seconds only where they are not 0.
    var clock: String {
        "\(Self.digits(hour)):\(Self.digits(minute))" + (second == 0 ? "" : ":\(Self.digits(second))")
    }

    /// ISO 8601, of a clock in UTC: `2026-11-22T10:00:00Z`.
    var iso: String { "\(date)T\(Self.digits(hour)):\(Self.digits(minute)):\(Self.digits(second))Z" }

    private static func digits(_ number: Int, _ width: Int = 2) -> String {
        let text = "\(number)"
        return String(repeating: "0", count: max(0, width - text.count)) + text
    }
}
