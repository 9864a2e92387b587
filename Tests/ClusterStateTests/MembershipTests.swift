import ClusterState
import MetricModel
import Testing
import Wire

@Suite("Membership of a group")
struct MembershipTests {
    @Test("follows the rules when they are replaced, and remembers the dates")
    func rulesReplaced() throws {
        var cluster = Cluster(groups: [GroupRule(name: "front", hosts: ["web*"])])
        var agent = TestAgent("web1")
        cluster.hear(&agent, agent.hello)
        let joined = cluster.now.wall
        #expect(cluster.state.groups["front"]?.members == [agent.key])

        cluster.wait(100)
        let left = cluster.now.wall
        cluster.state.setGroups([GroupRule(name: "back", hosts: ["web*"])], at: cluster.now)
        #expect(cluster.state.groups(of: agent.key) == ["back", "prod"])
        let front = try #require(cluster.state.groups["front"])
        #expect(front.members == [])
        #expect(front.memberships[agent.key]?.map(\.since) == [joined])
        #expect(front.memberships[agent.key]?.map(\.until) == [left])
        #expect(cluster.state.groups["prod"]?.memberships[agent.key]?.count == 1)

        cluster.wait(100)
        cluster.state.setGroups([GroupRule(name: "front", hosts: ["web*"])], at: cluster.now)
        #expect(cluster.state.groups["front"]?.memberships[agent.key]?.map(\.until) == [left, nil])
    }

    @Test(
        "of a past time is asked for by its ends",
        arguments: [
            (-50, -1, false), (-50, 0, true), (10, 20, true), (100, 150, true), (101, 150, false), (-50, 500, true),
        ])
    func membersInTime(start: Int, end: Int, isMember: Bool) throws {
        var cluster = Cluster(groups: [GroupRule(name: "front", hosts: ["web*"])])
        var agent = TestAgent("web1")
        cluster.hear(&agent, agent.hello)
        cluster.wait(100)
        cluster.state.setGroups([], at: cluster.now)
        let front = try #require(cluster.state.groups["front"])
        let members = front.members(
            from: Timestamp(seconds: Cluster.start + Int64(start)), to: Timestamp(seconds: Cluster.start + Int64(end)))
        #expect(members == (isMember ? [agent.key] : []))
    }

    @Test("follows what the agent says of itself")
    func announced() {
        var cluster = Cluster(groups: [GroupRule(name: "rack7", tags: ["rack": "7"])])
        var agent = TestAgent("web1", groups: ["one"])
        cluster.hear(&agent, agent.hello)
        #expect(cluster.state.groups(of: agent.key) == ["one", "prod"])
        agent.announcement.groups = ["two"]
        agent.announcement.tags = ["rack": "7"]
        cluster.hear(&agent, agent.hello)
        #expect(cluster.state.groups(of: agent.key) == ["prod", "rack7", "two"])
        #expect(cluster.state.groups["one"]?.members == [])
    }

    @Test("does not end because the host is down")
    func down() {
        var cluster = Cluster()
        var agent = TestAgent("web1")
        cluster.hear(&agent, agent.hello)
        cluster.run(for: 100)
        #expect(cluster.host(agent)?.state == .down)
        #expect(cluster.state.groups["prod"]?.members == [agent.key])
    }

    @Test("of a renamed host does not come back with new rules")
    func renamed() {
        var cluster = Cluster()
        var agent = TestAgent("web1")
        cluster.hear(&agent, agent.hello)
        var renamed = agent.restarted(start: 2, name: "www1")
        cluster.hear(&renamed, renamed.hello)
        cluster.state.setGroups([GroupRule(name: "all", hosts: ["*"])], at: cluster.now)
        #expect(cluster.state.groups["all"]?.members == [renamed.key])
    }

    @Test("spreads over several clusters")
    func acrossClusters() {
        var cluster = Cluster(groups: [GroupRule(name: "all", clusters: ["prod", "test"])])
        var one = TestAgent("web1", cluster: "prod", id: 1)
        var other = TestAgent("web1", cluster: "test", id: 2)
        cluster.hear(&one, one.hello)
        cluster.hear(&other, other.hello)
        #expect(cluster.state.groups["all"]?.members == [one.key, other.key])
    }

    @Test("is bounded: a host that names ever new groups fills no memory")
    func bounded() {
        var cluster = Cluster { $0.groupLimit = 10 }
        var agent = TestAgent("web1")
        for round in 0..<1000 {
            agent.announcement.groups = [GroupName(valid: "group\(round)"), round.isMultiple(of: 2) ? "even" : "odd"]
            cluster.hear(&agent, agent.hello)
        }
        #expect(cluster.state.groups.count == 10)
        #expect(cluster.state.groups["even"]?.memberships[agent.key]?.count == 256)
    }
}
