import Graphs
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
        ])
    func understood(text: String, offset: Int) throws {
        #expect(try TimeText.moment(text, now: now) == now + offset)
    }

    @Test("a month before a day that the month lacks is its last day")
    func shortMonths() throws {
        let march31 = try TimeText.moment("2024-03-31 12:00", now: now)
        #expect(try TimeText.moment("-1mon", now: march31) == TimeText.moment("2024-02-29 12:00", now: now))
        #expect(try TimeText.moment("-13mon", now: march31) == TimeText.moment("2023-02-28 12:00", now: now))
    }

    @Test(
        "that is none is refused with an example",
        arguments: [
            "", " ", "yesterday", "now-", "now-6", "now-6x", "6h", "now6h", "-1.5h", "12345678", "2023-13-01",
            "2023-02-29",
            "2023-11-15T24:00", "2023-11-15T00:60", "2023-11-15T00:00+19:00", "-9999999999s",
            "-1h-1h-1h-1h-1h-1h-1h-1h-1h",
            "end-1h", "start", "--1h", "99999999999999999999", "9223372036854775807",
        ])
    func refused(text: String) {
        let error = #expect(throws: TimeTextError.self) { try TimeText.moment(text, now: now) }
        #expect(
            error?.description
                == "expected a time as now-6h, -30min, 2026-11-22T10:00:00Z or 1763805600, found \"\(text)\"")
    }

    @Test(
        "of a range may be counted from the other end",
        arguments: [
            ("-1h", "now", -3600, 0), ("-1d", "-6h", -86_400, -21_600), ("end-2d", "-1h", -176_400, -3600),
            ("-2h", "start+1h", -7200, -3600), ("end-1h", "2023-11-15T00:00:00Z", -3600, 0),
        ])
    func ranges(from: String, to: String, start: Int, end: Int) throws {
        #expect(
            try TimeText.range(from: from, to: to, now: now) == TimeRange(from: now + start, to: now + end))
    }

    @Test(
        "range that makes no sense is refused",
        arguments: [
            (
                "now", "-1h",
                "expected a start before the end, as now-6h to now, found 2023-11-15T00:00:00Z to 2023-11-14T23:00:00Z"
            ),
            (
                "now", "now",
                "expected a start before the end, as now-6h to now, found 2023-11-15T00:00:00Z to 2023-11-15T00:00:00Z"
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
        let error = #expect(throws: TimeTextError.self) { try TimeText.range(from: from, to: to, now: now) }
        #expect(error?.description == message)
    }
}
