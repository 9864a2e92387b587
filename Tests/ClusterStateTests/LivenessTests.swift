import ClusterState
import MetricModel
import Testing
import Wire

@Suite("A host is alive")
struct LivenessTests {
    @Test(
        "until it has been silent for four of its intervals, and for ten seconds at least",
        arguments: [(1, 10), (2, 10), (3, 12), (10, 40), (15, 60), (60, 240), (86_400, 345_600)])
    func silence(interval: Int, patience: Int) {
        var cluster = Cluster()
        var agent = TestAgent("web1", interval: interval)
        cluster.hear(&agent, agent.hello)
        let lastHeard = cluster.now.wall
        cluster.wait(patience)
        #expect(cluster.advance().events.isEmpty)
        #expect(cluster.host(agent)?.state == .up)
        cluster.wait(milliseconds: 1)
        #expect(cluster.advance().events == [.down(agent.key, lastHeard: lastHeard)])
        #expect(cluster.host(agent)?.state == .down)
        #expect(cluster.advance().events.isEmpty, "reported once")
    }

    @Test("again as soon as it is heard")
    func upAgain() {
        var cluster = Cluster()
        var agent = TestAgent("web1")
        cluster.hear(&agent, agent.hello)
        #expect(cluster.run(for: 100).events.count == 1)
        #expect(cluster.hear(&agent, .load(1)).events == [.up(agent.key)])
        cluster.wait(15)
        #expect(cluster.hear(&agent, .load(1)).events.isEmpty)
    }

    @Test("by the monotonic clock: nobody dies because somebody set the time", arguments: [-7200, 7200] as [Int64])
    func wallClockJumps(seconds: Int64) {
        var cluster = Cluster()
        var agent = TestAgent("web1")
        cluster.hear(&agent, agent.hello)
        cluster.now.wall = cluster.now.wall + seconds * 1000
        #expect(cluster.run(for: 60).events.isEmpty)
        #expect(cluster.run(for: 1).events.count == 1)
    }

    @Test("until it says goodbye; then it has left, and is not also down")
    func goodbye() {
        var cluster = Cluster()
        var agent = TestAgent("web1")
        cluster.hear(&agent, agent.hello)
        let effects = cluster.hear(&agent, .load(1), .goodbye)
        #expect(effects.events == [.left(agent.key)])
        #expect(effects.rows(of: agent.key, "load").count == 1, "its last values count")
        #expect(cluster.hear(&agent, .goodbye).events.isEmpty)
        #expect(cluster.run(for: 300).events.isEmpty)
        #expect(cluster.host(agent)?.state == .left)
        var again = agent.restarted(start: 2)
        #expect(cluster.hear(&again, again.hello).events == [.up(agent.key)])
    }
}
