import ClusterState
import MetricModel
import Testing
import Wire

@Suite("Who an agent is")
struct IdentityTests {
    @Test("a new name is a new host")
    func newHost() {
        var cluster = Cluster()
        var agent = TestAgent("web1")
        #expect(cluster.hear(&agent, agent.hello).events == [.new(agent.key, address: "10.0.0.1")])
        #expect(cluster.host(agent)?.state == .up)
        #expect(cluster.host(agent)?.address == "10.0.0.1")
    }

    @Test("one name in two clusters is two hosts, told apart by the cluster")
    func oneNameTwoClusters() {
        var cluster = Cluster()
        var one = TestAgent("web1", cluster: "prod", id: 1)
        var other = TestAgent("web1", cluster: "test", id: 2)
        cluster.hear(&one, one.hello)
        #expect(cluster.state.host(named: "web1")?.key == one.key)
        cluster.hear(&other, other.hello)
        #expect(cluster.state.host(named: "web1") == nil)
        #expect(cluster.state.host(named: "prod/web1")?.key == one.key)
        #expect(cluster.state.host(named: "test/web1")?.key == other.key)
        #expect(cluster.state.host(named: "none/web1") == nil)
        #expect(cluster.state.host(named: "") == nil)
    }

    @Test("a second live id under one name is refused, and reported once")
    func conflict() {
        var cluster = Cluster()
        var first = TestAgent("web1", id: 1)
        var second = TestAgent("web1", id: 2)
        cluster.hear(&first, first.hello, .load(1))
        cluster.wait(5)
        let effects = cluster.hear(&second, second.hello, .load(9))
        #expect(effects.events == [.conflict(first.key, refused: second.sender.id, address: "10.0.0.2")])
        #expect(effects.rows.isEmpty)
        for _ in 0..<3 {
            cluster.wait(15)
            cluster.hear(&first, .load(1))
            #expect(cluster.hear(&second, second.hello, .load(9)).isEmpty)
        }
        #expect(cluster.host(first)?.counters.rejected == 4)
        #expect(cluster.host(first)?.number("load", "one") == 1)
        #expect(cluster.host(first)?.address == "10.0.0.1")
    }

    @Test("after the first has fallen silent the second takes over: reinstalled", arguments: [false, true])
    func reinstalled(isKnownToBeDown: Bool) {
        var cluster = Cluster()
        var first = TestAgent("web1", id: 1)
        var second = TestAgent("web1", id: 2)
        cluster.hear(&first, first.hello, .load(1))
        cluster.wait(60)
        #expect(cluster.hear(&second, second.hello).events.count == 1, "still refused at the end of its patience")
        cluster.wait(milliseconds: 1)
        if isKnownToBeDown { #expect(cluster.advance().events.count == 1) }
        let effects = cluster.hear(&second, second.hello, .load(2))
        #expect(
            effects.events == [.reinstalled(first.key)] + (isKnownToBeDown ? [Event.up(first.key)] : []))
        #expect(effects.rows(of: first.key, "load").count == 1, "its history goes on")
        #expect(cluster.state.hosts.count == 1)

        cluster.wait(15)
        #expect(
            cluster.hear(&first, first.hello).events
                == [.conflict(first.key, refused: first.sender.id, address: "10.0.0.1")])
    }

    @Test("an agent that said goodbye leaves its name at once")
    func takesOverAfterGoodbye() {
        var cluster = Cluster()
        var first = TestAgent("web1", id: 1)
        var second = TestAgent("web1", id: 2)
        cluster.hear(&first, first.hello)
        cluster.hear(&first, .goodbye)
        cluster.wait(1)
        #expect(cluster.hear(&second, second.hello).events == [.reinstalled(first.key), .up(first.key)])
    }

    @Test("invented ids fill neither the log nor the memory")
    func inventedIDs() {
        var cluster = Cluster()
        var agent = TestAgent("web1")
        cluster.hear(&agent, agent.hello)
        let reports = (2...1000).flatMap { id in
            var forged = TestAgent("web1", id: UInt64(id))
            return cluster.hear(&forged, forged.hello).events
        }
        #expect(reports.count == 16)
        #expect(cluster.host(agent)?.counters.rejected == 999)
    }

    @Test("a restart under the same name is no event, and its last words are no conflict")
    func restart() {
        var cluster = Cluster()
        var agent = TestAgent("web1")
        cluster.hear(&agent, agent.hello, .load(1))
        let lastWords = agent.frame([agent.hello, .load(2)], at: cluster.now.wall)
        cluster.wait(5)
        var again = agent.restarted(start: 2)
        #expect(cluster.hear(&again, again.hello, .load(3)).events.isEmpty)
        cluster.wait(1)
        #expect(cluster.hear(lastWords, from: agent.peer).isEmpty)
        #expect(cluster.host(agent)?.counters.late == 1)
        #expect(cluster.host(agent)?.counters.rejected == 0)
        #expect(cluster.host(agent)?.sender == again.sender)
    }

    @Test("two live runs of one id under one name: the older is refused")
    func copiedHost() {
        var cluster = Cluster()
        var one = TestAgent("web1")
        var other = one.restarted(start: 2)
        cluster.hear(&one, one.hello)
        cluster.wait(5)
        cluster.hear(&other, other.hello)
        cluster.wait(10)
        #expect(
            cluster.hear(&one, one.hello).events
                == [.conflict(one.key, refused: one.sender.id, address: "10.0.0.1")])
        cluster.wait(15)
        #expect(cluster.hear(&one, one.hello).events.isEmpty)
        #expect(cluster.host(one)?.sender == other.sender)
    }

    @Test("a known id under a new name is renamed; the old name has left, and is in no group")
    func renamed() {
        var cluster = Cluster()
        var old = TestAgent("web1")
        cluster.hear(&old, old.hello, .load(1))
        cluster.wait(30)
        var new = old.restarted(start: 2, name: "www1")
        #expect(
            cluster.hear(&new, new.hello, .load(2)).events
                == [.renamed(from: old.key, to: new.key), .new(new.key, address: "10.0.0.1")])
        #expect(cluster.host(old)?.state == .left)
        #expect(cluster.host(old)?.renamedTo == new.key)
        #expect(cluster.state.groups["prod"]?.members == [new.key])
        #expect(cluster.run(for: 300).events == [.down(new.key, lastHeard: Timestamp(seconds: Cluster.start + 30))])
    }

    @Test("the last words under the old name are taken in, and change nothing else")
    func lastWordsOfOldName() {
        var cluster = Cluster()
        var old = TestAgent("web1")
        cluster.hear(&old, old.hello, .load(1))
        cluster.wait(15)
        let lastWords = old.frame([old.hello, .load(2)], at: cluster.now.wall)
        cluster.wait(5)
        var new = old.restarted(start: 2, name: "www1")
        cluster.hear(&new, new.hello)
        cluster.wait(1)
        let effects = cluster.hear(lastWords, from: old.peer)
        #expect(effects.events.isEmpty)
        #expect(effects.rows(of: old.key, "load").count == 1)
        #expect(cluster.host(old)?.state == .left)
    }

    @Test("a host that is renamed twice ends under its first name, however soon", arguments: [2, 30])
    func renamedBack(seconds: Int) {
        var cluster = Cluster()
        var first = TestAgent("web1")
        cluster.hear(&first, first.hello)
        cluster.wait(30)
        var second = first.restarted(start: 2, name: "www1")
        cluster.hear(&second, second.hello)
        cluster.wait(seconds)
        var third = first.restarted(start: 3)
        #expect(
            cluster.hear(&third, third.hello).events
                == [.renamed(from: second.key, to: first.key), .up(first.key)])
        #expect(cluster.host(first)?.renamedTo == nil)
        #expect(cluster.state.groups["prod"]?.members == [first.key])
        #expect(cluster.state.groups["prod"]?.memberships[first.key]?.count == 2)
    }

    @Test("an agent may change its name without a restart, and a copy of an older frame does not change it back")
    func renamedWhileRunning() {
        var cluster = Cluster()
        var agent = TestAgent("web1")
        let hello = agent.frame([agent.hello], at: cluster.now.wall)
        cluster.hear(hello, from: agent.peer)
        let oldKey = agent.key
        agent.announcement.name = "www1"
        cluster.wait(15)
        #expect(
            cluster.hear(&agent, agent.hello).events
                == [.renamed(from: oldKey, to: agent.key), .new(agent.key, address: "10.0.0.1")])
        #expect(cluster.hear(hello, from: agent.peer).isEmpty)
        cluster.wait(15)
        #expect(cluster.hear(&agent, .load(1)).rows(of: agent.key, "load").count == 1)
        #expect(cluster.host(agent)?.state == .up)
    }

    @Test("a copied state folder: two live hosts with one id, both kept, reported once")
    func cloned() {
        var cluster = Cluster()
        var one = TestAgent("web1", groups: ["web"])
        var other = one.restarted(start: 2, name: "web2")
        other.peer = Peer(address: "10.0.0.2", port: 40_000)
        cluster.hear(&one, one.hello, .load(1))
        cluster.wait(5)
        #expect(cluster.hear(&other, other.hello, .load(2)).events.first == .renamed(from: one.key, to: other.key))
        cluster.wait(10)
        #expect(
            cluster.hear(&one, .load(1)).events
                == [.up(one.key), .cloned(one.sender.id, other.key, one.key)])
        for start in 3..<6 as Range<UInt64> {
            cluster.wait(5)
            #expect(cluster.hear(&other, other.hello, .load(2)).events.isEmpty)
            cluster.wait(10)
            one = one.restarted(start: start)
            #expect(cluster.hear(&one, one.hello, .load(1)).events.isEmpty)
        }
        #expect(cluster.state.sortedHosts.map(\.key) == [one.key, other.key])
        #expect(cluster.state.sortedHosts.map(\.state) == [.up, .up])
        #expect(cluster.state.groups["web"]?.members == [one.key, other.key])
    }

    @Test("a third host with the same id is not reported again")
    func clonedTwice() {
        var cluster = Cluster()
        var agents = ["web1", "web2", "web3"].enumerated().map { place, name in
            TestAgent("web").restarted(start: UInt64(place), name: name)
        }
        var events: [Event] = []
        for _ in 0..<4 {
            for place in agents.indices {
                events += cluster.hear(&agents[place], agents[place].hello).events
            }
            cluster.wait(15)
        }
        #expect(events.count { if case .cloned = $0 { true } else { false } } == 1)
        #expect(cluster.state.sortedHosts.map(\.state) == [.up, .up, .up])
    }

    @Test("no more hosts than the limit; those that are known stay")
    func hostLimit() {
        var cluster = Cluster { $0.hostLimit = 2 }
        var agents = (1...3).map { TestAgent("web\($0)", id: UInt64($0)) }
        for place in agents.indices { cluster.hear(&agents[place], agents[place].hello) }
        #expect(cluster.state.sortedHosts.map(\.key.name) == ["web1", "web2"])
        #expect(cluster.state.sources.byAddress["10.0.0.3"]?.refused == 1)
        #expect(cluster.state.sources.byAddress["10.0.0.3"]?.refusedNames == ["prod/web3": 1])
        cluster.wait(15)
        #expect(cluster.hear(&agents[0], .load(1)).rows.isEmpty == false)
    }

    @Test(
        "a new run tells, with the host's facts, whether the host was started anew",
        arguments: [(1.7e9 + 600, true), (1.7e9 + 2, false), (1.7e9, false), (1.6e9, false), (.nan, false)])
    func restart(boot: Double, isReboot: Bool) {
        var cluster = Cluster()
        var first = TestAgent("web1")
        cluster.hear(&first, first.hello, .facts(boot: 1.7e9))
        cluster.wait(15)
        var second = first.restarted(start: 2)
        #expect(cluster.hear(&second, second.hello, .load(1)).events.isEmpty, "not before it is known")
        cluster.wait(15)
        let event: Event =
            isReboot
            ? .rebooted(first.key, at: Timestamp(seconds: Int64(boot.rounded()))) : .restarted(first.key)
        #expect(cluster.hear(&second, .facts(boot: boot)).events == [event])
        cluster.wait(15)
        #expect(cluster.hear(&second, .facts(boot: boot)).events.isEmpty, "once only")
    }
}
