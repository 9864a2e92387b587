import Archive
import Graphs
import MetricModel
import Testing

@Suite("What a graph shows beside its values")
struct GraphRoleTests {
    private static let load = Series.host(web1, subject("load"), nil)

    private func loaded(
        _ body: String, _ rows: [Row], step: Int = 15, count: Int, options: GraphOptions = GraphOptions()
    ) async throws -> GraphData {
        let definition = try testGraph(body)
        return try await withArchive(rows, step: step) { archive in
            try await GraphData.load(
                GraphRequest(
                    definition, of: .host(web1), time: TimeRange(from: midnight, to: midnight + count * step),
                    options: options),
                from: archive)
        }
    }

    @Test("are bands between two values, percentiles over the range, and limits")
    func lines() async throws {
        let values = (1...20).map { [Double($0), Double($0) / 2] }
        let data = try await loaded(
            """
            series:
              - { draw: band, from: load.five, to: load.one, label: between, color: grey }
              - { percentile: 95, of: load.one, label: p95, color: black }
              - { limit: 15, label: limit }
              - { metric: load.one, label: one, color: blue }
            """, gauges(Self.load, ["one", "five"], values + [[.nan, .nan]]), count: 21)
        #expect(data.series.map(\.label) == ["between", "p95", "limit", "one"])
        #expect(data.series[0].floor?.first == 0.5 && data.series[0].values.first == 1)
        #expect(Set(data.series[1].values) == [19])
        #expect(Set(data.series[2].values) == [15])
        #expect(data.series.map(\.stroke) == [.solid, .dashed, .dotted, .solid])
        #expect(data.known == 40.0 / 42)
    }

    @Test(
        "is the same a day earlier, of layers together and of each line", arguments: [nil, PreviousChoice.none, .week])
    func previous(choice: PreviousChoice?) async throws {
        let fields = ["one", "five", "fifteen"]
        // Files of so long a step are never young, and so keep a day from the beginning.
        let step = 1800
        let rows =
            gauges(Self.load, fields, (0..<8).map { [Double($0), 10, 20] }, from: midnight - 86_400, step: step)
            + gauges(Self.load, fields, (0..<8).map { [Double(100 + $0), 110, 120] }, step: step)
        var options = GraphOptions()
        options.previous = choice
        let data = try await loaded(
            """
            previous: day
            series:
              - { metric: load.one, label: one, draw: stack, color: blue }
              - { metric: load.five, label: five, draw: stack, color: orange }
              - { metric: load.fifteen, label: fifteen, color: green }
            """, rows, step: step, count: 8, options: options)
        let own = ["one", "five", "fifteen"]
        #expect(data.series.prefix(3).map(\.label) == own)
        switch choice {
        case nil:
            #expect(data.series.dropFirst(3).map(\.label) == ["all, day before", "fifteen, day before"])
            #expect(data.series[3].values == (0..<8).map { Double($0) + 10 })
            #expect(data.series[4].values == [Double](repeating: 20, count: 8))
            #expect(data.series[3...].allSatisfy { $0.stroke == .dashed && $0.draw == .line })
            #expect(data.title == "Test on web1, and the day before (dashed)")
        case .some(.none):
            #expect(data.series.count == 3 && data.title == "Test on web1")
        default:
            // There was nothing a week ago, which is no gap of this week.
            #expect(data.series.count == 3 && data.known == 1 && data.title == "Test on web1")
        }
    }

    static let disks = """
        each: instance
        series:
          - { metric: disk@*.reads, label: reads, color: blue }
          - { metric: disk@*.writes, label: writes, color: orange }
        """

    @Test("is one instance where one is asked for, else each", arguments: ["sda", nil])
    func instances(name: String?) async throws {
        let rows = ["sda", "sdb"].flatMap { name in
            gauges(
                .host(web1, subject("disk"), InstanceName(name)), ["reads", "writes"],
                [name == "sda" ? [1, 2] : [3, 4]],
                retention: .detail)
        }
        var options = GraphOptions()
        options.instance = name.flatMap { InstanceName($0) }
        let data = try await loaded(Self.disks, rows, count: 1, options: options)
        if name == nil {
            #expect(data.series.map(\.label) == ["sda reads", "sdb reads", "sda writes", "sdb writes"])
            #expect(data.title == "Test on web1")
        } else {
            #expect(data.series.map(\.label) == ["reads", "writes"])
            #expect(data.series.map(\.values) == [[1], [2]])
            #expect(data.title == "Test on web1: sda")
        }
    }

    @Test("are shares that come to all, and a total that counts each series once")
    func shares() async throws {
        let rows = gauges(Self.load, ["one", "five"], [[1, 3], [2, 2], [.nan, 5], [0, 0]])
        let series = """
            series:
              - { metric: load.one, label: one, draw: stack, color: blue }
              - { metric: load.five, label: five, draw: stack, color: orange }
              - { limit: 80, label: limit }
            """
        let shares = try await loaded("percent: yes\n" + series, rows, count: 4)
        #expect(shares.unit == .percent && shares.limits == AxisLimits(low: 0, high: 100))
        #expect(
            shares.series.map { told($0.values) } == [
                ["25.0", "50.0", "nan", "nan"], ["75.0", "50.0", "100.0", "nan"],
            ])
        let total = try await loaded("total: together\n" + series, rows, count: 4)
        #expect(total.series.last?.label == "together")
        #expect(total.series.last?.values == [4, 4, 5, 0])
    }

    @Test("is drawn only where the definition belongs")
    func contexts() async throws {
        let rows = gauges(Self.load, ["one"], [[1]])
        let body = "contexts: group\nseries: [ { metric: load.one, label: one, color: blue } ]"
        let data = try await loaded(body, rows, count: 1)
        #expect(data.emptiness == "Test is drawn of groups only" && data.series.isEmpty)
    }

    @Test("keeps to the ends of the axis that were asked for")
    func limits() async throws {
        var options = GraphOptions()
        options.limits = AxisLimits(high: 7)
        let data = try await loaded(
            "limits: { low: -2, high: 3 }\nseries: [ { metric: load.one, label: one, color: blue } ]",
            gauges(Self.load, ["one"], [[1]]), count: 1, options: options)
        #expect(data.limits == AxisLimits(low: -2, high: 7))
    }
}
