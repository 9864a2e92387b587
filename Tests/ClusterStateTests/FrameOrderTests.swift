import ClusterState
import MetricModel
import Testing
import Wire

@Suite("Frames in odd orders")
struct FrameOrderTests {
    @Test("count once, whichever way they come")
    func duplicates() {
        var cluster = Cluster()
        var agent = TestAgent("web1")
        cluster.hear(&agent, agent.hello, .load(1))
        cluster.wait(15)
        let frame = agent.frame([.load(2)], at: cluster.now.wall)
        let first = cluster.hear(frame, from: agent.peer)
        let second = cluster.hear(frame, from: Peer(address: "192.168.7.1", port: 40_000))
        let third = cluster.hear(frame, from: agent.peer)
        #expect(first.rows(of: agent.key, "load").map { $0.value("one") } == [2])
        #expect(second.isEmpty)
        #expect(third.isEmpty)
        let counters = cluster.host(agent)?.counters
        #expect(counters?.datagrams == 4)
        #expect(counters?.duplicates == 2)
        #expect(counters?.lost == 0)
        #expect(cluster.state.hosts.count == 1)
    }

    @Test("of one tick are taken in whichever comes first")
    func reorderedWithinTick() {
        var cluster = Cluster()
        var agent = TestAgent("web1")
        let frames = [
            agent.frame([.cpu(user: 10)], at: cluster.now.wall), agent.frame([.load(1)], at: cluster.now.wall),
            agent.frame([agent.hello], at: cluster.now.wall),
        ]
        let effects = frames.reversed().flatMap { cluster.hear($0, from: agent.peer) }
        #expect(effects.rows(of: agent.key, "cpu").count == 1)
        #expect(effects.rows(of: agent.key, "load").count == 1)
        #expect(cluster.host(agent)?.counters.duplicates == 0)
        #expect(cluster.host(agent)?.counters.lost == 0)
    }

    @Test("bring no row that is older than what is known")
    func lateRow() {
        var cluster = Cluster()
        var agent = TestAgent("web1")
        cluster.hear(&agent, agent.hello, .load(1))
        cluster.wait(15)
        let early = agent.frame([.load(2)], at: cluster.now.wall + -10_000)
        let late = agent.frame([.load(3)], at: cluster.now.wall)
        #expect(cluster.hear(late, from: agent.peer).rows(of: agent.key, "load").count == 1)
        #expect(cluster.hear(early, from: agent.peer).rows.isEmpty)
        #expect(cluster.host(agent)?.counters.late == 1)
        #expect(cluster.host(agent)?.number("load", "one") == 3)
    }

    @Test("too old to tell are dropped and counted")
    func lateFrame() {
        var cluster = Cluster()
        var agent = TestAgent("web1", interval: 1)
        let first = agent.frame([agent.hello, .load(1)], at: cluster.now.wall)
        cluster.hear(first, from: agent.peer)
        for _ in 0..<64 {
            cluster.wait(1)
            cluster.hear(&agent, .load(2))
        }
        #expect(cluster.hear(first, from: agent.peer).isEmpty)
        #expect(cluster.host(agent)?.counters.late == 1)
        #expect(cluster.host(agent)?.counters.lost == 0)
    }

    @Test(
        "that never come are counted by their numbers",
        arguments: [
            ([0, 1, 2], 0), ([0, 2, 5], 3), ([0, 3, 1], 1), ([.max - 1, .max, 0], 0), ([.max, 1], 1),
        ] as [([UInt32], UInt64)])
    func lost(numbers: [UInt32], lost: UInt64) {
        var cluster = Cluster()
        var agent = TestAgent("web1", interval: 1)
        for number in numbers {
            cluster.wait(1)
            agent.sequence = number
            cluster.hear(&agent, agent.hello)
        }
        #expect(cluster.host(agent)?.counters.lost == lost)
    }

    @Test("are counted anew after a restart, and what was lost before stays lost")
    func restart() {
        var cluster = Cluster()
        var agent = TestAgent("web1")
        cluster.hear(&agent, agent.hello)
        agent.sequence = 10
        cluster.hear(&agent)
        #expect(cluster.host(agent)?.counters.lost == 9)
        cluster.wait(15)
        var again = agent.restarted(start: 2)
        #expect(cluster.hear(&again, again.hello, .load(1)).events.isEmpty)
        again.sequence = 3
        cluster.wait(15)
        cluster.hear(&again, .load(1))
        #expect(cluster.host(agent)?.counters.lost == 11)
        #expect(cluster.host(agent)?.counters.rejected == 0)
    }

    @Test("that were overtaken change nothing about the host itself")
    func overtakenAnnouncement() {
        var cluster = Cluster()
        var agent = TestAgent("web1", groups: ["old"])
        cluster.hear(&agent, agent.hello)
        cluster.wait(15)
        let old = agent.frame([agent.hello, .load(1)], at: cluster.now.wall)
        agent.announcement.groups = ["new"]
        let new = agent.frame([agent.hello], at: cluster.now.wall)
        for frame in [new, old, old] { cluster.hear(frame, from: agent.peer) }
        #expect(cluster.state.groups(of: agent.key) == ["new", "prod"])
        #expect(cluster.state.groups["old"]?.members == [])
        #expect(cluster.host(agent)?.number("load", "one") == 1)
    }

    @Test("that a goodbye has overtaken do not raise the host again")
    func overtakenByGoodbye() {
        var cluster = Cluster()
        var agent = TestAgent("web1")
        cluster.hear(&agent, agent.hello)
        cluster.wait(15)
        let last = agent.frame([.load(1)], at: cluster.now.wall)
        let goodbye = agent.frame([.goodbye], at: cluster.now.wall)
        #expect(cluster.hear(goodbye, from: agent.peer).events == [.left(agent.key)])
        let effects = cluster.hear(last, from: agent.peer)
        #expect(effects.events.isEmpty)
        #expect(effects.rows(of: agent.key, "load").count == 1)
        #expect(cluster.host(agent)?.state == .left)
    }

    @Test("leave one state behind, in every order of four frames")
    func everyOrder() throws {
        var agent = TestAgent("web1", interval: 1)
        var start = Cluster()
        start.hear(&agent, agent.hello)
        let frames = [
            agent.frame([.load(1)], at: start.now.wall + 1000), agent.frame([.cpu(user: 5)], at: start.now.wall + 1000),
            agent.frame([.cores(4)], at: start.now.wall + 1000), agent.frame([.load(2)], at: start.now.wall + 2000),
        ]
        start.wait(2)
        for order in permutations(of: [0, 1, 2, 3, 1]) {
            var cluster = start
            for place in order { cluster.hear(frames[place], from: agent.peer) }
            let host = try #require(cluster.host(agent))
            #expect(host.number("load", "one") == 2, "\(order)")
            #expect(host.number("cpu", "user") == 5, "\(order)")
            #expect(host.cores == 4, "\(order)")
            #expect(host.counters.lost == 0, "\(order)")
            #expect(host.counters.duplicates == 1, "\(order)")
        }
    }

    private func permutations(of items: [Int]) -> [[Int]] {
        guard items.count > 1 else { return [items] }
        return items.indices.flatMap { place in
            var rest = items
            let first = rest.remove(at: place)
            return permutations(of: rest).map { [first] + $0 }
        }
    }
}
