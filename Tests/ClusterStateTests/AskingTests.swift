import ClusterState
import MetricModel
import Testing
import Wire

@Suite("What an aggregator asks for")
struct AskingTests {
    @Test("the host record, of an agent that has not said who it is")
    func unknownSender() {
        var cluster = Cluster()
        var agent = TestAgent("web1")
        #expect(cluster.hear(&agent, .load(1)) == [.ask(host: true, [], at: agent.peer)])
        #expect(cluster.state.hosts.isEmpty)
        #expect(cluster.state.sources.byAddress["10.0.0.1"]?.unidentified == 1)
        let effects = cluster.hear(&agent, agent.hello, .load(2))
        #expect(effects.questions.isEmpty)
        #expect(effects.rows(of: agent.key, "load").count == 1)
    }

    @Test(
        "nothing, of one that only asks itself",
        arguments: [[.ask(host: true, [])], [.ask(host: false, [DefinitionID(hash: 1)])], []] as [[Frame.Record]])
    func otherAggregator(records: [Frame.Record]) {
        var cluster = Cluster()
        var other = TestAgent("aggregator2")
        let frame = other.frame(records, at: cluster.now.wall)
        #expect(cluster.hear(frame, from: other.peer).isEmpty)
        #expect(cluster.state.hosts.isEmpty)
    }

    @Test("descriptions that are not known, each once in order")
    func unknownDescriptions() {
        var cluster = Cluster(definitions: [.load])
        var agent = TestAgent("web1")
        let effects = cluster.hear(
            &agent, agent.hello, .load(1), .row(.queue, [3, .nan]), .cpu(user: 1), .row(.queue, [4, .nan]))
        let ids = [EncodedDefinition(.queue).id, EncodedDefinition(.cpu).id].sorted()
        #expect(effects.questions == [.ask(host: false, ids, at: agent.peer)])
        #expect(effects.rows(of: agent.key, "load").count == 1)
        #expect(cluster.host(agent)?.counters.undescribed == 3)
    }

    @Test("no description that comes in the same frame, even behind the values")
    func describedInSameFrame() {
        var cluster = Cluster()
        var agent = TestAgent("web1")
        let effects = cluster.hear(&agent, agent.hello, .row(.queue, [3, .nan]), part(of: .queue, 0..<Int.max))
        #expect(effects.questions.isEmpty)
        #expect(effects.rows(of: agent.key, "queue").map { $0.value("length") } == [3])
    }

    @Test(
        "a description is understood once its parts are there, in any order",
        arguments: [[0, 1, 2], [2, 0, 1], [1, 1, 2, 2, 0]])
    func partsInAnyOrder(order: [Int]) {
        var cluster = Cluster()
        var agent = TestAgent("web1")
        let length = EncodedDefinition(.queue).payload.count
        let cuts = [0, length / 3, length / 2, length]
        cluster.hear(&agent, agent.hello)
        for place in order {
            #expect(!cluster.hear(&agent, .row(.queue, [3, .nan])).questions.isEmpty)
            cluster.hear(&agent, part(of: .queue, cuts[place]..<cuts[place + 1]))
        }
        cluster.wait(15)
        let effects = cluster.hear(&agent, .row(.queue, [4, .nan]))
        #expect(effects.questions.isEmpty)
        #expect(effects.rows(of: agent.key, "queue").map(\.definition) == [.queue])
    }

    @Test("a description with a kind of value from the future is asked for once, since it would only come again")
    func unknownKind() throws {
        var cluster = Cluster()
        var agent = TestAgent("web1")
        var payload = EncodedDefinition(.queue).payload
        let name = try #require(payload.firstRange(of: Array("length".utf8)))
        // After the name stand the unit's length, the unit, and the kind.
        payload[name.upperBound + 1 + Int(payload[name.upperBound])] = 99
        let id = DefinitionID(hash: FNV1a.hash(payload))
        let row = Frame.Record.values(id, [Sample(numbers: [3, .nan])])
        #expect(cluster.hear(&agent, agent.hello, row).questions == [.ask(host: false, [id], at: agent.peer)])
        let part = DescriptionPart(id: id, total: payload.count, offset: 0, bytes: payload)
        cluster.hear(&agent, .description(part))
        #expect(cluster.hear(&agent, row).questions.isEmpty)
        #expect(cluster.host(agent)?.counters.undescribed == 2)
    }

    @Test("one host's description serves every host")
    func sharedDescription() {
        var cluster = Cluster()
        var one = TestAgent("web1", id: 1)
        var other = TestAgent("web2", id: 2)
        cluster.hear(&one, one.hello, part(of: .queue, 0..<Int.max))
        let effects = cluster.hear(&other, other.hello, .row(.queue, [4, .nan]))
        #expect(effects.questions.isEmpty)
        #expect(effects.rows(of: other.key, "queue").count == 1)
    }

    @Test("a description under another's hash is refused, and asked for again")
    func forgedDescription() {
        var cluster = Cluster()
        var agent = TestAgent("web1")
        let payload = EncodedDefinition(.load).payload
        let forged = DescriptionPart(
            id: EncodedDefinition(.queue).id, total: payload.count, offset: 0, bytes: payload)
        cluster.hear(&agent, agent.hello, .description(forged))
        #expect(!cluster.hear(&agent, .row(.queue, [4, .nan])).questions.isEmpty)
        let source = cluster.state.sources.byAddress["10.0.0.1"]
        #expect(source?.refused == 1)
        #expect(source?.datagrams == 2, "counted once each")
        #expect(source?.lastError?.contains("hashes to") == true)
    }

    /// A run of the bytes of a description.
    private func part(of definition: Definition, _ range: Range<Int>) -> Frame.Record {
        let encoded = EncodedDefinition(definition)
        let range = range.clamped(to: 0..<encoded.payload.count)
        return .description(
            DescriptionPart(
                id: encoded.id, total: encoded.payload.count, offset: range.lowerBound,
                bytes: Array(encoded.payload[range])))
    }
}
