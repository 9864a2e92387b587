import ClusterState
import MetricModel
import Testing
import Wire

@Suite("A row of a frame")
struct RowTests {
    @Test(
        "keeps what can be true; what cannot becomes unknown and is counted",
        arguments: [
            ([1, 2, 3], [1, 2, 3], 0), ([0, 1e6, 1], [0, 1e6, 1], 0), ([-0.001, 2, 3], [.nan, 2, 3], 1),
            ([1, 1e300, -1e300], [1, .nan, .nan], 2), ([.nan, 2, 3], [.nan, 2, 3], 0),
            ([.infinity, 2, -.infinity], [.nan, 2, .nan], 2), ([.nan, .nan, .nan], [.nan, .nan, .nan], 0),
        ] as [([Double], [Double], UInt64)])
    func range(sent: [Double], kept: [Double], rejected: UInt64) throws {
        var cluster = Cluster()
        var agent = TestAgent("web1")
        let row = try #require(
            cluster.hear(&agent, agent.hello, .row(.load, sent)).rows(of: agent.key, "load").first)
        #expect(
            row
                == Row(
                    series: row.series, definition: .load, start: Cluster.start - 15, end: Cluster.start, values: kept))
        #expect(cluster.host(agent)?.counters.rejected == rejected)
    }

    @Test(
        "is refused if it does not fit its definition",
        arguments: [
            .row(.load, [1, 2]), .row(.load, [1, 2, 3, 4]), .row(.load, []), .row(.load, [1, 2, 3], instance: "eth0"),
            .row(.core, [1, 0, 0, 99, 0, 0, 0, 0, 0]),
        ] as [Frame.Record])
    func shape(record: Frame.Record) {
        var cluster = Cluster()
        var agent = TestAgent("web1")
        let effects = cluster.hear(&agent, agent.hello, record)
        #expect(effects.rows.allSatisfy { $0.series.subject == Definition.link.subject })
        #expect(cluster.host(agent)?.counters.rejected == 1)
    }

    @Test(
        "may have any finite value where the definition has no bounds",
        arguments: [-1e308, 0, 1e308, .infinity, -.infinity])
    func unbounded(value: Double) {
        var cluster = Cluster(definitions: [GangliaSenders.foreign])
        var agent = TestAgent("web1")
        let effects = cluster.hear(&agent, agent.hello, .row(GangliaSenders.foreign, [value, .nan], instance: "x"))
        #expect(effects.rows(of: agent.key, "foreign", "x").map { $0.value("value") } == [value.isFinite ? value : nil])
        #expect(cluster.host(agent)?.counters.rejected == (value.isFinite ? 0 : 1))
    }

    @Test("of an instance is a series of its own")
    func instance() {
        var cluster = Cluster()
        var agent = TestAgent("web1")
        let record = Frame.Record.row(.core, [7, 0, 0, 93, 0, 0, 0, 0, 0], instance: "0")
        let effects = cluster.hear(&agent, agent.hello, .cpu(user: 50), record)
        #expect(effects.rows(of: agent.key, "cpu").map { $0.value("user") } == [50])
        #expect(effects.rows(of: agent.key, "cpu", "0").map { $0.value("user") } == [7])
    }

    @Test("holds words only where words belong, and numbers only where numbers do")
    func texts() throws {
        var cluster = Cluster()
        var agent = TestAgent("web1")
        var sample = Sample(numbers: [1, .nan, .nan, .nan, .nan, 2400, 0, 0], texts: [1: "6.1.0", 4: "many"])
        cluster.hear(&agent, agent.hello, .values(EncodedDefinition(.host).id, [sample]))
        #expect(cluster.host(agent)?.text("host", "os_release") == "6.1.0")
        #expect(cluster.host(agent)?.text("host", "cpus") == nil)
        #expect(cluster.host(agent)?.number("host", "os_name") == nil)
        #expect(cluster.host(agent)?.cores == nil)
        #expect(cluster.host(agent)?.counters.rejected == 2)
        sample = Sample(numbers: sample.numbers.map { _ in .nan }, texts: [:])
        cluster.wait(60)
        cluster.hear(&agent, .values(EncodedDefinition(.host).id, [sample]))
        #expect(cluster.host(agent)?.text("host", "os_release") == nil)
    }

    @Test("is about the time since the one before it, never about the same time twice")
    func starts() {
        var cluster = Cluster()
        var agent = TestAgent("web1")
        var rows = cluster.hear(&agent, agent.hello, .load(1)).rows
        for seconds in [15, 14, 31] {
            cluster.wait(seconds)
            rows += cluster.hear(&agent, .load(1)).rows
        }
        let loads = rows.filter { $0.definition == .load }
        #expect(loads.map { $0.end - Cluster.start } == [0, 15, 29, 60])
        #expect(loads.map { $0.end - $0.start } == [15, 15, 14, 15])
    }

    @Test("of a subject slower than the host is about the subject's own pace")
    func pace() {
        var cluster = Cluster()
        var agent = TestAgent("web1", interval: 10)
        let usage = Frame.Record.row(.filesystems, [100, 40, 60, 40, .nan, .nan])
        let rows = cluster.hear(&agent, agent.hello, usage, .load(1)).rows
        #expect(rows.filter { $0.definition == .filesystems }.map { $0.end - $0.start } == [15])
        #expect(rows.filter { $0.definition == .load }.map { $0.end - $0.start } == [10])
    }

    @Test("beyond the limit of series is refused, and that is reported once")
    func seriesLimit() {
        var cluster = Cluster { $0.seriesLimit = 3 }
        var agent = TestAgent("web1")
        let names: [StaticString] = ["0", "1", "2", "3", "4"]
        var events: [Event] = []
        for round in 0..<2 {
            let cores = names.map { Frame.Record.row(.core, [1, 0, 0, 99, 0, 0, 0, 0, 0], instance: $0) }
            let frame = agent.frame([agent.hello] + cores, at: cluster.now.wall)
            let effects = cluster.hear(frame, from: agent.peer)
            #expect(effects.rows.filter { $0.definition == .core }.count == 3, "round \(round)")
            #expect(effects.rows(of: agent.key, "link").count == 1)
            events += effects.events
            cluster.wait(15)
        }
        #expect(events == [.new(agent.key, address: "10.0.0.1"), .tooManySeries(agent.key, limit: 3)])
        #expect(cluster.host(agent)?.counters.rejected == 4)
        let source = cluster.state.sources.byAddress["10.0.0.1"]
        #expect(source?.refusedNames == ["prod/web1/cpu@3": 2, "prod/web1/cpu@4": 2])
        #expect(source?.refused == 0)
    }

    @Test("of what is gone makes room after an hour")
    func forgotten() {
        var cluster = Cluster { $0.seriesLimit = 3 }
        var agent = TestAgent("web1", interval: 60)
        func core(_ name: StaticString) -> Frame.Record {
            .row(.core, [1, 0, 0, 99, 0, 0, 0, 0, 0], instance: name)
        }
        cluster.hear(&agent, agent.hello, core("a"), core("b"))
        for _ in 0..<121 {
            cluster.run(for: 60)
            cluster.hear(&agent, core("b"))
        }
        #expect(cluster.host(agent)?.latest.count == 2, "b and the link")
        #expect(cluster.hear(&agent, core("c")).rows(of: agent.key, "cpu", "c").count == 1)
    }

    @Test("counts as values what is known, words included")
    func metricCount() {
        var cluster = Cluster()
        var agent = TestAgent("web1")
        cluster.hear(&agent, agent.hello, .cores(4), .row(.load, [1, .nan, 3]))
        #expect(cluster.host(agent)?.metricCount == 8 + 2 + 5)
    }
}
