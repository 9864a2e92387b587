import Foundation
import Graphs
import MetricModel
import Testing

@Suite("A graph in a sentence")
struct GraphSentenceTests {
    private func sentence(_ series: [GraphSeries], rows: Int, step: Int = 60, now: Int? = nil, emptiness: String? = nil)
        throws -> String
    {
        GraphSentence(
            try DrawnSamples.data(
                "CPU on web1", unit: .percent, step: step, rows: rows, series: series, emptiness: emptiness),
            now: now
        ).text
    }

    private let ramp = (1...60).map(Double.init)

    @Test("is of the layers' sum where there are layers")
    func layers() throws {
        let layer = DrawnSamples.line("user", ramp, .blue, draw: .stack)
        let other = DrawnSamples.line("system", ramp, .orange, draw: .stack)
        #expect(
            try sentence([layer, other], rows: 60, now: midnight + 3600)
                == "CPU on web1, last 1 h: sum of 2: median 60.0 %, p95 114 %, peak 120 % at 01:00; now 120 %")
    }

    @Test("names the highest of several lines")
    func lines() throws {
        let lines = [DrawnSamples.line("a", ramp), DrawnSamples.line("b", ramp.map { 70 - $0 })]
        #expect(
            try sentence(lines, rows: 60)
                == """
                CPU on web1, 2023-11-15 00:00–01:00 UTC: highest of 2 is b: median 39.0 %, p95 66.0 %, peak 69.0 % at \
                00:01; at the end 10.0 %
                """)
    }

    @Test("leaves out limits, percentiles and earlier times, however high")
    func others() throws {
        var limit = DrawnSamples.line("cores", ramp.map { _ in 1000 })
        limit.isOwn = false
        let lines = [limit, DrawnSamples.line("a", ramp)]
        #expect(try sentence(lines, rows: 60).contains("01:00 UTC: median 30.0 %, p95 57.0 %"))
    }

    @Test("says when the last value is old, and that nothing is known")
    func unknown() throws {
        let values = ramp.prefix(30) + [Double](repeating: .nan, count: 30)
        #expect(
            try sentence([DrawnSamples.line("a", Array(values))], rows: 60)
                .hasSuffix("peak 30.0 % at 00:30; last known 30.0 % at 00:30"))
        let nothing = [DrawnSamples.line("a", [.nan, .nan])]
        #expect(try sentence(nothing, rows: 2).hasSuffix("00:00–00:02 UTC: nothing known"))
        #expect(try sentence([], rows: 2, emptiness: "no data").hasSuffix("UTC: no data"))
    }

    @Test("has a peak from the highest values where they are known")
    func peaks() throws {
        var line = DrawnSamples.line("a", [1, 2, 3])
        line.peaks = [1, 50, 3]
        #expect(try sentence([line], rows: 3).contains("peak 50.0 % at 00:02"))
    }

    @Test(
        "has percentiles that are values",
        arguments: [
            ([1], 1, 1), ([3, 1, 2], 2, 3), ([.nan, 5, 4], 4, 5), ((1...100).map(Double.init), 50, 95),
            ([Double](repeating: 7, count: 50), 7, 7),
        ] as [([Double], Double, Double)])
    func percentiles(values: [Double], median: Double, p95: Double) {
        let statistics = SeriesStatistics(values)
        #expect(statistics.median == median && statistics.p95 == p95)
        #expect(SeriesStatistics(Array(values.reversed())).p95 == p95)
    }
}
