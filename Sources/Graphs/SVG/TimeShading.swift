package import Foundation

/// The nights and weekends of a range, in the zone that its axis has.
package struct TimeShading: Sendable, Equatable {
    /// From 22 to 6 o'clock; none in a range in which they would be all or too narrow to tell anything.
    package let nights: [TimeRange]
    package let weekends: [TimeRange]

    private static let hour = 3600
    private static let day = 86_400

    package init(_ time: TimeRange, zone: TimeZone) { self.init(time, ZoneClock(zone, over: time)) }

    init(_ time: TimeRange, _ clock: ZoneClock) {
        let length = time.to - time.from
        var (nights, weekends): ([TimeRange], [TimeRange]) = ([], [])
        func add(_ from: CivilTime, _ to: CivilTime, to ranges: inout [TimeRange]) {
            let (from, to) = (max(clock.moment(of: from), time.from), min(clock.moment(of: to), time.to))
            if from < to { ranges.append(TimeRange(from: from, to: to)) }
        }
        let hasNights = 12 * Self.hour <= length && length <= 8 * Self.day
        let hasWeekends = 3 * Self.day < length && length <= 70 * Self.day
        if hasNights || hasWeekends {
            let first = clock.local(time.from - 2 * Self.day)
            var start = CivilTime(year: first.year, month: first.month, day: first.day).seconds
            while start <= time.to + clock.offset(at: time.to) {
                defer { start += Self.day }
                if hasNights {
                    add(
                        CivilTime(seconds: start + 22 * Self.hour), CivilTime(seconds: start + 30 * Self.hour),
                        to: &nights)
                }
                let day = CivilTime(seconds: start)
                if hasWeekends, day.weekday == 5 {
                    add(day, CivilTime(seconds: start + 2 * Self.day), to: &weekends)
                }
            }
        }
        (self.nights, self.weekends) = (nights, weekends)
    }
}
