import Foundation
import MetricModel
import Testing
import Web

@Suite("Text for people")
struct HumanTextTests {
    /// Spaces that do not break, as plain ones.
    private func plain(_ text: String) -> String {
        text.replacing("\u{A0}", with: " ").replacing("\u{202F}", with: " ")
    }

    @Test(
        "gives a value its unit",
        arguments: [
            (0, "bytes", "0 B"), (1023, "bytes", "1023 B"), (1024, "bytes", "1.00 KiB"),
            (1_048_575, "bytes", "1.00 MiB"),
            (8e9, "bytes", "7.45 GiB"), (1e18, "bytes", "888 PiB"), (-2048, "bytes", "-2.00 KiB"),
            (0, "bytes/s", "0 B/s"), (999.6, "bytes/s", "1.00 kB/s"), (12_400_000, "bytes/s", "12.4 MB/s"),
            (34.25, "%", "34.2 %"), (100, "%", "100.0 %"), (0.25, "1/s", "0.25 /s"), (15_300, "1/s", "15.3 k/s"),
            (0.0021, "s", "2.10 ms"), (0.00004, "s", "40 µs"), (0, "s", "0 s"), (59.5, "s", "59.5 s"),
            (90, "s", "1 min 30 s"), (273_600, "s", "3 d 4 h"), (-0.5, "s", "-500 ms"),
            (4, "", "4"), (1.5, "", "1.50"), (1_234_567, "", "1 234 567"), (8, "cores", "8 cores"),
            (3400, "MHz", "3 400 MHz"), (.nan, "bytes", "–"), (.infinity, "s", "–"), (1e300, "1/s", "1.00e+288 T/s"),
        ])
    func values(value: Double, unit: String, text: String) {
        #expect(plain(HumanText.value(value, in: MetricModel.Unit(unit))) == text)
    }

    @Test(
        "gives a span its two largest parts",
        arguments: [
            (0, "0 s"), (59.6, "1 min"), (3600, "1 h"), (3661, "1 h 1 min"), (90_061, "1 d 1 h"), (-61, "−1 min 1 s"),
            (.nan, "–"), (1e15, "–"),
        ])
    func durations(seconds: Double, text: String) { #expect(plain(HumanText.duration(seconds)) == text) }

    @Test("says how long ago", arguments: [(0, "now"), (999, "now"), (-5000, "now"), (8000, "8 s ago")])
    func ages(milliseconds: Int64, text: String) {
        let now = Timestamp(seconds: 1_800_000_000)
        #expect(plain(HumanText.ago(now + -milliseconds, at: now)) == text)
    }

    @Test("writes moments of a zone, and in UTC for documents")
    func moments() throws {
        let moment = Timestamp(milliseconds: 1_795_334_400_999)
        #expect(HumanText.moment(moment, in: .gmt) == "2026-11-22 08:00 UTC")
        let berlin = try #require(TimeZone(identifier: "Europe/Berlin"))
        #expect(HumanText.moment(moment, in: berlin) == "2026-11-22 09:00 UTC+01:00")
        #expect(ISO8601.text(moment) == "2026-11-22T08:00:00Z")
    }
}
