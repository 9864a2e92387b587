import ClusterState
import MetricModel
import Testing

@Suite("Hosts that are gone")
struct ForgetRuleTests {
    @Test("are forgotten after the silence that the first rule for them says, and never while they speak")
    func forgotten() {
        var cluster = Cluster()
        var agents = [
            TestAgent("batch-1", id: 1), TestAgent("batch-keep", id: 2), TestAgent("web1", id: 3),
            TestAgent("batch-2", id: 4),
        ]
        let rules = [
            ForgetRule(pattern: "prod/batch-keep", age: 10 * 86_400), ForgetRule(pattern: "batch-*", age: 3600),
        ]
        for place in agents.indices { cluster.hear(&agents[place], agents[place].hello, .load(1)) }
        cluster.run(for: 60)
        for _ in 0..<61 {
            cluster.wait(59)
            cluster.hear(&agents[3], .load(1))
            cluster.run(for: 1)
        }
        #expect(cluster.state.forgetSilent(by: [], at: cluster.now).isEmpty)
        #expect(cluster.state.forgetSilent(by: rules, at: cluster.now) == [agents[0].key])
        #expect(cluster.state.forgetSilent(by: rules, at: cluster.now).isEmpty)
        #expect(cluster.host(agents[0]) == nil && cluster.host(agents[2]) != nil)
        let members = cluster.state.groups["prod"]?.memberships.keys.sorted()
        #expect(members == [agents[3].key, agents[1].key, agents[2].key].sorted())
        // One that comes back is new.
        let events = cluster.hear(&agents[0], agents[0].hello).events
        #expect(events == [.new(agents[0].key, address: agents[0].peer.address)])
    }
}
