import Graphs
import MetricModel
import Testing

@Suite("The keys of a definition")
struct DefinitionKeyTests {
    @Test("say bands, percentiles, limits, earlier times and contexts")
    func keys() throws {
        let definition = try testGraph(
            """
            contexts: [host, group]
            section: ウェブ 群
            previous: week
            peaks: no
            total: all
            scale: log
            series:
              - { draw: band, from: load.five, to: load.one * 2, label: between, color: grey }
              - { percentile: 95, of: load.one, label: p95, color: black }
              - { limit: 90, label: full }
              - { limit: host.cpus, label: cores, contexts: host }
              - { metric: load.one, label: one, color: blue, previous: day }
            group:
              host: load.one
              many: top
              top: 3
            """)
        #expect(definition.contexts == [.host, .group] && definition.previous == .week)
        #expect(definition.section.title == "ウェブ 群" && definition.section.id == "ウェブ-群")
        #expect(!definition.hasPeaks && definition.isLogarithmic && definition.total == "all")
        #expect(definition.series.map(\.draw) == [.band, .line, .line, .line, .line])
        #expect(definition.series.map(\.role) == [.values, .percentile(0.95), .limit, .limit, .values])
        #expect(definition.series[0].floor?.text == "load.five" && definition.series[0].value.text == "load.one * 2")
        #expect(definition.series[3].contexts == [.host])
        #expect(definition.series[4].previous == .day)
        #expect(definition.group.many == .top && definition.group.top == 3)
    }

    @Test(
        "say how many hosts are drawn",
        arguments: [
            ("", GroupView.totals), ("host: a.b", .totals), ("host: a.b, aggregate: mean", .spread),
            ("host: a.b, aggregate: max", .spread), ("host: a.b, top: 2", .top),
            ("host: a.b, aggregate: max, many: totals", .totals), ("aggregate: mean", .totals),
        ])
    func views(group: String, view: GroupView) throws {
        let definition = try testGraph(
            "series: [ { metric: a.b, label: a, color: blue } ]\ngroup: { unit: x\(group.isEmpty ? "" : ", " + group) }"
        )
        #expect(definition.group.many == view)
    }

    static let table: [(String, String)] = [
        ("{ draw: band, from: a.b, label: x, color: blue }", "the key to is missing"),
        (
            "{ draw: band, from: a.b, to: a.c, metric: a.d, label: x, color: blue }",
            "expected no metric in a band, found one"
        ),
        (
            "{ metric: a.b, from: a.c, label: x, color: blue }",
            "expected no from in a series that is no band, found one"
        ),
        ("{ percentile: 0, of: a.b, label: x }", #"expected percentile to be above 0 and below 100, found "0""#),
        ("{ percentile: 95, label: x }", "the key of is missing"),
        ("{ percentile: 95, of: a.b, draw: area, label: x }", "expected no draw in a percentile, found one"),
        ("{ percentile: 95, limit: 3, label: x }", "expected either percentile or limit, found both"),
        (
            "{ metric: a.b, of: a.b, label: x, color: blue }",
            "expected no of in a series that is no percentile, found one"
        ),
        ("{ limit: 3 +, label: x }", #"limit: column 4: expected a number, a metric or "(", found the end"#),
        ("{ limit: 3, previous: day, label: x }", "expected no previous in a limit, found one"),
        (
            "{ metric: a.b, label: x, color: blue, previous: month }",
            #"expected previous to be one of day, week, found "month""#
        ),
        (
            "{ metric: a.b, label: x, color: blue, contexts: [] }",
            "expected contexts to be a list of words, found a list"
        ),
        (
            "{ metric: a.b, label: x, color: blue, contexts: [hosts] }",
            #"expected contexts to be one of host, group, all, found "hosts" (did you mean host?)"#
        ),
    ]

    @Test("that make no sense together are refused with the line", arguments: table)
    func mistakes(series: String, message: String) {
        let error = #expect(throws: GraphDefinitionError.self) { try testGraph("series:\n  - \(series)\n") }
        #expect(error?.description == "graphs/test.yaml:5: \(message)")
    }

    @Test(
        "of a group that make no sense are refused",
        arguments: [
            ("{ top: 0, host: a.b }", #"expected top to be 1 to 12, found "0""#),
            ("{ top: 1.5, host: a.b }", #"expected top to be 1 to 12, found "1.5""#),
            ("{ many: top }", "expected host, a value to tell hosts apart by, found many: top"),
        ])
    func groups(group: String, message: String) {
        let error = #expect(throws: GraphDefinitionError.self) {
            try testGraph("series: [ { metric: a.b, label: a, color: blue } ]\ngroup: \(group)\n")
        }
        #expect(error?.description == "graphs/test.yaml:5: \(message)")
    }

    @Test("of a query override them")
    func options() throws {
        let query = [
            "previous": "week", "peaks": "off", "instance": "eth0", "per": "core", "low": "-1", "high": "2.5",
            "view": "spread", "busiest": "3",
        ]
        let options = try GraphOptions { query[$0] }
        #expect(options.previous == .week && !options.hasPeaks && options.instance?.text == "eth0")
        #expect(options.normalisation == .core && options.view == .spread && options.busiest == 3)
        #expect(options.limits == AxisLimits(low: -1, high: 2.5))
        #expect(Dictionary(options.pairs, uniquingKeysWith: { first, _ in first }) == query)
        #expect(Set(query.keys) == Set(GraphOptions.keys))
        #expect(try GraphOptions { _ in nil } == GraphOptions() && GraphOptions().pairs.isEmpty)
    }

    @Test(
        "of a query that cannot be understood are named",
        arguments: [
            ("per", "node", #"per: expected one of core, gib, found "node""#),
            ("peaks", "maybe", #"peaks: expected one of on, off, found "maybe""#),
            ("busiest", "13", #"busiest: expected 1 to 12, found "13""#),
            ("high", "nan", #"high: expected a number, found "nan""#),
            ("instance", "a\u{0}b", #"instance: expected a name as sda or eth0, found "a?b""#),
        ])
    func badOptions(key: String, text: String, message: String) {
        let error = #expect(throws: GraphOptionsError.self) { try GraphOptions { $0 == key ? text : nil } }
        #expect(error?.description == message)
    }
}
