import Archive
import Graphs
import MetricModel
import Testing

@Suite("A graph of several hosts")
struct GraphGroupTests {
    /// Hosts of which the nth has a load of n and so many cores.
    private static func rows(_ count: Int, rows: Int = 2, cores: (Int) -> Double = { _ in 4 }) -> [Row] {
        hosts(count).enumerated().flatMap { index, host in
            gauges(
                .host(host, subject("load"), nil), ["one"],
                [[Double]](repeating: [Double(index + 1)], count: rows))
                + gauges(
                    .host(host, subject("host"), nil), ["cpus"], [[Double]](repeating: [cores(index)], count: rows))
        }
    }

    private static func data(
        _ group: String, _ subject: GraphSubject, _ rows: [Row], options: GraphOptions = GraphOptions()
    ) async throws -> GraphData {
        let definition = try testGraph(
            "series: [ { metric: load.one, label: one, color: blue } ]\ngroup: { host: load.one\(group) }")
        return try await withArchive(rows) { archive in
            try await GraphData.load(
                GraphRequest(
                    definition, of: subject, time: TimeRange(from: midnight, to: midnight + 30), options: options),
                from: archive)
        }
    }

    private static func group(_ count: Int) -> GraphSubject { .group(prod, members: hosts(count) + hosts(count)) }

    @Test("of many are the largest by name and the rest as one, each host once")
    func top() async throws {
        let data = try await Self.data(", top: 2", Self.group(20), Self.rows(20))
        #expect(data.series.map(\.label) == ["web20", "web19", "18 others"])
        #expect(data.series.map(\.draw) == [.stack, .stack, .stack])
        #expect(data.series.map { $0.values[0] } == [20, 19, 171])
        #expect(data.notes == ["the largest 2 of 20 hosts by name"])
        #expect(data.known == 1)
    }

    @Test(
        "whose values cannot be added are the mean or the maximum in the band of most, and the largest by name",
        arguments: [("mean", 10.5), ("max", 20)])
    func spread(aggregate: String, value: Double) async throws {
        let data = try await Self.data(", aggregate: \(aggregate)", Self.group(20), Self.rows(20))
        #expect(
            data.series.map(\.label) == [
                "p10 to p90", aggregate == "max" ? "maximum" : "mean", "web20", "web19", "web18", "web17", "web16",
            ])
        #expect(data.series[0].draw == .band && data.series[0].floor?[0] == 2 && data.series[0].values[0] == 18)
        #expect(data.series[1].values == [value, value])
        #expect(data.series.dropFirst().allSatisfy { $0.draw == .line && $0.floor == nil })
    }

    @Test("can be looked at otherwise than the definition says", arguments: GroupView.allCases)
    func views(view: GroupView) async throws {
        var options = GraphOptions()
        options.view = view
        let totals = gauges(.group(prod, subject("load")), ["one"], [[6, 3, 3], [6, 3, 3]])
        let capacity = ", capacity: { value: 40 + 0 * load.one, label: all }"
        let data = try await Self.data(capacity, Self.group(3), Self.rows(3) + totals, options: options)
        let expected =
            switch view {
            case .totals: ["one", "all"]
            case .hosts: ["web1", "web2", "web3", "all"]
            case .top: ["web1", "web2", "web3", "all"]
            // What all can bear would leave no room for each.
            case .spread: ["p10 to p90", "mean", "web3", "web2", "web1"]
            }
        #expect(data.series.map(\.label) == expected)
    }

    @Test("by core weigh as much as they are large")
    func normalised() async throws {
        var options = GraphOptions()
        options.normalisation = .core
        // Loads of 1 and 2 on 1 and 9 cores; the third's size is not known.
        var rows = Self.rows(3) { $0 == 0 ? 1 : 9 }
        rows.removeAll { $0.series == .host(hosts(3)[2], subject("host"), nil) }
        let few = try await Self.data("", Self.group(3), rows, options: options)
        #expect(few.series.map(\.label) == ["web1", "web2", "all together"])
        #expect(few.series.map(\.draw) == [.line, .line, .line])
        #expect(few.series.map { $0.values[0] } == [1, 2.0 / 9, 0.3])
        #expect(few.title == "Test of prod, per core")

        let many = try await Self.data(
            ", aggregate: mean", Self.group(20), Self.rows(20) { Double($0 + 1) * 2 }, options: options)
        #expect(many.series[1].label == "mean" && many.series[1].values == [0.5, 0.5])

        let totals =
            gauges(.group(prod, subject("load")), ["one"], [[30, 3, 10], [30, 3, 10]])
            + gauges(.group(prod, subject("cpu")), ["cores"], [[60, 9, 10], [60, 9, 10]])
        let total = try await Self.data("", Self.group(20), totals, options: options)
        #expect(total.series.map { $0.values[0] } == [0.5])
    }

    @Test("in percent are no other per core, and say so")
    func percent() async throws {
        var options = GraphOptions()
        options.normalisation = .gib
        let data = try await Self.data(", unit: \"%\"", Self.group(2), Self.rows(2), options: options)
        #expect(data.series.map { $0.values[0] } == [1, 2])
        #expect(data.notes == ["percent cannot be told per GiB of memory"])
    }

    @Test("and of groups are compared on one axis")
    func comparison() async throws {
        let all = hosts(14)
        let other = HostKey(cluster: GroupName(literal: "test"), name: web1.name)
        let rows = Self.rows(14) + gauges(.host(other, subject("load"), nil), ["one"], [[7], [7]])
        let subjects: [GraphSubject] = [
            .host(web1), .group(prod, members: all), .group(GroupName(literal: "half"), members: Array(all.prefix(7))),
            .host(other), .host(web1),
        ]
        let data = try await Self.data(", label: load", .comparison(subjects), rows)
        #expect(data.series.map(\.label) == ["prod/web1", "prod", "half", "test/web1"])
        #expect(data.series.map { $0.values[0] } == [1, 105, 28, 7])
        #expect(Set(data.series.map(\.color)).count == 4)
        #expect(data.title == "Test: load of web1, prod, half and web1")
    }

    @Test(
        "that a pattern chose are combined",
        arguments: [
            ("sum", 55.0), ("mean", 5.5), ("max", 10), ("count", 10), ("p50", 5), ("p90", 9), ("p95", 10),
        ])
    func combined(name: String, value: Double) async throws {
        let combination = try #require(HostCombination(name))
        let selection = HostSelection("web*", hosts: hosts(10), combination: combination)
        let data = try await Self.data("", .hosts(selection), Self.rows(10))
        #expect(data.series.map { $0.values } == [[value, value]])
        #expect(data.title == "Test of web*")
    }

    @Test("that a pattern chose show the metrics that a pattern chose", arguments: [nil, HostCombination.sum])
    func metrics(combination: HostCombination?) async throws {
        let foreign = gauges(
            .host(web1, subject("foreign"), InstanceName(literal: "my_load")), ["value"], [[3], [3]], retention: .detail
        )
        let pattern = try NamePattern(regex: "load(_one)?$")
        let selection = HostSelection("web", hosts: hosts(2), metrics: [pattern], combination: combination)
        let data = try await withArchive(Self.rows(2) + foreign) { archive in
            try await GraphData.load(request(.ofMetrics(), .hosts(selection), rows: 2), from: archive)
        }
        if combination == nil {
            #expect(data.series.map(\.label) == ["web1 my_load", "web1 load.one", "web2 load.one"])
            #expect(data.series.map { $0.values[0] } == [3, 1, 2])
        } else {
            #expect(data.series.map(\.label) == ["my_load", "load.one"])
            #expect(data.series.map { $0.values[0] } == [3, 3])
        }
    }

    @Test("that have no such metric say so")
    func nothing() async throws {
        let selection = HostSelection("web*", hosts: hosts(2), metrics: [try NamePattern(glob: "nothing*")])
        let data = try await withArchive(Self.rows(2)) { archive in
            try await GraphData.load(request(.ofMetrics(), .hosts(selection), rows: 2), from: archive)
        }
        #expect(data.emptiness == "no metric nothing* on 2 hosts of web*")
    }

    @Test("keep the limits that are the same for all, whatever is drawn of the hosts")
    func levels() async throws {
        let data = try await Self.data(
            ", series: [ { metric: load.one, label: one, color: blue }, { limit: 90, label: full } ]", Self.group(2),
            Self.rows(2))
        #expect(data.series.map(\.label) == ["web1", "web2", "full"])
        #expect(data.series[2].values == [90, 90] && data.series[2].stroke == .dotted)
    }

    @Test("that have fallen silent keep their history")
    func silent() async throws {
        let rows = Self.rows(2).filter { $0.end == midnight + 15 || $0.series != .host(web1, subject("load"), nil) }
        let data = try await Self.data("", Self.group(2), rows)
        #expect(data.series.map { told($0.values) } == [["1.0", "nan"], ["2.0", "2.0"]])
    }
}
