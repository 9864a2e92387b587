import ClusterState
import Foundation
import MetricModel
import Testing
import Wire

@Suite("A group's rows")
struct GroupTotalsTests {
    /// Lets every agent send what it has, then a step pass.
    private func step(
        _ cluster: inout Cluster, _ agents: inout [TestAgent], _ records: (Int) -> [Frame.Record]
    ) -> [Effect] {
        var effects: [Effect] = []
        for place in agents.indices {
            let frame = agents[place].frame([agents[place].hello] + records(place), at: cluster.now.wall)
            effects += cluster.hear(frame, from: agents[place].peer)
        }
        return effects + cluster.run(for: 15)
    }

    @Test("come once per step, one step later")
    func oneStepLater() {
        var cluster = Cluster()
        var agent = TestAgent("web1")
        var ends: [Int64: [Int64]] = [:]
        cluster.hear(&agent, agent.hello)
        for _ in 0..<90 {
            let rows = cluster.run(for: 1).rows(of: "prod", "load")
            if !rows.isEmpty { ends[cluster.second] = rows.map { $0.end - Cluster.start } }
            if cluster.second % 15 == 0 { cluster.hear(&agent, .load(1)) }
        }
        #expect(ends == [30: [15], 45: [30], 60: [45], 75: [60], 90: [75]])
    }

    @Test("wait for frames that are sent late in the interval")
    func delayedFrames() {
        var cluster = Cluster()
        var agent = TestAgent("web1")
        cluster.hear(&agent, agent.hello)
        cluster.run(for: 27)
        cluster.hear(&agent, .load(3), delay: 12_000)
        #expect(cluster.run(for: 3).rows(of: "prod", "load").map { $0.end - Cluster.start } == [15])
    }

    @Test(
        "are of all hosts or none around a restart: a part of them would be a dip",
        arguments: [0, 1, 7, 8, 14], [0, 3, 40])
    func restart(second: Int, down: Int) throws {
        var cluster = Cluster()
        var agents = [TestAgent("web1"), TestAgent("web2", id: 2)]
        for place in agents.indices { cluster.hear(&agents[place], agents[place].hello) }
        /// One speaks at the second and the other at the twelfth second of each step.
        func run(_ seconds: Int, isHeard: Bool = true) -> [Effect] {
            (0..<seconds).flatMap { _ in
                cluster.wait(1)
                let place = [2: 0, 12: 1][cluster.second % 15]
                guard isHeard else { return [Effect]() }
                let heard = place.map { cluster.hear(&agents[$0], .load(1)) } ?? []
                return heard + cluster.advance()
            }
        }
        var effects = run(150 + second)
        let json = try JSONEncoder().encode(Snapshot(cluster.state))
        _ = run(down, isHeard: false)
        var next = Cluster()
        next.now = cluster.now
        try JSONDecoder().decode(Snapshot.self, from: json).restore(to: &next.state, at: next.now)
        cluster = next
        effects += run(150)
        let rows = effects.rows(of: "prod", "load").drop { $0.total("one")?.number != 2 }
        #expect(rows.allSatisfy { $0.total("one")?.number == 2 })
        let gaps = zip(rows, rows.dropFirst()).map { $1.end - $0.end }
        #expect(rows.count > 14 && (gaps.max() ?? 0) <= 60 + Int64(down), "\(gaps)")
    }

    @Test("hold exactly the sum, the maximum and the number of the members' values")
    func totals() throws {
        var cluster = Cluster()
        var agents = (1...5).map { TestAgent("web\($0)", id: UInt64($0)) }
        let loads = [0.1, 0.7, 1.0 / 3, 12.34567, 2.9]
        let rows = step(&cluster, &agents) { [.row(.load, [loads[$0], $0 == 2 ? .nan : 1, .nan])] }
            .rows(of: "prod", "load")
        let row = try #require(rows.first)
        #expect(rows.count == 1)
        #expect(row.end == Cluster.start)
        #expect(row.start == Cluster.start - 15)
        #expect(row.total("one") == Total(sum: loads.reduce(0, +), maximum: 12.34567, number: 5))
        #expect(row.total("five") == Total(sum: 4, maximum: 1, number: 4))
        #expect(row.total("fifteen")?.sum.isNaN == true, "unknown is never zero")
        #expect(row.total("fifteen")?.number == 0)
        #expect(row.definition.retention == .planning)
        #expect(row.values.count == 3 * row.definition.fields.count)
    }

    @Test("keep CPU time in cores, beside their number, of the hosts whose cores are known")
    func cpuInCores() throws {
        var cluster = Cluster()
        var agents = (1...3).map { TestAgent("web\($0)", id: UInt64($0)) }
        let cores = [2.0, 64]
        let rows = step(&cluster, &agents) { place in
            (place < 2 ? [.cores(cores[place])] : []) + [.cpu(user: place == 0 ? 100 : 25)]
        }.rows(of: "prod", "cpu")
        let row = try #require(rows.first)
        #expect(row.total("user") == Total(sum: 2 + 16, maximum: 16, number: 2))
        #expect(row.total("idle") == Total(sum: 48, maximum: 48, number: 2))
        #expect(row.total("cores") == Total(sum: 66, maximum: 64, number: 2))
        #expect(row.definition.fields.allSatisfy { $0.unit == .cores })
    }

    @Test("never sum words")
    func noWords() throws {
        var cluster = Cluster()
        var agents = [TestAgent("web1")]
        let row = try #require(step(&cluster, &agents) { _ in [.cores(4)] }.rows(of: "prod", "host").first)
        #expect(row.definition.fields.map(\.name.text) == ["cpus", "cpu_speed", "boot_time", "uptime"])
        #expect(row.total("cpus") == Total(sum: 4, maximum: 4, number: 1))
    }

    @Test("are of whole subjects, not of instances, nor of the datagrams")
    func wholeSubjects() {
        var cluster = Cluster()
        var agents = [TestAgent("web1")]
        let core = Frame.Record.row(.core, [1, 0, 0, 99, 0, 0, 0, 0, 0], instance: "0")
        let rows = step(&cluster, &agents) { _ in [core, .load(1)] }.rows
        let groups = rows.filter { if case .group = $0.series { true } else { false } }
        #expect(groups.map(\.series.subject.text) == ["load"])
    }

    @Test("take the mean of a host that sends every second")
    func everySecond() {
        var cluster = Cluster()
        var agent = TestAgent("web1", interval: 1)
        cluster.hear(&agent, agent.hello)
        var effects: [Effect] = []
        for second in 1...45 {
            effects += cluster.run(for: 1)
            if second <= 15 { cluster.hear(&agent, .load(Double(second))) }
        }
        #expect(
            effects.rows(of: "prod", "load").map { $0.total("one") } == [Total(sum: 8, maximum: 8, number: 1)])
    }

    @Test("take a host that sends every minute in every step, until it is overdue by half")
    func everyMinute() {
        var cluster = Cluster()
        var agent = TestAgent("web1", interval: 60)
        cluster.hear(&agent, agent.hello)
        var effects = cluster.run(for: 60)
        cluster.hear(&agent, .load(6))
        effects += cluster.run(for: 60)
        cluster.hear(&agent, .load(9))
        effects += cluster.run(for: 180)
        let rows = effects.rows(of: "prod", "load")
        #expect(rows.map { $0.end - Cluster.start } == Array(stride(from: Int64(60), through: 210, by: 15)))
        #expect(rows.map { $0.total("one")?.sum } == [6, 6, 6, 6, 9, 9, 9, 9, 9, 9, 9])
    }

    @Test("know nothing of a host that is down")
    func down() {
        var cluster = Cluster()
        var agents = [TestAgent("web1", id: 1), TestAgent("web2", id: 2)]
        var effects = step(&cluster, &agents) { _ in [.load(1)] }
        var alive = [agents[0]]
        for _ in 0..<6 { effects += step(&cluster, &alive) { _ in [.load(1)] } }
        #expect(cluster.host(agents[1])?.state == .down)
        #expect(effects.rows(of: "prod", "load").map { $0.total("one")?.number } == [2, 1, 1, 1, 1, 1, 1])
        agents[0] = alive[0]
        effects = step(&cluster, &agents) { _ in [.load(1)] }
        #expect(effects.rows(of: "prod", "load").map { $0.total("one")?.number } == [2])
    }

    @Test("count a host once in each of its three groups, however often it is put there")
    func threeGroups() {
        let rules = [
            GroupRule(name: "web", hosts: ["web*", "*1"]), GroupRule(name: "web", clusters: ["prod"]),
            GroupRule(name: "paris", tags: ["site": "paris"]),
        ]
        var cluster = Cluster(groups: rules)
        var agents = [TestAgent("web1", groups: ["web", "web", "prod"], tags: ["site": "paris"])]
        let effects = step(&cluster, &agents) { _ in [.load(2)] }
        for rows in [
            effects.rows(of: "prod", "load"), effects.rows(of: "web", "load"), effects.rows(of: "paris", "load"),
        ] {
            #expect(rows.map { $0.total("one") } == [Total(sum: 2, maximum: 2, number: 1)])
        }
        #expect(cluster.state.groups(of: agents[0].key) == ["paris", "prod", "web"])
    }

    @Test("are kept as long as the members' own, the longest of them")
    func retention() throws {
        let brief = Definition(
            subject: Definition.queue.subject, retention: .brief, title: "Print queue", fields: Definition.queue.fields)
        var cluster = Cluster(definitions: [.queue, brief])
        var agents = [TestAgent("web1", id: 1), TestAgent("web2", id: 2)]
        let effects = step(&cluster, &agents) { [.row($0 == 0 ? brief : .queue, [3, 1])] }
        #expect(effects.rows(of: "prod", "queue").first?.definition.retention == .detail)
    }

    @Test("of two versions' members have the fields of both")
    func twoVersions() throws {
        let newer = Definition(
            subject: Definition.load.subject, retention: .planning, title: "Load average",
            fields: [
                Field("hour", .none, .gauge, in: 0...1e6, title: "60 min", summary: "Of an hour."),
                Field("one", .none, .gauge, in: 0...1e6, title: "1 min", summary: "Of a minute."),
            ])
        var cluster = Cluster(definitions: [.load, newer])
        var agents = [TestAgent("web1", id: 1), TestAgent("web2", id: 2)]
        let effects = step(&cluster, &agents) { place in
            [place == 0 ? .load(1) : .row(newer, [5, 2])]
        }
        let row = try #require(effects.rows(of: "prod", "load").first)
        #expect(row.definition.fields.map(\.name.text) == ["one", "five", "fifteen", "hour"])
        #expect(row.total("one") == Total(sum: 3, maximum: 2, number: 2))
        #expect(row.total("hour") == Total(sum: 5, maximum: 5, number: 1))
    }

    @Test("do not mix the columns of two versions when an agent is replaced within a step")
    func upgradedAgent() {
        let newer = Definition(
            subject: Definition.load.subject, retention: .planning, title: "Load average",
            fields: Definition.load.fields.reversed())
        var cluster = Cluster(definitions: [.load, newer])
        var agent = TestAgent("web1", interval: 1)
        cluster.hear(&agent, agent.hello)
        for second in 1...15 {
            cluster.run(for: 1)
            cluster.hear(&agent, second <= 5 ? .load(1, 5, 15) : .row(newer, [15, 5, 1]))
        }
        let rows = cluster.run(for: 15).rows(of: "prod", "load")
        #expect(rows.map { $0.total("one")?.sum } == [1])
        #expect(rows.map { $0.total("fifteen")?.sum } == [15])
    }

    @Test("are not disturbed by an instance whose columns change")
    func changedInstance() {
        let newer = Definition(
            subject: Definition.core.subject, hasInstances: true, retention: .brief, title: "Newer",
            fields: Definition.core.fields)
        var cluster = Cluster(definitions: [.cpu, .core, .host, newer])
        var agent = TestAgent("web1", interval: 1)
        cluster.hear(&agent, agent.hello, .cores(100))
        for second in 1...15 {
            cluster.run(for: 1)
            let core = Frame.Record.row(second < 8 ? .core : newer, [1, 0, 0, 99, 0, 0, 0, 0, 0], instance: "0")
            cluster.hear(&agent, .cpu(user: Double(second)), core)
        }
        #expect(cluster.run(for: 15).rows(of: "prod", "cpu").map { $0.total("user")?.sum } == [8])
    }

    @Test(
        "have a gap where the clock was set forward, and begin anew where it was set back",
        arguments: [-7200, 7200] as [Int64])
    func clockSet(seconds: Int64) {
        var cluster = Cluster()
        var agents = [TestAgent("web1")]
        _ = step(&cluster, &agents) { _ in [.load(1)] }
        cluster.now.wall = cluster.now.wall + seconds * 1000
        let ends = (0..<3).flatMap { _ in step(&cluster, &agents) { _ in [.load(1)] } }.rows(of: "prod", "load").map(
            \.end)
        #expect(Set(ends).count == ends.count)
        #expect(ends.count <= 3)
        #expect(ends.allSatisfy { abs($0 - cluster.now.wall.seconds) < 7200 })
    }
}
