import Archive
import ArchiveKit
import Foundation
import Graphs
import MetricModel
import Testing

@Suite("The figures beside a picture")
struct LegendWitnessTests {
    @Test(
        "are those of what rrdtool exports from the same file",
        arguments: [3600, 12 * 3600, 86_400])
    func figures(seconds: Int) async throws {
        let definition = try testGraph("unit: \"%\"\nseries: [ { metric: load.one, label: one, color: blue } ]")
        let series = Series.host(web1, subject("load"), nil)
        // A wave with a peak, and with half an hour of which nothing is known.
        let steps = 86_400 / 15
        let values = (0..<steps).map { step -> [Double] in
            [
                (steps - 220..<steps - 100).contains(step)
                    ? .nan : step == steps - 50 ? 97 : 40 + 30 * sin(Double(step) / 90)
            ]
        }
        let all = gauges(series, ["one"], values)
        let end = midnight + 86_400
        try await withArchive(Array(all[1600...]), after: Array(all[..<1600])) { archive in
            let data = try await GraphData.load(
                GraphRequest(
                    definition, of: .host(web1), time: TimeRange(from: end - seconds, to: end),
                    size: GraphSize(width: 1000, height: 400)), from: archive)
            let texts = try DrawnPicture(GraphSVG.text(of: data, as: .standalone, now: end)).texts
            let place = try #require(texts.lastIndex(of: "one"))

            let document = try RRDTool.run(
                "xport", "--start", "\(end - seconds)", "--end", "\(end)", "--step", "\(data.step)", "-m", "100000",
                "DEF:v=\(archive.layout.path(of: series)):one:AVERAGE", "XPORT:v")
            let exported = document.matches(of: #/<v>([^<]*)<\/v>/#).compactMap { Double($0.output.1) }
            // It may begin and end with a row outside the range.
            #expect((data.rows...data.rows + 2).contains(exported.count))
            let known = exported.filter { !$0.isNaN }.sorted()
            try #require(known.count > 100)
            let p95 = known[Int((Double(known.count) * 0.95).rounded(.up)) - 1]
            let last = try #require(exported.last { !$0.isNaN })
            let mean = known.reduce(0, +) / Double(known.count)
            let highest = data.step == 15 ? known[known.count - 1] : 97
            let expected = [last, known[0], mean, p95, highest].map { Quantity.text($0, in: .percent) }
            let figures = texts[(place + 1)...].filter { !$0.isEmpty }.prefix(5)
            #expect(Array(figures) == expected)
        }
    }
}
