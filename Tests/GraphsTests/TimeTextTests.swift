import Foundation
import Graphs
import TestKit
import Testing

@Suite("A time")
struct TimeTextTests {
    /// 2023-11-15 00:00:00 UTC.
    let now = midnight

    @Test(
        "is read from the present, or from the calendar",
        arguments: [
            ("now", 0), ("now-6h", -21_600), ("-1h", -3600), ("-30min", -1800), ("-30m", -1800), ("-90s", -90),
            ("-1d", -86_400), ("-2w", -1_209_600), ("now-1d12h", -129_600), ("now - 1d + 1h", -82_800),
            ("+5 minutes", 300), ("-0s", 0),
            ("-1mon", -31 * 86_400), ("-1M", -31 * 86_400), ("-1y", -365 * 86_400), ("-2 years", -730 * 86_400),
            ("1700006400", 0), (" 1700006460", 60),
            ("2023-11-15T00:00:00Z", 0), ("2023-11-15T01:00:00+01:00", 0), ("2023-11-14T19:00-0500", 0),
            ("2023-11-15 00:01", 60), ("2023-11-15 00:00:30.250", 30), ("2023-11-15", 0), ("2024-02-29", 106 * 86_400),
            ("2023-11-15t00:00:00z", 0), ("2023-11-15T01:00+01", 0), ("2023-11-15T00:00-1h", -3600),
            ("2023-11-15T00:00-30min", -1800), ("2023-11-15T00:00Z +1d", 86_400), ("2023-11-15-1d", -86_400),
            ("2023-11-15 6pm", 64_800), ("noon 2023-11-15", 43_200), ("-1h-1h-1h-1h-1h-1h-1h-1h-1h", -32_400),
            ("yesterday", -86_400), ("today", 0), ("TOMORROW", 86_400), ("Yesterday noon", -43_200),
            // Of Wednesday.
            ("monday", -2 * 86_400), ("wed", 0), ("sunday", 4 * 86_400), ("mon+8h", -2 * 86_400 + 28_800),
            ("Oct 12", -34 * 86_400), ("12 Oct 2023", -34 * 86_400), ("12 october", -34 * 86_400),
            ("Oct 12 8:00", -34 * 86_400 + 28_800), ("12 Oct 8am", -34 * 86_400 + 28_800),
            ("8:00 12 Oct 23", -34 * 86_400 + 28_800), ("12 Oct 12 2023", -34 * 86_400 + 43_200),
            ("20231012", -34 * 86_400), ("20231012 noon", -34 * 86_400 + 43_200), ("10/12/2023 -1d", -35 * 86_400),
            ("noon_yesterday,-3h", -54_000), ("8:00:30", 28_830), ("epoch+1700006400s", 0), ("n-1h", -3600),
        ])
    func understood(text: String, offset: Int) throws {
        #expect(try TimeText.moment(text, now: now, zone: .gmt) == now + offset)
    }

    @Test("a month before a day that the month lacks is its last day")
    func shortMonths() throws {
        let march31 = try TimeText.moment("2024-03-31 12:00", now: now, zone: .gmt)
        #expect(
            try TimeText.moment("-1mon", now: march31, zone: .gmt)
                == TimeText.moment("2024-02-29 12:00", now: now, zone: .gmt))
        #expect(
            try TimeText.moment("-13mon", now: march31, zone: .gmt)
                == TimeText.moment("2023-02-28 12:00", now: now, zone: .gmt))
    }

    @Test(
        "that is none is refused with an example",
        arguments: [
            "", " ", "now-", "now-6x", "6h", "now6h", "-1.5h", "2023-11-15T24:00", "2023-11-15T00:60",
            "2023-11-15T00:00+19:00", "-99999999999s", "end-1h", "start", "--1h", "99999999999999999999",
            "9223372036854775807", "now yesterday", "now 8:00", "8:00 9:00", "today monday", "24:00", "8:60", "13pm",
            "noon pm", "Oct", "Oct 32", "10/12", "13/12/2023", "1/1/105", "1/1/50", "1.1.1969", "8:00 1700006400",
            "123", "yesterdayish", "8:00!", "noon\n", "١٢:٠٠", "2023-11-15T00:00 01:00", "last monday",
            "1700006400 8:00", "-1h until now",
        ])
    func refused(text: String) {
        let error = #expect(throws: TimeTextError.self) { try TimeText.moment(text, now: now, zone: .gmt) }
        #expect(
            error?.description
                == "expected a time as now-6h, 08:00 yesterday, Oct 12, 2026-11-22T10:00:00Z or 1763805600, found "
                + "\"\(text.replacing("\n", with: "?"))\"")
    }

    @Test(
        "that can mean two things is refused with both",
        arguments: [
            ("-5m", "5min", "5mon"), ("-6M", "6min", "6mon"), ("-1d6m", "6min", "6mon"),
            ("-1h5M", "5min", "5mon"), ("10.12", "10:12", "10.12.2026"), ("12 Oct 5", "12:00 oct 5", "12 oct 2005"),
        ])
    func ambiguous(text: String, one: String, other: String) throws {
        let error = #expect(throws: TimeTextError.self) { try TimeText.moment(text, now: now, zone: .gmt) }
        #expect(error?.description == "\"\(text)\" can mean two things; write \(one) or \(other)")
    }

    @Test(
        "of a day that no calendar has is refused",
        arguments: ["2023-02-29", "2023-13-01", "Feb 29", "Feb 30", "31.11.2023", "11/31/23", "20231131", "12345678"])
    func noSuchDay(text: String) {
        #expect(throws: TimeTextError.noSuchDay(text)) { try TimeText.moment(text, now: now, zone: .gmt) }
    }

    @Test("of an address with a plus is read in the way that makes sense, or in none")
    func pluses() {
        #expect(TimeText.reading("08:00 yesterday", or: "08:00+yesterday") == "08:00 yesterday")
        #expect(TimeText.reading("start 1h", or: "start+1h") == "start+1h")
        #expect(TimeText.reading("now - 1d", or: "now+-+1d") == "now - 1d")
        #expect(TimeText.reading("a b", or: "a+b") == "a b")
        #expect(TimeText.reading("-1d 12h", or: "-1d+12h") == nil)
    }

    @Test("whatever stands there, is read or refused")
    func anything() {
        var generator = SeededGenerator(state: 7)
        let pieces = [
            "now", "n", "end", "s", "-", "+", ":", ".", "/", " ", "_", "1", "12", "31", "2023", "999999999", "20231012",
            "noon", "pm", "oct", "feb", "mon", "monday", "m", "M", "d", "y", "T", "Z", "yesterday", "é", "\0", "%",
        ]
        for _ in 0..<20_000 {
            let text = (0..<Int.random(in: 0...9, using: &generator)).map { _ in
                pieces.randomElement(using: &generator) ?? ""
            }.joined()
            if let seconds = try? TimeText.moment(text, now: now, zone: Self.berlin) {
                #expect(TimeRange.limits ~= seconds, "\(text)")
            }
        }
    }

    @Test(
        "of a range may be counted from the other end",
        arguments: [
            ("-1h", "now", -3600, 0), ("-1d", "-6h", -86_400, -21_600), ("end-2d", "-1h", -176_400, -3600),
            ("-2h", "start+1h", -7200, -3600), ("end-1h", "2023-11-15T00:00:00Z", -3600, 0),
        ])
    func ranges(from: String, to: String, start: Int, end: Int) throws {
        #expect(
            try TimeText.range(from: from, to: to, now: now, zone: .gmt) == TimeRange(from: now + start, to: now + end))
    }

    @Test(
        "range that makes no sense is refused",
        arguments: [
            (
                "now", "-1h",
                "expected a start before the end, as now-6h to now, found 2023-11-15 00:00 UTC to 2023-11-14 23:00 UTC"
            ),
            (
                "now", "now",
                "expected a start before the end, as now-6h to now, found 2023-11-15 00:00 UTC to 2023-11-15 00:00 UTC"
            ),
            (
                "end-1h", "start+1h",
                "\"end-1h\" is counted from itself; count from the other end, as end-2d, or from now"
            ),
            (
                "start-1h", "now",
                "\"start-1h\" is counted from itself; count from the other end, as end-2d, or from now"
            ),
            ("1970-01-02", "now", "expected a time from 1980 to 9999, as now-6h, found \"1970-01-02\""),
            ("-60y", "now", "expected a time from 1980 to 9999, as now-6h, found \"-60y\""),
            ("-1h", "+999999999y", "expected a time from 1980 to 9999, as now-6h, found \"+999999999y\""),
            (
                "999999999999", "start+999999999y",
                "expected a time from 1980 to 9999, as now-6h, found \"999999999999\""
            ),
        ])
    func senseless(from: String, to: String, message: String) {
        let error = #expect(throws: TimeTextError.self) { try TimeText.range(from: from, to: to, now: now, zone: .gmt) }
        #expect(error?.description == message)
    }

    // MARK: Zones

    private static let berlin = TimeZone(identifier: "Europe/Berlin") ?? .gmt

    @Test(
        "is of the zone: days begin in it and are those of its calendar",
        arguments: [
            // The clocks went forward at 2:00 of the 26th of March, and back at 3:00 of the 29th of October.
            ("2023-03-27 08:00", "today", "2023-03-26T22:00:00Z"),
            ("2023-03-27 08:00", "yesterday", "2023-03-25T23:00:00Z"),
            ("2023-03-27 08:00", "now-1d", "2023-03-26T06:00:00Z"),
            ("2023-03-26 08:00", "now-1d", "2023-03-25T07:00:00Z"),
            ("2023-03-26 08:00", "now-24h", "2023-03-25T06:00:00Z"),
            ("2023-03-26 08:00", "monday", "2023-03-19T23:00:00Z"),
            ("2023-10-30 08:00", "-1w", "2023-10-23T06:00:00Z"), ("2023-10-30 08:00", "-1mon", "2023-09-30T06:00:00Z"),
            // There is no such time: as if the clocks had not yet been changed.
            ("2023-03-27 08:00", "02:30 2023-03-26", "2023-03-26T01:30:00Z"),
            // There are two: the first.
            ("2023-10-30 08:00", "2023-10-29 02:30", "2023-10-29T00:30:00Z"),
            ("2023-10-30 08:00", "2023-10-29T02:30+01:00", "2023-10-29T01:30:00Z"),
            ("2023-10-30 08:00", "2023-10-29T02:30Z", "2023-10-29T02:30:00Z"),
        ])
    func zones(now text: String, written: String, expected: String) throws {
        let now = try TimeText.moment(text, now: 0, zone: Self.berlin)
        let seconds = try TimeText.moment(written, now: now, zone: Self.berlin)
        #expect(seconds == (try TimeText.moment(expected, now: 0, zone: .gmt)))
    }

    @Test(
        "range says its zone's offset, and both where the clocks are changed within",
        arguments: [
            ("2023-11-15T10:00Z", "2023-11-15T11:00Z", "2023-11-15 11:00–12:00 UTC+01:00"),
            ("2023-07-01T10:00Z", "2023-07-02T10:00Z", "2023-07-01 12:00 – 2023-07-02 12:00 UTC+02:00 DST"),
            (
                "2023-10-28T22:00Z", "2023-10-29T23:00Z",
                "2023-10-29 00:00 UTC+02:00 DST – 2023-10-30 00:00 UTC+01:00"
            ),
        ])
    func rangeText(from: String, to: String, text: String) throws {
        #expect(try TimeText.range(from: from, to: to, now: 0, zone: .gmt).text(in: Self.berlin) == text)
    }

    @Test(
        "zone is known by its name",
        arguments: [
            ("UTC", "UTC"), ("GMT", "UTC"), ("Europe/Berlin", "Europe/Berlin"), ("Etc/GMT+3", "Etc/GMT+3"),
            ("America/Argentina/Buenos_Aires", "America/Argentina/Buenos_Aires"), ("CET", "CET"),
        ])
    func zoneNames(text: String, name: String) throws {
        #expect(ZoneName.of(try ZoneName.zone(text)) == name)
    }

    @Test(
        "zone that is none is refused with the nearest",
        arguments: [
            ("Europe/Berlln", "Europe/Berlin"), ("europe/berlin", "Europe/Berlin"), ("Berlin", "Europe/Berlin"),
            ("new york", "America/New_York"), ("utc", "UTC"), ("GMT+3", nil), ("IST", nil), ("../../etc/passwd", nil),
            ("SystemV/PST8", nil), ("", nil), ("\u{0}", nil), ("/etc/localtime", nil),
            (String(repeating: "A", count: 100_000), nil),
        ])
    func unknownZones(text: String, nearest: String?) {
        let error = #expect(throws: ZoneNameError.self) { try ZoneName.zone(text) }
        #expect(error?.nearest == nearest)
        #expect((error?.description.utf8.count ?? 0) < 200)
    }

    @Test(
        "zone of the machine is that of TZ, then of /etc/localtime, then UTC",
        arguments: [
            ("Europe/Paris", "/usr/share/zoneinfo/Asia/Tokyo", "Europe/Paris"),
            (":America/New_York", nil, "America/New_York"), ("/usr/share/zoneinfo/right/Asia/Tokyo", nil, "Asia/Tokyo"),
            (nil, "../usr/share/zoneinfo/Etc/UTC", "UTC"), ("", "/usr/share/zoneinfo/Asia/Tokyo", "Asia/Tokyo"),
            ("CET-1CEST,M3.5.0", "/usr/share/zoneinfo/Europe/Berlin", "Europe/Berlin"), (nil, nil, "UTC"),
            ("nonsense", "nowhere", "UTC"),
        ])
    func machine(variable: String?, localtime: String?, name: String) {
        #expect(ZoneName.of(ZoneName.machine(variable: variable, localtime: localtime)) == name)
    }
}
