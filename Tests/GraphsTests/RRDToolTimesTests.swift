import ArchiveKit
import Foundation
import Graphs
import TestKit
import Testing

/// What RRDtool itself takes times for, in Berlin at a moment that stands still.
@Suite("A time as RRDtool takes it", .enabled(if: RRDToolTimes.isHere, "needs the packages rrdtool and faketime"))
struct RRDToolTimesTests {
    @Test("is taken for the same moment", arguments: ["2026-11-28 10:00:00", "2026-07-15 23:30:15"])
    func agreement(now: String) throws {
        let times = try RRDToolTimes(now: now)
        let texts = Self.texts
        #expect(texts.count > 900)
        let theirs = try times.ask(texts.map { (from: $0, to: "315532801") })
        for (text, their) in zip(texts, theirs) {
            #expect(their != nil, "rrdtool refuses \(text)")
            #expect(times.ours(text) == their?.from, "\(text)")
        }
    }

    @Test("is counted from the range's other end")
    func ranges() throws {
        let times = try RRDToolTimes(now: "2026-11-28 10:00:00")
        // Not across the change of clocks: RRDtool keeps summer time there, and the clock is an hour off.
        let references = [
            "now", "-1d", "noon yesterday", "20260505", "8:00 11/30/2026", "1765000000", "Dec 25 2026 12:00",
        ]
        // The complaint that a range is backwards gives both ends.
        let pairs =
            references.flatMap { reference in
                ["e+1h", "end+2d", "end + 1wk", "e+1mon", "END+3d12h", "e+36h"].map { (from: $0, to: reference) }
            }
            + references.flatMap { reference in ["s-1h", "start-2d", "start-1mon", "s-3d12h"].map { (reference, $0) } }
        for (pair, their) in zip(pairs, try times.ask(pairs)) {
            let error = #expect(throws: TimeTextError.self) { try times.range(pair.from, pair.to) }
            let their = try #require(their, "\(pair)")
            #expect(
                error
                    == .backwards(
                        from: RRDToolTimes.berlin.text(at: their.from), to: RRDToolTimes.berlin.text(at: their.to)),
                "\(pair)")
        }
    }

    /// Each with what RRDtool makes of it and what we do; nil where it is refused.
    @Test(
        "is taken for something else only where that is meant",
        arguments: [
            // Minutes or months: we do not guess.
            ("-5m", "2026-06-28 10:00", nil), ("-1d6m", "2026-05-27 10:00", nil), ("-6M", "2026-11-28 09:54", nil),
            // A day alone begins at its midnight, whether it is a number, a month's or a word.
            ("Oct 12", "2026-10-12 10:00", "2026-10-12 00:00"), ("yesterday", nil, "2026-11-27 00:00"),
            ("monday", nil, "2026-11-23 00:00"), ("yesterday noon", nil, "2026-11-27 12:00"),
            // Weeks begin on Monday.
            ("noon sunday", "2026-11-22 12:00", "2026-11-29 12:00"),
            // RRDtool forgets the year, or takes it for a day.
            ("8:00 Oct 12", "30000-10-12 08:00", "2026-10-12 08:00"),
            ("12 Oct 2026", "30006-04-18 12:00", "2026-10-12 00:00"), ("12 Oct", nil, "2026-10-12 00:00"),
            ("10/12", "30000-10-12 00:00", nil), ("12 Oct 5", "30000-10-05 12:00", nil),
            ("12.10", "30000-10-12 00:00", nil),
            // It loses the sign after a numeric day, and refuses a time of day in words there.
            ("20261012 -1d", nil, "2026-10-11 00:00"), ("20261012 noon", nil, "2026-10-12 12:00"),
            ("Oct 12 2026 noon", nil, "2026-10-12 12:00"), ("Oct 12 8:00", nil, "2026-10-12 08:00"),
            // Days that there are not.
            ("noon 31.11.2026", "2026-12-01 12:00", nil), ("noon Feb 30 2026", "2026-03-02 12:00", nil),
            // A month before the 31st.
            ("noon 31.5.2026 -1mon", "2026-05-01 12:00", "2026-04-30 12:00"),
            // Summer and winter: the clock stays, as it does in RRDtool after words.
            ("1763805600-6mon", "2025-05-22 12:00", "2025-05-22 11:00"),
            // Unknown words and letters are overlooked by RRDtool.
            ("noon!", "2026-11-28 12:00", nil), ("-6x", "2026-11-28 09:59:54", nil),
            ("1/1/105", "2005-01-01 00:00", nil),
            // ISO 8601.
            ("2026-10-12", nil, "2026-10-12 00:00"), ("2026-10-12T08:00Z", nil, "2026-10-12 10:00"),
            ("8:00:30", nil, "2026-11-28 08:00:30"),
        ] as [(String, String?, String?)])
    func differences(text: String, theirs: String?, ours: String?) throws {
        let times = try RRDToolTimes(now: "2026-11-28 10:00:00")
        let answer = try times.ask([(from: text, to: "315532801")])[0]?.from
        #expect(answer.map(times.local) == theirs, "rrdtool")
        #expect(times.ours(text).map(times.local) == ours)
    }

    private static let texts: [String] = {
        let offsets = [
            "-1d", "+1h", "-1mon", "-3hours", "-1wk", "-1y6m", "-2h30m", "+3w1mon", "-5h45min", "-7h+1h30m-15min",
            "-30m", "-90", "+3 days", "-3y", "-1yr2months", "+2hr", " - 2 WEEKS", "-26h", "-1s", "-10minutes",
            "-6h+15min",
        ]
        let words = ["midnight", "noon", "Teatime"]
        let clocks = [
            "0", "6", "23", "00:00", "8:00", "08:30", "23:59", "8:5", "6am", "6 am", "6PM", "12am", "12pm", "11:59pm",
            "12:30am", "0pm",
        ]
        let relative = ["yesterday", "TODAY", "tomorrow", "monday", "Tue", "wednesday", "thu", "Friday", "Sat"]
        let numeric = [
            "10/12/2026", "1/2/26", "12/31/99", "12.10.2026", "1.2.26", "31.12.1999", "20261012", "19991231",
            "2/29/2024", "3/29/2026", "25.10.2026", "1/1/5", "01/01/01", "20370101",
        ]
        let named = ["Oct 12 2026", "march 8 1999", "Dec 1 99", "JUL 4 01", "may 5, 2026"]
        let bare = offsets.map(\.self) + offsets.map { "now" + $0 } + offsets.map { "n " + $0 } + ["now", "N"]
        let epochs = ["1763805600", "931200300", "1795861234"]
        let daily = ["", "-1d", "-24h", "+1h", "-3hours"]
        return bare + epochs + epochs.flatMap { epoch in ["-1d", " +1h", "-2h30m", "-90"].map { epoch + $0 } }
            + (words + clocks).flatMap { clock in daily.map { clock + $0 } }
            + (words + clocks).flatMap { clock in
                (relative + numeric + named).flatMap { day in ["", "-1d"].map { "\(clock) \(day)\($0)" } }
            }
            + words.flatMap { word in ["oct 12", "January 31", "Feb 28"].map { "\(word) \($0)" } }
            + numeric + numeric.flatMap { day in clocks.map { "\(day) \($0)" } }
            + named.map { "\($0) 8:00" } + ["midnight_Thu", "midnight,Thu", " noon  yesterday ", "6am,20261012,-1d"]
            + ["noon yesterday -3hours", "9am-1day", "23:59 31.12.1999", "12/31/99 11:59pm", "12am 01/01/01"]
    }()
}

/// The program as a witness.
private struct RRDToolTimes {
    static let berlin = TimeZone(identifier: "Europe/Berlin") ?? .gmt

    static let isHere = ["rrdtool", "faketime"].allSatisfy {
        FileManager.default.isExecutableFile(atPath: "/usr/bin/\($0)")
    }

    private let clock: String
    private let now: Int

    init(now text: String) throws {
        clock = text
        now = try TimeText.moment(text, now: 0, zone: Self.berlin)
    }

    func ours(_ text: String) -> Int? { try? TimeText.moment(text, now: now, zone: Self.berlin) }

    func range(_ from: String, _ to: String) throws -> TimeRange {
        try TimeText.range(from: from, to: to, now: now, zone: Self.berlin)
    }

    /// What the clocks of Berlin show, also beyond the year 9999.
    func local(_ seconds: Int) -> String {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = Self.berlin
        let parts = calendar.dateComponents(
            [.year, .month, .day, .hour, .minute, .second], from: Date(timeIntervalSince1970: Double(seconds)))
        func digits(_ number: Int?) -> String { String(format: "%02d", number ?? 0) }
        let second = parts.second == 0 ? "" : ":" + digits(parts.second)
        return "\(digits(parts.year))-\(digits(parts.month))-\(digits(parts.day)) "
            + "\(digits(parts.hour)):\(digits(parts.minute))\(second)"
    }

    /// Both ends of each range, which must be backwards, so that the complaint names them.
    ///
    /// nil where a text is refused.
    func ask(_ ranges: [(from: String, to: String)]) throws -> [(from: Int, to: Int)?] {
        let folder = try TemporaryFolder()
        let file = folder.path + "/commands"
        let commands = ranges.map { "graph - --start \"\($0.from)\" --end \"\($0.to)\" COMMENT:x\n" }.joined()
        try commands.write(toFile: file, atomically: true, encoding: .utf8)
        let result = try SystemProgram.run(
            "env", ["TZ=Europe/Berlin", "faketime", "-f", clock, "sh", "-c", "rrdtool - <'\(file)'"])
        let lines = result.output.split(separator: "\n").filter { $0.hasPrefix("ERROR: ") }
        try #require(lines.count == ranges.count, "\(result.complaint)")
        return lines.map { line in
            guard let match = line.firstMatch(of: #/start \((-?\d+)\) should be less than end \((-?\d+)\)/#),
                let from = Int(match.output.1), let to = Int(match.output.2)
            else { return nil }
            return (from, to)
        }
    }
}
