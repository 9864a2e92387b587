import ClusterState
import MetricModel
import Testing
import Wire

@Suite("A memory of hosts")
struct SnapshotHostsTests {
    private let www1 = HostKey(cluster: "prod", name: "www1")

    /// What an aggregator remembers after a change that was made while it was stopped.
    private func remembered(_ cluster: Cluster, _ change: (inout Snapshot) -> Void) -> ClusterState {
        var snapshot = Snapshot(cluster.state)
        change(&snapshot)
        var next = Cluster()
        next.now = cluster.now
        snapshot.restore(to: &next.state, at: next.now)
        return next.state
    }

    @Test("knows a host by its new name, in the groups of the past too")
    func renamed() throws {
        var cluster = Cluster()
        var agent = TestAgent("web1", groups: ["web"])
        cluster.hear(&agent, agent.hello)
        let since = cluster.now.wall
        cluster.wait(50)
        let state = remembered(cluster) { $0.rename(agent.key, to: www1) }
        #expect(state.hosts.keys.sorted() == [www1])
        #expect(state.hosts[www1]?.announcement.name == www1.name)
        for group in ["prod", "web"] as [GroupName] {
            #expect(state.groups[group]?.members == [www1])
            #expect(state.groups[group]?.memberships[www1]?.map(\.since) == [since])
        }
    }

    @Test("leaves the old cluster's group with its past when the host moves to another")
    func moved() throws {
        var cluster = Cluster()
        var agent = TestAgent("web1")
        cluster.hear(&agent, agent.hello)
        cluster.wait(50)
        let key = HostKey(cluster: "lab", name: "web1")
        let state = remembered(cluster) { $0.rename(agent.key, to: key) }
        #expect(state.groups["lab"]?.members == [key])
        #expect(state.groups["prod"]?.members.isEmpty == true)
        #expect(state.groups["prod"]?.memberships[key]?.count == 1)
    }

    @Test("makes one of two, where the agent has used the new name already")
    func joined() throws {
        var cluster = Cluster()
        var old = TestAgent("web1", id: 1, groups: ["web"])
        cluster.hear(&old, old.hello)
        let since = cluster.now.wall
        cluster.wait(100)
        var new = old.restarted(start: 2, name: "www1")
        cluster.hear(&new, new.hello)
        #expect(cluster.state.hosts[old.key]?.renamedTo == www1)
        let state = remembered(cluster) { $0.rename(old.key, to: www1) }
        #expect(state.hosts.keys.sorted() == [www1] && state.hosts[www1]?.renamedTo == nil)
        #expect(state.groups["prod"]?.memberships[www1]?.map(\.since) == [since], "the two stretches touch")
        #expect(state.groups["prod"]?.memberships[www1]?.last?.until == nil)
    }

    @Test("forgets hosts that were removed, and groups that nobody else was in")
    func removed() throws {
        var cluster = Cluster()
        var agent = TestAgent("web1", id: 1, groups: ["web"])
        var other = TestAgent("db1", id: 2)
        cluster.hear(&agent, agent.hello)
        cluster.hear(&other, other.hello)
        let state = remembered(cluster) { $0.remove([agent.key]) }
        #expect(state.hosts.keys.sorted() == [other.key])
        #expect(state.groups.keys.sorted() == ["prod"] && state.groups["prod"]?.members == [other.key])
        #expect(state.groups["prod"]?.memberships[agent.key] == nil)
    }
}
