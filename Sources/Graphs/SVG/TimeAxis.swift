package import Foundation

/// The axis of time: marks on whole hours, days, weeks, months or years of a zone, and what they are parts of.
package struct TimeAxis: Sendable, Equatable {
    /// A mark with its label.
    package struct Tick: Sendable, Equatable {
        /// Seconds since 1970.
        package let time: Int
        package let label: String
    }

    /// What several marks lie in: a day under its hours, a month under its days, a year under its months.
    package struct Span: Sendable, Equatable {
        /// Seconds since 1970; a span that is cut by the axis's end ends there.
        package let from, to: Int
        /// The longest first; one that has no room is left out.
        package let labels: [String]
    }

    package let ticks: [Tick]
    package let spans: [Span]
    /// Whether days are marked, or something longer.
    package let isInDays: Bool

    /// What the marks lie apart.
    private enum Pace: Equatable {
        case seconds(Int)
        case day, week
        case months(Int)
        case years(Int)

        static let all: [Pace] =
            [1, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10_800, 21_600, 43_200].map(Pace.seconds)
            + [.day, .week] + [1, 2, 3, 6].map(Pace.months) + [1, 2, 5, 10, 20, 50].map(Pace.years)

        /// How far apart they are at least.
        var seconds: Int {
            switch self {
            case .seconds(let seconds): seconds
            case .day: 82_800
            case .week: 7 * 86_400 - 3600
            case .months(let months): months * 28 * 86_400
            case .years(let years): years * 365 * 86_400
            }
        }

        /// How wide its labels are, with the space between them, in letters.
        var letters: Double {
            switch self {
            case .seconds(let seconds): seconds < 60 ? 10.5 : 8.5
            case .day, .week: 3.5
            case .months: 4.5
            case .years: 6
            }
        }
    }

    /// - `width`: of the axis, in pixels.
    /// - `letter`: the width of a digit, in pixels.
    package init(_ time: TimeRange, zone: TimeZone, width: Double, letter: Double) {
        self.init(time, ZoneClock(zone, over: time), width: width, letter: letter)
    }

    init(_ time: TimeRange, _ clock: ZoneClock, width: Double, letter: Double) {
        let secondsPerPixel = Double(time.to - time.from) / max(1, width)
        let pace =
            Pace.all.first { Double($0.seconds) / secondsPerPixel >= $0.letters * letter } ?? .years(100)
        let room = Double(pace.seconds) / secondsPerPixel / letter
        isInDays = Pace.day.seconds <= pace.seconds
        var starts: [CivilTime]
        switch pace {
        case .seconds(let step):
            ticks = clock.multiples(of: step, in: time).map { moment in
                Tick(time: moment, label: clock.local(moment).clock)
            }
            spans = Self.spans(time, Self.days(time, clock), clock) { day, length in
                let short = "\(Self.weekday(day)) \(day.day) \(Self.month(day))"
                let change = length == 86_400 ? "" : " · \(Self.hours(length))"
                return ["\(short) \(day.year)\(change)", short + change, short, "\(day.day) \(Self.month(day))"]
            }
            return
        case .day, .week:
            starts = Self.days(time, clock)
            if pace == .week { starts = starts.filter { $0.weekday == 0 } }
        case .months(let step):
            starts = Self.months(time, clock).filter { ($0.month - 1) % step == 0 }
        case .years(let step):
            starts = Self.years(time, clock).filter { $0.year % step == 0 }
        }
        let isMonths = if case .months = pace { true } else { false }
        var ticks: [Tick] = []
        for start in starts {
            let moment = clock.moment(of: start)
            guard time.from <= moment, moment <= time.to else { continue }
            // A day that the zone leapt over begins with the next.
            if ticks.last?.time == moment { ticks.removeLast() }
            let label =
                switch pace {
                case .months: Self.month(start)
                case .years: "\(start.year)"
                default: room >= 8 ? "\(Self.weekday(start)) \(start.day)" : "\(start.day)"
                }
            ticks.append(Tick(time: moment, label: label))
        }
        self.ticks = ticks
        if case .years = pace {
            spans = []
        } else if isMonths {
            spans = Self.spans(time, Self.years(time, clock), clock) { year, _ in ["\(year.year)"] }
        } else {
            spans = Self.spans(time, Self.months(time, clock), clock) { month, _ in
                ["\(Self.month(month)) \(month.year)", Self.month(month)]
            }
        }
    }

    /// The days, months or years of a range, cut at its ends.
    private static func spans(
        _ time: TimeRange, _ starts: [CivilTime], _ clock: ZoneClock, labels: (CivilTime, _ length: Int) -> [String]
    ) -> [Span] {
        var spans: [Span] = []
        for (index, start) in starts.enumerated() where index + 1 < starts.count {
            let (from, to) = (clock.moment(of: start), clock.moment(of: starts[index + 1]))
            guard from < to, from < time.to, time.from < to else { continue }
            spans.append(
                Span(from: max(from, time.from), to: min(to, time.to), labels: labels(start, to - from)))
        }
        return spans
    }

    /// The days that a range touches, and the one after.
    static func days(_ time: TimeRange, _ clock: ZoneClock) -> [CivilTime] {
        let (first, last) = (clock.local(time.from), clock.local(time.to))
        let start = CivilTime(year: first.year, month: first.month, day: first.day).seconds
        let end = CivilTime(year: last.year, month: last.month, day: last.day).seconds + 86_400
        return stride(from: start, through: end, by: 86_400).map { CivilTime(seconds: $0) }
    }

    private static func months(_ time: TimeRange, _ clock: ZoneClock) -> [CivilTime] {
        let (first, last) = (clock.local(time.from), clock.local(time.to))
        let start = CivilTime(year: first.year, month: first.month, day: 1)
        let count = (last.year - first.year) * 12 + last.month - first.month
        return (0...count + 1).map { start.adding(months: $0) }
    }

    private static func years(_ time: TimeRange, _ clock: ZoneClock) -> [CivilTime] {
        (clock.local(time.from).year...clock.local(time.to).year + 1).map { CivilTime(year: $0, month: 1, day: 1) }
    }

    /// 0 for Monday.
    private static func weekday(_ day: CivilTime) -> String {
        ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"][day.weekday]
    }

    private static func month(_ day: CivilTime) -> String {
        ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"][day.month - 1]
    }

    /// A day's length where it is not 24 hours.
    private static func hours(_ seconds: Int) -> String {
        let minutes = seconds % 3600 / 60
        return minutes == 0 ? "\(seconds / 3600) h" : "\(seconds / 3600) h \(minutes) min"
    }
}
