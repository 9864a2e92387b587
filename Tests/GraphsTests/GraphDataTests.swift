import Archive
import Foundation
import Graphs
import MetricModel
import Testing

@Suite("A graph's numbers")
struct GraphDataTests {
    static let load = """
        series:
          - { metric: load.one, label: one, draw: area, color: blue }
          - { value: load.one * 2, label: double, color: orange }
        """

    @Test("of a host are its values and what is computed of them, with gaps where nothing is known")
    func host() async throws {
        let definition = try testGraph(Self.load)
        let series = Series.host(web1, subject("load"), nil)
        let data = try await withArchive(gauges(series, ["one"], [[1], [.nan], [3], [4]])) {
            try await GraphData.load(request(definition, rows: 4), from: $0)
        }
        #expect(data.title == "Test on web1")
        #expect(data.start == midnight && data.end == midnight + 60 && data.step == 15)
        #expect(data.series.map(\.label) == ["one", "double"])
        #expect(data.series.map(\.metric) == ["load.one", "load.one * 2"])
        #expect(data.series.map { told($0.values) } == [["1.0", "nan", "3.0", "4.0"], ["2.0", "nan", "6.0", "8.0"]])
        #expect(data.series.map(\.color) == [GraphColor.blue.shade, GraphColor.orange.shade])
        #expect(data.known == 0.75)
        #expect(data.emptiness == nil)
        #expect(data.caption == "15 s means · 75 % known · 2023-11-15 00:00–00:01 UTC")
    }

    @Test("do not count the row that is still being made as unknown")
    func unfinished() async throws {
        let definition = try testGraph(Self.load)
        let series = Series.host(web1, subject("load"), nil)
        let data = try await withArchive(gauges(series, ["one"], [[1], [2]])) {
            try await GraphData.load(
                GraphRequest(definition, of: .host(web1), time: TimeRange(from: midnight, to: midnight + 40)), from: $0)
        }
        #expect(data.end == midnight + 30 && data.known == 1)
    }

    @Test("leave out what does not exist, and say so")
    func missing() async throws {
        let definition = try testGraph(
            Self.load + "\n  - { metric: load.ten, label: ten, color: green }\n"
                + "  - { value: load.one + swap.used, label: odd, color: grey }\n")
        let series = Series.host(web1, subject("load"), nil)
        let data = try await withArchive(gauges(series, ["one"], [[1]])) {
            try await GraphData.load(request(definition, rows: 1), from: $0)
        }
        #expect(data.series.map(\.label) == ["one", "double"])
        #expect(data.notes == ["web1 has no history of load.ten", "web1 has no history of swap"])
    }

    @Test("of a host without history are none, with the reason", arguments: [Self.load, load + "\n" + limit])
    func empty(body: String) async throws {
        let definition = try testGraph(body)
        let data = try await withArchive([]) { try await GraphData.load(request(definition, rows: 4), from: $0) }
        #expect(data.emptiness == "no data for Test on web1 in this range")
        #expect(data.known == 0)
    }

    @Test(
        "of a young host over a long range are none, with the advice to look closer",
        arguments: [(800, "1-hour"), (640, "1-day")])
    func young(width: Int, rows: String) async throws {
        let definition = try testGraph(Self.load)
        let year = 365 * 86_400
        // Twelve minutes since midnight and twelve since eight, which are less than half of any row that a year is drawn of.
        let eight = midnight + 8 * 3600
        let now = eight + 48 * 15
        func history(from start: Int) -> [Row] {
            gauges(.host(web1, subject("load"), nil), ["one"], (0..<48).map { _ in [1] }, from: start)
                + gauges(.group(prod, subject("load")), ["one"], (0..<48).map { _ in [1, 1, 1] }, from: start)
        }
        let told = try await withArchive(history(from: eight), after: history(from: midnight)) { archive in
            var told: [String?] = []
            for (subject, to) in [
                (GraphSubject.host(web1), now), (.group(prod, members: [web1]), now),
                (.group(prod, members: hosts(13)), now), (.host(web1), midnight - 86_400),
            ] {
                let request = GraphRequest(
                    definition, of: subject, time: TimeRange(from: to - year, to: to),
                    size: GraphSize(width: width, height: 300))
                told.append(try await GraphData.load(request, from: archive).emptiness)
            }
            return told
        }
        #expect(
            told == [
                "no \(rows) rows of Test on web1 yet: choose a shorter range",
                "no \(rows) rows of Test of prod yet: choose a shorter range",
                "no \(rows) rows of Test of prod yet: choose a shorter range",
                "no data for Test on web1 in this range",
            ])
    }

    static let limit = "  - { value: \"80\", label: limit, color: grey }"

    @Test("of a young file over many years are no more than a picture can show")
    func manyYears() async throws {
        let definition = try testGraph(Self.load)
        let rows = gauges(.host(web1, subject("load"), nil), ["one"], (0..<48).map { _ in [1] })
        let time = TimeRange(from: midnight - 40 * 365 * 86_400, to: midnight + 720)
        let size = GraphSize(width: 400, height: 200)
        let data = try await withArchive(rows) { archive in
            try await GraphData.load(
                GraphRequest(definition, of: .host(web1), time: time, size: size), from: archive)
        }
        #expect(data.rows <= 16 * 400)
        #expect(data.step.isMultiple(of: 15))
    }

    @Test("of files of different steps share the coarsest, and keep their means")
    func alignment() async throws {
        let definition = try testGraph(
            """
            series:
              - { metric: load.one, label: one, color: blue }
              - { metric: host.cpus, label: cores, color: black }
            """)
        // A range that only the averages of 5 minutes of a file kept briefly reach back to.
        let load = gauges(.host(web1, subject("load"), nil), ["one"], (0..<1200).map { [Double($0 % 20)] })
        let cores = gauges(
            .host(web1, subject("host"), nil), ["cpus"], [[Double]](repeating: [8], count: 1200), retention: .brief)
        let data = try await withArchive(load + cores) {
            try await GraphData.load(request(definition, rows: 1200), from: $0)
        }
        #expect(data.step == 300)
        #expect(data.rows == 60)
        #expect(data.series[0].values == [Double](repeating: 9.5, count: 60))
        #expect(data.series[1].values == [Double](repeating: 8, count: 60))
    }

    static let grouped = """
        series:
          - { metric: load.one, label: one, color: blue }
        group:
          unit: tasks
          host: load.one * 10
          label: load
          capacity: { metric: cpu.cores, label: cores }
        """

    @Test("of a group of few are one layer for each host, and the group's capacity")
    func fewHosts() async throws {
        let definition = try testGraph(Self.grouped)
        let members = hosts(3)
        var rows = gauges(.group(prod, subject("cpu")), ["cores"], [[12, 4, 3], [12, 4, 3]])
        for (index, host) in members.enumerated() {
            rows += gauges(.host(host, subject("load"), nil), ["one"], [[Double(index)], [Double(index) + 0.5]])
        }
        let data = try await withArchive(rows) {
            try await GraphData.load(request(definition, .group(prod, members: members + members), rows: 2), from: $0)
        }
        #expect(data.title == "Test of prod: load by host")
        #expect(data.unit.symbol == "tasks")
        #expect(data.series.map(\.label) == ["web1", "web2", "web3", "cores"])
        #expect(data.series.map(\.draw) == [.stack, .stack, .stack, .line])
        #expect(data.series.map(\.values) == [[0, 5], [10, 15], [20, 25], [12, 12]])
        #expect(Set(data.series.map(\.color)).count == 4)
    }

    @Test(
        "of a group of many are its totals",
        arguments: [
            ("sum", "sum of 13 hosts", [20.0, 26]), ("max", "maximum over 13 hosts", [7, 9]),
            ("mean", "mean of 13 hosts", [2, 2]),
        ])
    func manyHosts(aggregate: String, note: String, expected: [Double]) async throws {
        let definition = try testGraph(Self.grouped + "\n  aggregate: \(aggregate)\n  many: totals")
        let totals = gauges(.group(prod, subject("load")), ["one"], [[20, 7, 10], [26, 9, 13]])
        let data = try await withArchive(totals) {
            try await GraphData.load(request(definition, .group(prod, members: hosts(13)), rows: 2), from: $0)
        }
        #expect(data.title == "Test of prod")
        #expect(data.series.map(\.label) == ["one"])
        #expect(data.series.map(\.values) == [expected])
        #expect(data.notes == [note, "prod has no history of cpu"])
    }

    @Test("of a group of one, drawn by its totals, count one host")
    func oneHost() async throws {
        let definition = try testGraph(
            """
            series: [ { metric: load.one, label: one, color: blue } ]
            group: { aggregate: max, series: [ { metric: load.one, label: one, color: blue } ] }
            """)
        let totals = gauges(.group(prod, subject("load")), ["one"], [[20, 7, 10]])
        let data = try await withArchive(totals) {
            try await GraphData.load(request(definition, .group(prod, members: [web1]), rows: 1), from: $0)
        }
        #expect(data.notes == ["maximum over 1 host"])
    }

    @Test("of hosts that share a name are told apart by cluster, and those that cannot be added are lines")
    func homonyms() async throws {
        let definition = try testGraph(Self.grouped + "\n  aggregate: max")
        let other = HostKey(cluster: GroupName(literal: "test"), name: web1.name)
        let rows = [web1, other].flatMap { gauges(.host($0, subject("load"), nil), ["one"], [[1]]) }
        let data = try await withArchive(rows) {
            try await GraphData.load(request(definition, .group(prod, members: [other, web1]), rows: 1), from: $0)
        }
        #expect(data.series.map(\.label) == ["prod/web1", "test/web1"])
        #expect(data.series.map(\.draw) == [.line, .line])
    }

    @Test("of instances are one line each in natural order, of many only the busiest", arguments: [3, 40])
    func instances(count: Int) async throws {
        let definition = try testGraph(
            """
            series:
              - { value: 100 - cpu@*.idle, label: "core {instance}", instances: all }
            """)
        let rows = (0..<count).flatMap { core in
            gauges(
                .host(web1, subject("cpu"), InstanceName("\(core)")), ["idle"], [[100 - Double(core)]],
                retention: .brief)
        }
        let data = try await withArchive(rows) { try await GraphData.load(request(definition, rows: 1), from: $0) }
        let drawn = count == 3 ? Array(0..<3) : Array(28..<40)
        #expect(data.series.map(\.label) == drawn.map { "core \($0)" })
        #expect(data.series.map(\.values) == drawn.map { [Double($0)] })
        #expect(data.series.map(\.metric) == drawn.map { "100 - cpu@\($0).idle" })
        #expect(Set(data.series.map(\.color)).count == drawn.count)
        #expect(data.notes == (count == 3 ? [] : ["the busiest 12 of 40"]))
        #expect(data.emptiness == nil)
    }

    @Test("one broken file leaves the others")
    func broken() async throws {
        let definition = try testGraph(Self.grouped)
        let directory = try TemporaryDirectory()
        let archive = try Archive(directory: directory.path, step: 15, minimumFree: 0)
        archive.store(hosts(2).flatMap { gauges(.host($0, subject("load"), nil), ["one"], [[1]]) })
        await archive.close()
        let path = archive.layout.path(of: .host(web1, subject("load"), nil))
        try Data("nonsense".utf8).write(to: URL(fileURLWithPath: path))
        let reader = try ArchiveReader(directory: directory.path)
        let data = try await GraphData.load(
            request(definition, .group(prod, members: hosts(2)), rows: 1), from: reader)
        #expect(data.series.map(\.label) == ["web2"])
        #expect(data.notes.first?.hasPrefix(path) == true)
    }

    @Test("that are fine for a picture's width are asked for no finer")
    func resolution() async throws {
        let definition = try testGraph(Self.load)
        let rows = gauges(.host(web1, subject("load"), nil), ["one"], (0..<1920).map { _ in [1] })
        let steps = try await withArchive(Array(rows[960...]), after: Array(rows[..<960])) { archive in
            [
                try await GraphData.load(
                    request(definition, rows: 960, size: GraphSize(width: 800, height: 300)), from: archive),
                try await GraphData.load(
                    request(definition, rows: 960, size: GraphSize(width: 240, height: 100)), from: archive),
            ].map(\.step)
        }
        #expect(steps == [15, 60])
    }
}
