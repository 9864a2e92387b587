import ClusterState
import Foundation
import MetricModel
import Testing
import Wire

@Suite("An aggregator that was restarted")
struct SnapshotTests {
    /// Another aggregator, a while later by a monotonic clock that knows nothing of the first.
    private func restarted(
        _ cluster: Cluster, after seconds: Int64, groups: [GroupRule] = []
    ) throws -> Cluster {
        let json = try JSONEncoder().encode(Snapshot(cluster.state))
        let snapshot = try JSONDecoder().decode(Snapshot.self, from: json)
        var next = Cluster(groups: groups)
        next.now = Tick(wall: cluster.now.wall + seconds * 1000, monotonic: 5_000_000_000)
        snapshot.restore(to: &next.state, at: next.now)
        _ = next.advance()
        return next
    }

    @Test("still knows the host that is down, and that it is down")
    func downHost() throws {
        var cluster = Cluster()
        var agent = TestAgent("web1", groups: ["web"], tags: ["rack": "7"], interval: 10)
        cluster.hear(&agent, agent.hello, .load(1))
        cluster.run(for: 60)
        var next = try restarted(cluster, after: 600)
        let host = try #require(next.host(agent))
        #expect(host.state == .down)
        #expect(host.announcement == agent.announcement)
        #expect(host.address == "10.0.0.1")
        #expect(host.lastHeard == Timestamp(seconds: Cluster.start))
        #expect(next.run(for: 120).events.isEmpty, "not reported again")
        #expect(next.hear(&agent, .load(1)).events == [.up(agent.key)])
    }

    @Test("still knows what hosts said of themselves, so that groups count their cores at once")
    func facts() throws {
        var cluster = Cluster()
        var agent = TestAgent("web1")
        cluster.hear(&agent, agent.hello, .cores(8))
        let next = try restarted(cluster, after: 600)
        let host = try #require(next.host(agent))
        #expect(host.cores == 8)
        #expect(host.text("host", "os_release") == "6.1.0")
        #expect(host.number("host", "uptime") == 3600)
        #expect(host.text("host", "cpus") == nil)
    }

    @Test("gives a host that was up the time it always has")
    func upHost() throws {
        var cluster = Cluster()
        var speaking = TestAgent("web1", id: 1)
        var silent = TestAgent("web2", id: 2)
        cluster.hear(&speaking, speaking.hello)
        cluster.hear(&silent, silent.hello)
        var next = try restarted(cluster, after: 600)
        next.run(for: 59)
        #expect(next.hear(&speaking, .load(1)).events.isEmpty, "known without saying who it is")
        #expect(
            next.run(for: 2).events == [.down(silent.key, lastHeard: Timestamp(seconds: Cluster.start))])
        #expect(next.host(speaking)?.state == .up)
    }

    @Test("keeps the dates of membership, and goes by the rules it has now")
    func membership() throws {
        let front = GroupRule(name: "front", hosts: ["web*"])
        var cluster = Cluster(groups: [front])
        var agent = TestAgent("web1")
        cluster.hear(&agent, agent.hello)
        let since = cluster.now.wall
        cluster.wait(100)

        let same = try restarted(cluster, after: 600, groups: [front])
        #expect(same.state.groups == cluster.state.groups)

        let other = try restarted(cluster, after: 600, groups: [GroupRule(name: "back", hosts: ["web*"])])
        #expect(other.state.groups["front"]?.memberships[agent.key]?.map(\.since) == [since])
        #expect(other.state.groups["front"]?.memberships[agent.key]?.map(\.until) == [other.now.wall])
        #expect(other.state.groups["back"]?.memberships[agent.key]?.map(\.since) == [other.now.wall])
        #expect(other.state.groups["prod"]?.memberships[agent.key]?.map(\.since) == [since])
    }

    @Test("keeps a description that it had to learn")
    func learntDescription() throws {
        var cluster = Cluster()
        var agent = TestAgent("web1")
        let queue = EncodedDefinition(.queue)
        cluster.hear(
            &agent, agent.hello,
            .description(
                DescriptionPart(id: queue.id, total: queue.payload.count, offset: 0, bytes: queue.payload)))
        var next = try restarted(cluster, after: 60)
        let effects = next.hear(&agent, .row(.queue, [3, .nan]))
        #expect(effects.questions.isEmpty)
        #expect(effects.rows(of: agent.key, "queue").map(\.definition) == [.queue])
    }

    @Test("keeps what was counted, and goes on counting")
    func counters() throws {
        var cluster = Cluster()
        var agent = TestAgent("web1")
        cluster.hear(&agent, agent.hello)
        agent.sequence = 5
        cluster.hear(&agent, .load(-1))
        var next = try restarted(cluster, after: 60)
        #expect(next.host(agent)?.counters == cluster.host(agent)?.counters)
        agent.sequence = 100
        next.hear(&agent)
        #expect(next.host(agent)?.counters.lost == 4, "what was sent meanwhile is not lost")
        agent.sequence = 102
        next.hear(&agent)
        #expect(next.host(agent)?.counters.lost == 5)
    }

    @Test("tells agents apart to the last bit of their numbers", arguments: [0, 1, 1 << 53 + 1, .max] as [UInt64])
    func exactNumbers(number: UInt64) throws {
        var cluster = Cluster()
        var agent = TestAgent("web1", start: number)
        agent.sender = Sender(id: AgentID(high: number, low: .max - number), start: number)
        cluster.hear(&agent, agent.hello)
        var next = try restarted(cluster, after: 60)
        #expect(next.host(agent)?.sender == agent.sender)
        #expect(next.hear(&agent, .load(1)).questions.isEmpty)
    }

    @Test("still refuses a second agent, and lets it take over a name that is down")
    func identity() throws {
        var cluster = Cluster()
        var first = TestAgent("web1", id: 1)
        var second = TestAgent("web1", id: 2)
        cluster.hear(&first, first.hello)
        var next = try restarted(cluster, after: 10)
        #expect(
            next.hear(&second, second.hello).events
                == [.conflict(first.key, refused: second.sender.id, address: "10.0.0.2")])
        cluster.run(for: 100)
        next = try restarted(cluster, after: 10)
        #expect(next.hear(&second, second.hello).events == [.reinstalled(first.key), .up(first.key)])
    }

    @Test("remembers who was renamed, who has left, and who shares an id")
    func renamedLeftAndCloned() throws {
        var cluster = Cluster()
        var old = TestAgent("old", id: 1)
        cluster.hear(&old, old.hello)
        var new = old.restarted(start: 2, name: "new")
        cluster.hear(&new, new.hello)
        var left = TestAgent("left", id: 2)
        cluster.hear(&left, left.hello)
        cluster.hear(&left, .goodbye)
        var one = TestAgent("one", id: 3)
        var other = one.restarted(start: 2, name: "other")
        cluster.hear(&one, one.hello)
        cluster.hear(&other, other.hello)
        cluster.wait(15)
        #expect(cluster.hear(&one).events.last == .cloned(one.sender.id, other.key, one.key))

        var next = try restarted(cluster, after: 60)
        #expect(next.host(old)?.renamedTo == new.key)
        #expect(next.host(old)?.state == .left)
        #expect(next.host(left)?.state == .left)
        #expect(next.state.groups == cluster.state.groups)
        var again = one.restarted(start: 9)
        #expect(next.hear(&again, again.hello).events.isEmpty)
        var otherAgain = other.restarted(start: 10)
        #expect(next.hear(&otherAgain, otherAgain.hello).events.isEmpty)
    }

    @Test("keeps Ganglia's hosts, whose daemons speak on")
    func gangliaHost() throws {
        var cluster = Cluster()
        cluster.hear(
            .value(
                GangliaMetricID(host: "10.0.0.7:db7", name: "heartbeat", isSpoofed: true),
                GangliaValue(.uint(1), format: "%u")))
        let key = HostKey(cluster: "ganglia", name: "db7")
        var next = try restarted(cluster, after: 60)
        #expect(next.state.hosts[key]?.state == .up)
        #expect(next.run(for: 80).events.isEmpty)
        #expect(next.run(for: 1).events == [.down(key, lastHeard: Timestamp(seconds: Cluster.start))])
    }

    @Test(
        "refuses a memory it cannot understand",
        arguments: [
            "", "{}", "[]", #"{"version":1}"#, #"{"version":2,"hosts":[],"groups":[],"definitions":[]}"#,
            #"{"version":1,"hosts":[{"key":{"cluster":"../x","name":"h"}}],"groups":[],"definitions":[]}"#,
        ])
    func damaged(json: String) {
        #expect(throws: DecodingError.self) {
            try JSONDecoder().decode(Snapshot.self, from: Data(json.utf8))
        }
    }

    @Test("understands an empty one")
    func empty() throws {
        let next = try restarted(Cluster(), after: 60)
        #expect(next.state.hosts.isEmpty)
        #expect(next.state.groups.isEmpty)
    }
}
