import ClusterState
import Foundation
import MetricModel
import Testing

@Suite("A group's percentiles")
struct GroupPercentilesTests {
    /// So many minutes in each of which every host has another load: 1 to 10, and one minute later all 10 more.
    private func run(_ cluster: inout Cluster, _ agents: inout [TestAgent], from first: Int, to last: Int) -> [Effect] {
        (first..<last).flatMap { minute -> [Effect] in
            let passed = cluster.pass(seconds: 60)
            return passed
                + agents.indices.flatMap { place in
                    cluster.hear(&agents[place], .load(Double(place + 1 + minute % 2 * 10)))
                }
        }
    }

    @Test("are of all its hosts' values of the hour and of the day, over a restart too", arguments: [false, true])
    func hourAndDay(isRestarted: Bool) throws {
        var cluster = Cluster(step: 60)
        var agents = (1...10).map { TestAgent("web\($0)", id: UInt64($0), interval: 60) }
        for place in agents.indices { cluster.hear(&agents[place], agents[place].hello) }
        var effects = run(&cluster, &agents, from: 0, to: 30)
        if isRestarted {
            let json = try JSONEncoder().encode(Snapshot(cluster.state))
            var next = Cluster(step: 60)
            next.now = cluster.now
            try JSONDecoder().decode(Snapshot.self, from: json).restore(to: &next.state, at: next.now)
            _ = next.advance()
            cluster = next
        }
        // From eight o'clock to a little after midnight.
        effects += run(&cluster, &agents, from: 30, to: 16 * 60 + 3)
        let hours = effects.rows(of: "prod", "load_hours")
        #expect(hours.count == 16)
        let first = try #require(hours.first)
        #expect((first.start, first.end) == (Cluster.start, Cluster.start + 3600))
        #expect(first.definition.retention == .hours)
        let days = effects.rows(of: "prod", "load_days")
        #expect(days.map(\.end) == [Cluster.start + 16 * 3600])
        for row in hours + days {
            for (place, expected) in [10.0, 19, 20].enumerated() {
                #expect(abs(row.values[place] - expected) < 0.011 * expected, "\(row)")
            }
        }
    }

    @Test("are told of no hour that has not been when the clock goes back", arguments: [3600, 7 * 86_400])
    func clockGoesBack(seconds: Int64) {
        var cluster = Cluster(step: 60)
        var agents = (1...10).map { TestAgent("web\($0)", id: UInt64($0), interval: 60) }
        for place in agents.indices { cluster.hear(&agents[place], agents[place].hello) }
        _ = run(&cluster, &agents, from: 0, to: 90)
        cluster.now.wall = cluster.now.wall + -seconds * 1000
        let back = cluster.now.wall.seconds
        let effects = run(&cluster, &agents, from: 90, to: 170)
        let ends = (effects.rows(of: "prod", "load_hours") + effects.rows(of: "prod", "load_days")).map(\.end)
        #expect(!ends.isEmpty)
        #expect(ends.allSatisfy { back < $0 && $0 <= cluster.now.wall.seconds }, "\(ends), back to \(back)")
    }

    @Test("are none where nobody plans with the values, or nobody is there")
    func none() {
        var cluster = Cluster()
        var agent = TestAgent("web1")
        cluster.hear(&agent, agent.hello)
        cluster.hear(&agent, .load(1))
        let effects = (0..<180).flatMap { _ in cluster.pass(seconds: 60) }
        let rows = effects.rows(of: "prod", "load_hours")
        #expect(rows.count == 1)
        #expect(effects.rows(of: "prod", "link_hours").isEmpty)
    }
}

extension Cluster {
    /// Lets time pass at once.
    fileprivate mutating func pass(seconds: Int) -> [Effect] {
        wait(seconds)
        return advance()
    }
}
