import Archive
import ArchiveKit
import Foundation
import Graphs
import MetricModel
import Testing

/// What ganglia-web's numbers get wrong, and ours must not.
@Suite("The faults of ganglia-web")
struct GangliaFaultTests {
    /// Four hosts of 16 cores, with loads of 1 to 4.
    private static let rows = hosts(4).enumerated().flatMap { index, host in
        gauges(.host(host, subject("host"), nil), ["cpus"], [[16], [16]])
            + gauges(.host(host, subject("load"), nil), ["one"], [[Double(index + 1)], [Double(index + 1)]])
    }

    @Test("a total counts the first series twice: 80 of 64 cores")
    func total() async throws {
        let series = hosts(4).map {
            #"{ "hostname": "\#($0.name)", "clustername": "prod", "metric": "cpu_num", "label": "\#($0.name)", "type": "stack" }"#
        }
        let definition = try report(
            #"{ "title": "CPUs", "show_total": "1", "series": [ \#(series.joined(separator: ", ")) ] }"#)
        let data = try await withArchive(Self.rows) {
            try await GraphData.load(request(definition, rows: 2), from: $0)
        }
        #expect(data.series.map(\.label) == ["web1", "web2", "web3", "web4", "Total"])
        #expect(data.series.last?.values == [64, 64])
    }

    @Test("percents of hosts that a pattern chose are no percents")
    func percent() async throws {
        let selection = HostSelection(
            "web", hosts: hosts(4), metrics: [try NamePattern(regex: "^load_one$")], draw: .stack)
        let data = try await withArchive(Self.rows) {
            try await GraphData.load(request(.ofMetrics(isShare: true), .hosts(selection), rows: 2), from: $0)
        }
        #expect(data.series.map(\.label) == ["web1", "web2", "web3", "web4"])
        #expect(data.series.map(\.values) == [[10, 10], [20, 20], [30, 30], [40, 40]])
        #expect(data.unit == .percent && data.limits == AxisLimits(low: 0, high: 100))
    }

    @Test("peaks melt with the zoom: one of 15 seconds is as high in a year's graph as in an hour's")
    func peaks() async throws {
        let definition = try testGraph(
            """
            series:
              - { metric: load.one, label: one, color: blue }
              - { value: load.one * 2 + 1, label: scaled, color: orange }
              - { value: load.one - load.five, label: two, color: green }
            """)
        let series = Series.host(web1, subject("load"), nil)
        let steps = 86_400 / 15
        let values = (0..<steps).map { [$0 == steps - 120 ? 7.12 : 1.5 + Double($0 % 7) / 10, 1] }
        let all = gauges(series, ["one", "five"], values)
        let end = midnight + 86_400
        try await withArchive(Array(all[1600...]), after: Array(all[..<1600])) { archive in
            let path = archive.layout.path(of: series)
            var steps: [Int] = []
            for seconds in [3600, 86_400, 7 * 86_400, 30 * 86_400, 365 * 86_400, 10 * 365 * 86_400] {
                let data = try await GraphData.load(
                    GraphRequest(definition, of: .host(web1), time: TimeRange(from: end - seconds, to: end)),
                    from: archive)
                steps.append(data.step)
                #expect(data.series.map(\.label) == ["one", "scaled", "two"])
                #expect(data.series[0].maximum == 7.12, "\(seconds)")
                #expect(data.series[1].maximum == 7.12 * 2 + 1, "\(seconds)")
                // What is higher of two metrics at once cannot be told from the highest of each.
                #expect(data.series[2].peaks == nil)
                guard data.step > 60 else { continue }
                let means = try highest(path, "AVERAGE", end - 86_400, end, data.step)
                let maxima = try highest(path, "MAX", end - 86_400, end, data.step)
                #expect(means < 5 && maxima == 7.12)
                #expect(abs((data.series[0].values.filter { !$0.isNaN }.max() ?? 0) - means) < 1e-9)
            }
            #expect(steps == [15, 60, 600, 3600, 3600, 86_400])
        }
    }

    private func highest(_ path: String, _ kind: String, _ from: Int, _ to: Int, _ step: Int) throws -> Double {
        let rows = try RRDTool.fetch(path, kind, from: from, to: to, resolution: step)
        return rows.values.compactMap { $0.first.flatMap { Double($0) } }.filter { !$0.isNaN }.max() ?? .nan
    }

    @Test("a group's highest values do not melt either, and nothing is told where they cannot be known")
    func groupPeaks() async throws {
        let definition = try testGraph(
            """
            series: [ { metric: load.one, label: one, color: blue } ]
            group: { host: load.one, aggregate: max }
            """)
        let steps = 86_400 / 15
        func rows(_ range: Range<Int>) -> [Row] {
            hosts(2).enumerated().flatMap { index, host in
                gauges(
                    .host(host, subject("load"), nil), ["one"],
                    range.map { [$0 == steps - 200 - index * 100 ? Double(9 + index) : 1] },
                    from: midnight + range.lowerBound * 15)
            }
        }
        var options = GraphOptions()
        options.view = .spread
        let end = midnight + 86_400
        let request = GraphRequest(
            definition, of: .group(prod, members: hosts(2)), time: TimeRange(from: end - 30 * 86_400, to: end),
            options: options)
        var quiet = options
        quiet.hasPeaks = false
        let (data, plain) = try await withArchive(rows(1600..<steps), after: rows(0..<1600)) { archive in
            (
                try await GraphData.load(request, from: archive),
                try await GraphData.load(
                    GraphRequest(definition, of: request.subject, time: request.time, options: quiet), from: archive)
            )
        }
        #expect(data.series.map(\.label) == ["p10 to p90", "maximum", "web2", "web1"])
        #expect(data.series.map { $0.peaks?.filter { !$0.isNaN }.max() } == [nil, 10, 10, 9])
        #expect(plain.series.allSatisfy { $0.peaks == nil })
    }
}
