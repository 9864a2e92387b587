import ClusterState
import MetricModel
import Testing
import Wire

@Suite("A host that speaks Ganglia")
struct GangliaHostTests {
    @Test("waits for the name of its address, then all it said lands")
    func resolved() {
        var cluster = Cluster()
        #expect(cluster.hear(Ganglia.value("load_one", .float(1.5))) == [.resolve(address: "10.0.9.9")])
        #expect(cluster.hear(Ganglia.value("load_five", .float(2.5))).isEmpty, "asked once")
        #expect(cluster.state.hosts.isEmpty)
        let effects = cluster.state.resolved("10.0.9.9", to: "db7", at: cluster.now)
        #expect(effects.events == [.new(.ganglia("db7"), address: "10.0.9.9")])
        let rows = cluster.run(for: 15).rows(of: .ganglia("db7"), "load")
        #expect(rows.map { $0.value("one") } == [1.5])
        #expect(rows.map { $0.value("five") } == [2.5])
        #expect(rows.map { $0.value("fifteen") } == [nil])
        #expect(cluster.hear(Ganglia.value("load_one", .float(1))).isEmpty)
    }

    @Test("is the host whose agent sends from the same address: a script's value lands there at once")
    func sameAddressAsAgent() {
        var cluster = Cluster()
        var agent = TestAgent("web1")
        cluster.hear(&agent, agent.hello, .load(1))
        #expect(cluster.hear(Ganglia.heartbeat(), from: agent.peer).isEmpty)
        #expect(cluster.state.hosts.count == 1)
    }

    @Test("is called by its address if that has no name", arguments: ["10.0.9.9", "fe80::1"])
    func unresolved(address: String) throws {
        var cluster = Cluster()
        cluster.hear(Ganglia.heartbeat(), from: Peer(address: address, port: 8649))
        let effects = cluster.state.resolved(address, to: nil, at: cluster.now)
        let name = try #require(HostName(address))
        #expect(effects.events == [.new(.ganglia(name), address: address)])
    }

    @Test("is not troubled by answers to what was not asked, or twice")
    func oddAnswers() {
        var cluster = Cluster()
        #expect(cluster.state.resolved("10.0.9.9", to: "db7", at: cluster.now).isEmpty)
        cluster.hear(Ganglia.heartbeat())
        #expect(cluster.state.resolved("10.0.9.9", to: "db7", at: cluster.now).events.count == 1)
        #expect(cluster.state.resolved("10.0.9.9", to: "other", at: cluster.now).isEmpty)
        #expect(cluster.state.hosts.keys.map(\.name) == ["db7"])
    }

    @Test("may say no more than so much before it has a name")
    func waitsForName() {
        var cluster = Cluster()
        for _ in 0..<300 { cluster.hear(Ganglia.heartbeat()) }
        #expect(cluster.state.sources.byAddress["10.0.9.9"]?.refused == 44)
        #expect(cluster.state.sources.byAddress["10.0.9.9"]?.datagrams == 300)
    }

    @Test("lands at once if it is spoofed")
    func spoofed() {
        var cluster = Cluster()
        let effects = cluster.hear(Ganglia.value("load_one", .float(1.5), of: "10.0.0.7:db7"))
        #expect(effects == [.report(.new(.ganglia("db7"), address: "10.0.9.9"))])
        #expect(cluster.run(for: 15).rows(of: .ganglia("db7"), "load").map { $0.value("one") } == [1.5])
        #expect(cluster.state.groups["ganglia"]?.members == [.ganglia("db7")])
    }

    @Test(
        "is refused if its name is malformed, and counted under the address it came from",
        arguments: [
            "", "db7", "10.0.0.7:", ":db7", "10.0.0.7:..", "10.0.0.7:a/b", "10.0.0.7:a\nb", "10.0.0.7:\u{202E}",
        ])
    func malformedSpoof(host: String) {
        var cluster = Cluster()
        #expect(cluster.hear(Ganglia.value("load_one", .float(1.5), of: host)).isEmpty)
        #expect(cluster.state.hosts.isEmpty)
        let source = cluster.state.sources.byAddress["10.0.9.9"]
        #expect(source?.refused == 1)
        #expect(source?.lastError?.contains("expected") == true)
        #expect(source?.lastError?.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x202E } == true)
    }

    @Test("is kept up by its heartbeat, and is down after four times twenty seconds")
    func heartbeat() {
        var cluster = Cluster()
        cluster.hear(Ganglia.heartbeat(of: "10.0.0.7:db7"))
        for _ in 0..<10 {
            #expect(cluster.run(for: 20).events.isEmpty)
            #expect(cluster.hear(Ganglia.heartbeat(of: "10.0.0.7:db7")).isEmpty)
        }
        #expect(cluster.run(for: 80).events.isEmpty)
        #expect(cluster.run(for: 1).events.count == 1)
        #expect(cluster.state.hosts[.ganglia("db7")]?.state == .down)
        #expect(cluster.hear(Ganglia.heartbeat(of: "10.0.0.7:db7")).events == [.up(.ganglia("db7"))])
        #expect(cluster.run(for: 15).rows.isEmpty, "a heartbeat is no value")
    }

    @Test("is kept up by gmetric -H in its name")
    func spoofedHeartbeat() throws {
        var cluster = Cluster()
        cluster.hear(try Capture.message("udp-gmetric/22-spoof-heartbeat.meta"))
        let effects = cluster.hear(try Capture.message("udp-gmetric/22-spoof-heartbeat.value"))
        let key = try #require(cluster.state.hosts.keys.first)
        #expect(effects == [.report(.new(key, address: "10.0.9.9"))])
        #expect(cluster.state.sources.byAddress["10.0.9.9"]?.refused == 0)
        #expect(cluster.run(for: 81).events.count == 1)
    }

    @Test("that only scripts speak of has the patience that their metrics state")
    func scriptsOnly() {
        var cluster = Cluster()
        cluster.hear(Ganglia.metadata("backup_size", .double, tmax: 3600, of: "10.0.0.7:db7"))
        cluster.hear(Ganglia.text("backup_size", "12", of: "10.0.0.7:db7"))
        #expect(cluster.run(for: 4 * 3600).events.isEmpty)
        #expect(cluster.run(for: 1).events.count == 1)
        cluster.hear(Ganglia.heartbeat(of: "10.0.0.7:db7"))
        #expect(cluster.run(for: 80).events.isEmpty)
        #expect(cluster.run(for: 1).events.count == 1, "a daemon speaks more often")
    }

    @Test(
        "is our agent's host if that has its name: gmond's own metrics are passed over, foreign ones kept"
    )
    func liveAgent() {
        var cluster = Cluster()
        var agent = TestAgent("db7")
        cluster.hear(&agent, agent.hello, .load(1))
        cluster.hear(Ganglia.value("load_one", .float(99), of: "10.0.0.7:db7"))
        cluster.hear(Ganglia.value("os_name", .string("Plan 9"), of: "10.0.0.7:db7"))
        cluster.hear(Ganglia.metadata("queue", .uint32, of: "10.0.0.7:db7"))
        cluster.hear(Ganglia.text("queue", "12", of: "10.0.0.7:db7"))
        let effects = cluster.run(for: 15)
        #expect(cluster.state.hosts.keys.map(\.self) == [agent.key])
        #expect(
            effects.rows.filter { $0.definition == .load }.allSatisfy {
                $0.series == .group("prod", Definition.load.subject)
            })
        #expect(cluster.host(agent)?.number("load", "one") == 1)
        #expect(cluster.host(agent)?.text("host", "os_name") == nil)
        #expect(effects.rows(of: agent.key, "foreign", "queue").map { $0.value("value") } == [12])
    }

    @Test("does not keep our silent agent alive by scripts, but by its daemon", arguments: [false, true])
    func silentAgent(hasDaemon: Bool) {
        var cluster = Cluster()
        var agent = TestAgent("db7")
        cluster.hear(&agent, agent.hello)
        cluster.hear(Ganglia.metadata("queue", .uint32, of: "10.0.0.7:db7"))
        var events: [Event] = []
        for _ in 0..<10 {
            events += cluster.run(for: 10).events
            events += cluster.hear(Ganglia.text("queue", "12", of: "10.0.0.7:db7")).events
            if hasDaemon { events += cluster.hear(Ganglia.heartbeat(of: "10.0.0.7:db7")).events }
        }
        let down = Event.down(agent.key, lastHeard: Timestamp(seconds: Cluster.start))
        #expect(events == (hasDaemon ? [down, .up(agent.key)] : [down]))
        #expect(cluster.hear(&agent, agent.hello, .load(1)).rows(of: agent.key, "load").count == 1)
        #expect(cluster.host(agent)?.sender == agent.sender)
        #expect(cluster.host(agent)?.announcement.interval == 15_000)
    }

    @Test("is in the cluster that its first script names, and stays there")
    func clusterExtra() {
        var cluster = Cluster()
        let storage = [GangliaExtra("CLUSTER", "storage")]
        cluster.hear(Ganglia.metadata("queue", .uint32, of: "10.0.0.7:db7", extras: storage))
        cluster.hear(Ganglia.text("queue", "12", of: "10.0.0.7:db7"))
        let other = [GangliaExtra("CLUSTER", "elsewhere")]
        cluster.hear(Ganglia.metadata("jobs", .uint32, of: "10.0.0.7:db7", extras: other))
        cluster.hear(Ganglia.text("jobs", "3", of: "10.0.0.7:db7"))
        let key = HostKey(cluster: "storage", name: "db7")
        #expect(cluster.state.hosts.keys.map(\.self) == [key])
        let effects = cluster.run(for: 15)
        #expect(effects.rows(of: key, "foreign", "jobs").count == 1)
        #expect(effects.rows(of: key, "foreign", "queue").count == 1)
    }

    @Test("says nothing of itself by asking")
    func request() {
        var cluster = Cluster()
        #expect(cluster.hear(.request(Ganglia.id("gexec"))).isEmpty)
        #expect(cluster.hear(.request(Ganglia.id("gexec", "10.0.0.7:db7"))).isEmpty)
        #expect(cluster.state.hosts.isEmpty)
        #expect(cluster.state.sources.byAddress["10.0.9.9"]?.datagrams == 2)
    }

    @Test("is one of at most so many")
    func hostLimit() {
        var cluster = Cluster { $0.hostLimit = 5 }
        for number in 0..<20 { cluster.hear(Ganglia.heartbeat(of: "10.0.0.7:db\(number)")) }
        #expect(cluster.state.hosts.count == 5)
        #expect(cluster.state.sources.byAddress["10.0.9.9"]?.refused == 15)
    }

    @Test("is one of at most so many that are heard from its address, and those refused are known by name")
    func hostsPerSource() {
        var cluster = Cluster { $0.hostsPerSource = 5 }
        for number in 0..<200 {
            for _ in 0..<2 { cluster.hear(Ganglia.heartbeat(of: "10.0.0.7:db\(number)")) }
        }
        let source = cluster.state.sources.byAddress["10.0.9.9"]
        #expect(cluster.state.hosts.count == 5 && source?.hosts == 5)
        #expect(source?.refusedNames.count == Sources.refusedNamesLimit)
        #expect(source?.refusedNames["ganglia/db5"] == 2)
        #expect(source?.refused == 390)
        // Another address has room of its own.
        cluster.hear(Ganglia.heartbeat(of: "10.0.0.7:db9"), from: Peer(address: "10.0.9.8", port: 8649))
        #expect(cluster.state.hosts.count == 6)
    }
}
