package import Foundation

extension TimeZone {
    /// Seconds east of UTC at a moment; 0 outside of what calendars can handle.
    func offset(at seconds: Int) -> Int {
        guard Moment.range ~= seconds else { return 0 }
        return secondsFromGMT(for: Date(timeIntervalSince1970: Double(seconds)))
    }

    /// What a calendar and a clock of this zone show, seconds since 1970.
    func civil(at seconds: Int) -> CivilTime { CivilTime(seconds: seconds + offset(at: seconds)) }

    /// Seconds since 1970 when a calendar and a clock of this zone show a time.
    ///
    /// Where clocks go back, the first of the two moments; where they go forward past it, as if they had not yet.
    func seconds(of time: CivilTime) -> Int {
        let utc = time.seconds
        let (before, after) = (offset(at: utc - 86_400), offset(at: utc + 86_400))
        let first = utc - before
        if before == after || offset(at: first) == before { return first }
        let second = utc - after
        return offset(at: second) == after ? second : first
    }

    /// How far from UTC clocks are at a moment, seconds since 1970: `UTC`, `UTC+01:00`, or `UTC+02:00 DST` in summer.
    package func offsetText(at seconds: Int) -> String {
        let offset = offset(at: seconds)
        guard offset != 0 || isDST(at: seconds) else { return "UTC" }
        let minutes = abs(offset) / 60
        func digits(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        let sign = offset < 0 ? "−" : "+"
        let text = "UTC\(sign)\(digits(minutes / 60)):\(digits(minutes % 60))"
        return isDST(at: seconds) ? text + " DST" : text
    }

    /// A moment, seconds since 1970, as `2026-11-22 10:00 UTC+01:00`.
    package func text(at seconds: Int) -> String {
        let time = civil(at: seconds)
        return "\(time.date) \(time.clock) \(offsetText(at: seconds))"
    }

    /// A moment, seconds since 1970, as an `<input type="datetime-local">` has it: `2026-11-22T10:00`.
    ///
    /// The seconds are left out, which the input would not take.
    package func inputText(at seconds: Int) -> String {
        var time = civil(at: seconds)
        time.second = 0
        return "\(time.date)T\(time.clock)"
    }

    private func isDST(at seconds: Int) -> Bool {
        Moment.range ~= seconds && isDaylightSavingTime(for: Date(timeIntervalSince1970: Double(seconds)))
    }
}
