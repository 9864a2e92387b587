import Foundation
import Graphs
import MetricModel
import Testing

@Suite("An axis")
struct AxisTests {
    @Test(
        "of values has round numbers in the multiple that suits them",
        arguments: [
            (0, 100, 4, Unit.percent, PrefixBase.decimal, ["0", "25", "50", "75", "100"], "%"),
            (0, 86, 4, .percent, .decimal, ["0", "25", "50", "75"], "%"),
            (0, 9.3, 5, .none, .decimal, ["0", "2", "4", "6", "8", "10"], ""),
            (0, 0.07, 4, .none, .decimal, ["0", "0.02", "0.04", "0.06", "0.08"], ""),
            (0, 2.3e6, 5, .bytesPerSecond, .decimal, ["0.0", "0.5", "1.0", "1.5", "2.0", "2.5"], "MB/s"),
            (0, 34_359_738_368, 4, .bytes, .binary, ["0", "8", "16", "24", "32"], "GiB"),
            (0, 700, 4, .bytes, .binary, ["0", "256", "512", "768"], "B"),
            (0, 0.0138, 4, .seconds, .decimal, ["0", "5", "10", "15"], "ms"),
            (0, 0.00024, 5, .seconds, .decimal, ["0", "50", "100", "150", "200", "250"], "µs"),
            (0, 45, 5, .seconds, .decimal, ["0", "10", "20", "30", "40", "50"], "s"),
            (0, 1700, 4, .seconds, .decimal, ["0", "10", "20", "30"], "min"),
            (0, 86_400, 4, .seconds, .decimal, ["0", "6", "12", "18", "24"], "h"),
            (0, 8_640_000, 4, .seconds, .decimal, ["0", "25", "50", "75", "100"], "d"),
            (-40, 60, 5, .none, .decimal, ["−40", "−20", "0", "20", "40", "60"], ""),
            (0, 0, 4, .none, .decimal, ["0.00", "0.25", "0.50", "0.75", "1.00"], ""),
            (0, 0, 4, .bytes, .binary, ["0.00", "0.25", "0.50", "0.75", "1.00"], "B"),
        ])
    func values(
        low: Double, high: Double, most: Int, unit: MetricModel.Unit, base: PrefixBase, labels: [String], symbol: String
    ) {
        let axis = ValueAxis(lowest: low, highest: high, unit: unit, base: base, most: most)
        // Zero is written without decimals.
        #expect(axis.ticks.map(\.label) == labels.map { Double($0) == 0 ? "0" : $0 })
        #expect(axis.symbol == symbol)
        #expect(axis.low <= low && axis.high >= high)
        #expect(axis.ticks.allSatisfy { axis.low <= $0.value && $0.value <= axis.high * (1 + 1e-9) })
    }

    @Test(
        "of values keeps the limits of a definition",
        arguments: [
            (AxisLimits(low: 0, high: 100), 0.0, 130.0, 0.0, 100.0), (AxisLimits(low: 20), 30, 40, 20, 40),
            (AxisLimits(high: 10), -5, 3, -5, 10), (AxisLimits(low: 50), 0, 1, 50, 100),
            (AxisLimits(high: -50), -99, -80, -100, -50), (AxisLimits(low: 7, high: 7), 7, 7, 6, 7),
        ])
    func limits(limits: AxisLimits, lowest: Double, highest: Double, low: Double, high: Double) {
        let axis = ValueAxis(lowest: lowest, highest: highest, limits: limits, unit: .none, most: 5)
        if let rigid = limits.low, rigid != limits.high { #expect(axis.low == rigid) }
        if let rigid = limits.high { #expect(axis.high == rigid) }
        #expect(axis.low <= low && axis.high >= high && axis.low < axis.high)
        #expect(!axis.ticks.isEmpty)
    }

    @Test(
        "of values holds numbers of any size",
        arguments: [
            (0, 1e300), (-1e308, 1e308), (0, .leastNonzeroMagnitude), (0, 1e-12), (-1e-300, 0), (1e17, 1e17),
            (0, .greatestFiniteMagnitude),
        ] as [(Double, Double)])
    func extremes(low: Double, high: Double) {
        for unit in [Unit.none, .bytes, .seconds] {
            for base in PrefixBase.allCases {
                let axis = ValueAxis(lowest: low, highest: high, unit: unit, base: base, most: 5)
                #expect((axis.high - axis.low).isFinite && axis.high > axis.low)
                #expect(axis.ticks.count <= 21)
            }
        }
    }

    /// - `hours`: of the range, from a moment in UTC.
    @Test(
        "of time marks what a zone's clocks and calendars show",
        arguments: [
            // Two o'clock is leapt over in spring and comes twice in autumn.
            (
                "Europe/Berlin", "2024-03-30T23:00Z", 6, 500.0,
                ["00:00", "01:00", "03:00", "04:00", "05:00", "06:00", "07:00"], ["Sun 31 Mar 2024 · 23 h"]
            ),
            (
                "Europe/Berlin", "2024-10-26T22:00Z", 6, 500,
                ["00:00", "01:00", "02:00", "02:00", "03:00", "04:00", "05:00"], ["Sun 27 Oct 2024 · 25 h"]
            ),
            ("Europe/Berlin", "2024-10-25T22:00Z", 73, 300, ["Sat 26", "Sun 27", "Mon 28", "Tue 29"], ["Oct 2024"]),
            // Half an hour off.
            (
                "Asia/Kolkata", "2024-01-01T18:30Z", 24, 300, ["00:00", "06:00", "12:00", "18:00", "00:00"],
                ["Tue 2 Jan 2024"]
            ),
            ("Asia/Kolkata", "2024-01-01T18:30Z", 72, 300, ["Tue 2", "Wed 3", "Thu 4", "Fri 5"], ["Jan 2024"]),
            // A day that never was.
            (
                "Pacific/Apia", "2011-12-29T10:00Z", 72, 300, ["Thu 29", "Sat 31", "Sun 1", "Mon 2"],
                ["Dec 2011", "Jan 2012"]
            ),
            // A day that begins at one o'clock.
            ("America/Sao_Paulo", "2018-11-03T03:00Z", 48, 200, ["Sat 3", "Sun 4", "Mon 5"], ["Nov 2018"]),
            (
                "Etc/UTC", "2024-02-28T00:00Z", 72, 300, ["Wed 28", "Thu 29", "Fri 1", "Sat 2"],
                ["Feb 2024", "Mar 2024"]
            ),
            // A month before winter: weeks begin on Monday.
            (
                "America/New_York", "2024-10-01T04:00Z", 24 * 60, 300, ["7", "14", "21", "28", "4", "11", "18", "25"],
                ["Oct 2024", "Nov 2024"]
            ),
            (
                "America/New_York", "2024-01-01T05:00Z", 24 * 366, 500,
                ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec", "Jan"], ["2024"]
            ),
            ("Etc/UTC", "2014-01-01T00:00Z", 24 * 3653, 300, ["2014", "2016", "2018", "2020", "2022", "2024"], []),
        ])
    func time(zone: String, start: String, hours: Int, width: Double, labels: [String], spans: [String]) throws {
        let from = try TimeText.moment(start.replacing("Z", with: ":00Z"), now: 0, zone: .gmt)
        let axis = TimeAxis(
            TimeRange(from: from, to: from + hours * 3600), zone: try #require(TimeZone(identifier: zone)),
            width: width,
            letter: 6.7)
        #expect(axis.ticks.map(\.label) == labels)
        #expect(axis.spans.compactMap(\.labels.first).prefix(spans.count) == spans[...])
        #expect(zip(axis.ticks, axis.ticks.dropFirst()).allSatisfy { $0.time < $1.time })
    }

    @Test(
        "of time shades nights and weekends where they help, in the zone",
        arguments: [
            (6, 0, 0), (24, 2, 0), (7 * 24, 8, 1), (21 * 24, 0, 3), (80 * 24, 0, 0),
        ])
    func shading(hours: Int, nights: Int, weekends: Int) throws {
        // A Wednesday's midnight in Kolkata.
        let from = try TimeText.moment("2024-01-02T18:30:00Z", now: 0, zone: .gmt)
        let shading = TimeShading(
            TimeRange(from: from, to: from + hours * 3600), zone: try #require(TimeZone(identifier: "Asia/Kolkata")))
        #expect(shading.nights.count == nights && shading.weekends.count == weekends)
        if nights > 0 { #expect(shading.nights[0] == TimeRange(from: from, to: from + 6 * 3600)) }
    }
}
