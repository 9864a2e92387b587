import Archive
import Foundation
import Graphs
import MetricModel
import Testing

/// A report of Ganglia's; the name of the graph is `test_report`.
func report(_ text: String) throws -> GraphDefinition {
    let directory = try TemporaryDirectory()
    try directory.write(text, to: "test_report.json")
    return try GraphDefinition(contentsOf: directory.path + "/test_report.json")
}

/// Files as ganglia-web has them.
enum GangliaFiles {
    static let folder = Shipped.folder + "/../Tests/Fixtures/ganglia-web"
    static let reports = ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).filter {
        $0.hasSuffix("_report.json")
    }.sorted()
}

@Suite("A report of Ganglia's")
struct GangliaReportTests {
    @Test("that ganglia-web ships loads, and its metrics are found", arguments: GangliaFiles.reports)
    func shipped(file: String) throws {
        let definition = try GraphDefinition(contentsOf: "\(GangliaFiles.folder)/\(file)")
        #expect("\(definition.name).json" == file)
        #expect(!definition.series.isEmpty && definition.group.series == definition.series)
    }

    @Test("shows the load as Ganglia does, of hosts and of groups")
    func load() async throws {
        let definition = try GraphDefinition(contentsOf: "\(GangliaFiles.folder)/load_report.json")
        #expect(definition.title == "Load" && definition.unit.symbol == "Loads/Procs")
        #expect(
            definition.series.map(\.value.text) == ["load.one", "host.cpus", "host.cpus", "processes.running"])
        #expect(definition.series.map(\.draw) == [.stack, .line, .line, .line])
        #expect(definition.series.map { $0.color?.description } == ["#BBBBBB", "#00FF00", "#FF0000", "#2030F4"])
        let rows =
            gauges(.host(web1, subject("load"), nil), ["one"], [[2]])
            + gauges(.host(web1, subject("host"), nil), ["cpus"], [[4]])
            + gauges(.group(prod, subject("load")), ["one"], [[20, 9, 5]])
            + gauges(.group(prod, subject("host")), ["cpus"], [[40, 16, 5]])
        let (host, group) = try await withArchive(rows) { archive in
            (
                try await GraphData.load(request(definition, rows: 1), from: archive),
                try await GraphData.load(request(definition, .group(prod, members: hosts(5)), rows: 1), from: archive)
            )
        }
        #expect(host.series.map(\.label) == ["1-min", "CPUs"])
        #expect(host.series.map(\.values) == [[2], [4]])
        #expect(group.series.map(\.label) == ["1-min", "Nodes", "CPUs"])
        #expect(group.series.map(\.values) == [[20], [5], [40]])
    }

    @Test(
        "names metrics of our agents, of gmond's and of scripts",
        arguments: [
            ("load_one", "load.one", 1), ("mem_free", "memory.free", 1.0 / 1024),
            ("disk_free", "filesystem.free", 1e-9),
            ("cpu_wio", "cpu.iowait", 1), ("bytes_in", "network.rx_bytes", 1), ("disk_sda_reads", "disk@sda.reads", 1),
            ("moab_up_cores", "foreign@moab_up_cores.value", 1), ("cpu_aidle", "foreign@cpu_aidle.value", 1),
        ])
    func names(name: String, metric: String, factor: Double) throws {
        let found = try #require(GangliaNames.metric(name))
        #expect(found.metric.description == metric && found.factor == factor)
    }

    @Test("keeps Ganglia's units, and takes what came from scripts from the hosts themselves")
    func units() async throws {
        let definition = try report(
            """
            { "title": "Mixed", "vertical_label": "KB", "scale": "2", "unknown": [1, {}], "series": [
              { "metric": "mem_free", "color": "ff0000", "line_width": "2" },
              { "metric": "jobs", "label": "Jobs", "type": "area", "color": "" },
              { "metric": "load_one", "type": "percentile", "percentile": 50 } ] }
            """)
        #expect(definition.unit.symbol == "KB")
        let jobs = InstanceName(literal: "jobs")
        let rows =
            gauges(.host(web1, subject("memory"), nil), ["free"], [[4096], [4096]])
            + hosts(3).enumerated().flatMap { index, host in
                gauges(
                    .host(host, subject("foreign"), jobs), ["value"], [[Double(index)], [Double(index)]],
                    retention: .detail)
            }
            + gauges(.host(web1, subject("load"), nil), ["one"], [[1], [3]])
        let (host, group) = try await withArchive(rows) { archive in
            (
                try await GraphData.load(request(definition, rows: 2), from: archive),
                try await GraphData.load(request(definition, .group(prod, members: hosts(3)), rows: 2), from: archive)
            )
        }
        #expect(host.series.map(\.label) == ["mem_free", "Jobs", "load_one"])
        #expect(host.series.map(\.values) == [[8, 8], [0, 0], [2, 2]])
        #expect(group.series.map(\.label) == ["Jobs"])
        #expect(group.series.map(\.values) == [[6, 6]])
    }

    @Test(
        "with mistakes is refused with their lines",
        arguments: [
            ("{\n \"title\": \"x\" }", ":1: the key series is missing"),
            (
                "{ \"report_type\": \"template\", \"graphite\": \"target=HOST_CLUSTER.x&areaMode=stacked\" }",
                ":1: a template for Graphite, and so without series to draw"
            ),
            ("{ \"series\": [\n {} ] }", ":2: the key metric is missing"),
            (
                "{ \"series\": [\n { \"metric\": \"a\", \"color\": \"red\" } ] }",
                ":2: expected color to be rrggbb, found \"red\""
            ),
            (
                "{ \"series\": [\n { \"metric\": \"a\",\n \"type\": \"lien\" } ] }",
                ":3: expected type to be one of line, area, stack, percent, percentile, found \"lien\" (did you mean line?)"
            ),
            ("{ \"series\": [", ":2: did not find expected node content"),
        ])
    func mistakes(text: String, message: String) {
        let error = #expect(throws: GraphDefinitionError.self) { try report(text) }
        let parts = message.split(separator: ": ", maxSplits: 1).map(String.init)
        #expect(error?.description.contains("test_report.json\(parts[0])") == true, "\(error?.description ?? "")")
        #expect(error?.description.hasSuffix(parts[parts.count - 1]) == true, "\(error?.description ?? "")")
    }
}

@Suite("A view of Ganglia's")
struct GangliaViewTests {
    @Test("has graphs, metrics, patterns and series of several hosts")
    func items() throws {
        let path = "\(GangliaFiles.folder)/view_web.json"
        let view = try GangliaView(parsing: String(contentsOfFile: path, encoding: .utf8), file: path)
        #expect(view.name == "web" && view.parent == "site" && view.sharesAxis)
        try #require(view.items.count == 4)
        let host = PinnedHost(name: web1.name, cluster: prod)
        #expect(view.items[0].content == .graph(name: "load_report", host: host, cluster: prod))
        guard case .metric(let metric, nil, prod) = view.items[1].content else {
            Issue.record("expected a metric, found \(view.items[1].content)")
            return
        }
        #expect(view.items[1].title == "Requests" && view.items[1].limits == AxisLimits(low: 0, high: 500))
        #expect(metric.series.map(\.value.text) == ["foreign@apache_hits.value", "300", "400"])
        #expect(metric.series.map(\.role) == [.values, .limit, .limit])
        guard case .aggregate(let hosts, let metrics, .stack, false) = view.items[2].content else {
            Issue.record("expected patterns, found \(view.items[2].content)")
            return
        }
        #expect(hosts.map(\.text) == ["web[0-9]+", "^db"] && metrics.map(\.text) == ["^load_one$"])
        guard case .composite(let composite) = view.items[3].content else {
            Issue.record("expected series, found \(view.items[3].content)")
            return
        }
        #expect(composite.series.map(\.host) == [host, PinnedHost(name: HostName(literal: "db1"), cluster: nil)])
    }

    @Test(
        "with mistakes is refused with their lines",
        arguments: [
            ("{}", "v.json:1: the key view_name is missing"),
            (
                "{ \"view_name\": \"v\",\n \"items\": 3 }",
                "v.json:2: expected items to be a list of at most 500, found \"3\""
            ),
            (
                "{ \"view_name\": \"v\", \"items\": [\n { \"hostname\": \"a/b\", \"graph\": \"x\" } ] }",
                "v.json:2: expected hostname to be a host's name, found \"a/b\""
            ),
            (
                "{ \"view_name\": \"v\", \"items\": [ { \"aggregate_graph\": \"true\", \"metric\": \"x\",\n \"host_regex\": [ {\"regex\": \"(\"} ] } ] }",
                "v.json:2: pattern \"(\", column 2: expected \")\", found the end"
            ),
        ])
    func mistakes(text: String, message: String) {
        let error = #expect(throws: GraphDefinitionError.self) { try GangliaView(parsing: text, file: "v.json") }
        #expect(error?.description == message)
    }

    @Test("stands beside reports in a folder of graphs, and YAML takes a report's place")
    func catalogue() throws {
        let directory = try TemporaryDirectory()
        try directory.write(#"{ "view_name": "a", "items": [] }"#, to: "graphs/view_a.json")
        try directory.write(#"{ "title": "JSON", "series": [ { "metric": "load_one" } ] }"#, to: "graphs/test.json")
        try directory.write(#"{ "title": "B", "series": [ { "metric": "load_one" } ] }"#, to: "graphs/b_report.json")
        try directory.write(
            "graph: test\ntitle: YAML\ndescription: A.\nseries: [ { metric: load.one, label: a, color: blue } ]\n",
            to: "graphs/test.yaml")
        let catalogue = GraphCatalogue(folders: [directory.path + "/graphs"])
        #expect(catalogue.problems.isEmpty && catalogue.views.map(\.name) == ["a"])
        #expect(catalogue.definitions.map(\.title) == ["YAML", "B"])
    }
}

@Suite("The check of a folder of definitions")
struct DefinitionCheckTests {
    @Test("finds mistakes, names given twice and metrics that nobody gives, with their places")
    func check() throws {
        let directory = try TemporaryDirectory()
        let good = "title: A\ndescription: A.\nseries:\n  - { metric: load.one, label: a, color: blue }\n"
        try directory.write("graph: good\n" + good, to: "good.yaml")
        try directory.write(#"{ "series": [ { "metric": "load_one" } ] }"#, to: "good.json")
        try directory.write("graph: typo\n" + good.replacing("load.one", with: "load.fivee"), to: "typo.yaml")
        try directory.write("graph: script\n" + good.replacing("load.one", with: "queue.waiting"), to: "script.yaml")
        try directory.write("graph: bad\ncolour: 1\n" + good, to: "bad.yaml")
        try directory.write("nothing", to: "README")
        let check = try DefinitionCheck(folder: directory.path)
        #expect(check.files == 5)
        #expect(
            check.problems.map { "\($0)".replacing(directory.path + "/", with: "") } == [
                #"bad.yaml:2: unknown key "colour""#,
                "good.yaml: expected a name of its own, found that of good.json",
                #"typo.yaml:5: expected a metric that agents give, found "load.fivee" (did you mean load.five?)"#,
            ])
        #expect(try DefinitionCheck(folder: Shipped.folder).problems.isEmpty)
        #expect(throws: GraphDefinitionError.self) { try DefinitionCheck(folder: directory.path + "/none") }
    }
}
