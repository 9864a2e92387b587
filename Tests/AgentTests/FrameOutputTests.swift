import Agent
import Collectors
import MetricModel
import TestKit
import Testing
import Wire

@Suite("What is sent as frames")
struct FrameOutputTests {
    private static let sender = Sender(id: AgentID(high: 1, low: 2), start: 3)

    private static func announcement(interval: UInt32 = 15_000) -> HostAnnouncement {
        HostAnnouncement(
            cluster: GroupName(literal: "prod"), name: HostName(literal: "web1"),
            groups: [GroupName(literal: "web")], tags: ["rack": "7"], interval: interval)
    }

    private static func output(interval: UInt32 = 15_000) -> FrameOutput {
        FrameOutput(announcement(interval: interval), sender: sender, definitions: Catalogue.definitions)
    }

    /// What a host that stands still reports after an interval.
    private static func report(of host: FixtureHost) -> Report {
        var agent = Agent(host.first.roots, output: NoOutput()) { _ in }
        agent.sample(at: .start)
        agent.sample(at: .start + 15)
        return agent.values(at: .start + 15)
    }

    private static func ask(host: Bool, _ ids: [DefinitionID]) -> [UInt8] {
        var encoder = FrameEncoder(sender: Sender(id: AgentID(high: 9, low: 9), start: 9))
        encoder.begin(tick: Tick.start.wall)
        encoder.appendAsk(host: host, ids)
        var datagram: [UInt8] = []
        encoder.finish(delay: 0) { bytes in datagram = bytes.withUnsafeBufferPointer { Array($0) } }
        return datagram
    }

    @Test("begins with who the host is and what all values mean, before there are any")
    func first() throws {
        var output = Self.output()
        let received = try Received(output.answers(at: .start))
        #expect(received.hosts == [Self.announcement()])
        #expect(Set(received.definitions.values) == Set(Catalogue.definitions))
        #expect(received.samples.isEmpty)
        let later = output.answers(at: .start + 1)
        #expect(later.isEmpty)
    }

    @Test("the host follows every 30 s and the meanings every hour, though ticks come early and late")
    func periods() throws {
        var output = Self.output()
        var hosts: [Int] = []
        var descriptions: [Int] = []
        for number in 0...480 {
            let tick = (.start + Double(15 * number)).jittered(number)
            let received = try Received(output.datagrams(at: tick))
            #expect(received.hosts.count <= 1)
            if !received.hosts.isEmpty { hosts.append(15 * number) }
            if !received.definitions.isEmpty {
                #expect(received.definitions.count == Catalogue.definitions.count)
                descriptions.append(15 * number)
            }
        }
        #expect(hosts == Array(stride(from: 0, through: 7200, by: 30)))
        #expect(descriptions == [0, 3600, 7200])
    }

    @Test(
        "the host follows every 30 s between intervals that are longer, and only then",
        arguments: [
            (15, [0]), (30, [0]), (60, [0, 30, 60, 90]), (3600, [0, 30, 60, 90]),
        ] as [(UInt32, [Int])])
    func between(interval: UInt32, expected: [Int]) throws {
        var output = Self.output(interval: interval * 1000)
        let times = try (0..<100).filter { second in
            let tick = (.start + Double(second)).jittered(second)
            return try !Received(output.answers(at: tick)).hosts.isEmpty
        }
        #expect(times == expected)
    }

    @Test("who asks is answered, at most once in 5 s")
    func asked() throws {
        var output = Self.output()
        _ = output.answers(at: .start)
        let cpu = EncodedDefinition(Catalogue.definitions[1])
        let question = Self.ask(host: true, [cpu.id, DefinitionID(hash: 42)])
        var answers: [Int] = []
        for second in 1..<60 {
            output.heard(question.span)
            output.heard(question.span)
            let received = try Received(output.answers(at: .start + Double(second)))
            guard !received.isEmpty else { continue }
            #expect(received.hosts == [Self.announcement()])
            #expect(received.definitions == [cpu.id: Catalogue.definitions[1]])
            answers.append(second)
        }
        #expect(answers == Array(stride(from: 5, to: 60, by: 5)))
    }

    @Test("an answer is not repeated unasked, and goes out with the values if they are due first")
    func answeredOnce() throws {
        var output = Self.output()
        _ = output.answers(at: .start)
        let cpu = EncodedDefinition(Catalogue.definitions[1]).id
        output.heard(Self.ask(host: false, [cpu]).span)
        let received = try Received(output.datagrams(of: Self.report(of: .idleVM), at: .start + 15))
        #expect(Array(received.definitions.keys) == [cpu])
        #expect(received.hosts.isEmpty)
        for second in 16..<29 {
            let answers = output.answers(at: .start + Double(second))
            #expect(answers.isEmpty)
        }
    }

    @Test(
        "what is no question is passed over",
        arguments: [
            [], [0x50], Array("PLX1".utf8), Array("hello, agent, who are you?".utf8),
            [UInt8](repeating: 0xFF, count: 1400),
            Array(ask(host: true, []).dropLast()),
        ] as [[UInt8]])
    func noise(datagram: [UInt8]) {
        var output = Self.output()
        _ = output.answers(at: .start)
        output.heard(datagram.span)
        for second in 1..<20 {
            let answers = output.answers(at: .start + Double(second))
            #expect(answers.isEmpty)
        }
    }

    @Test(
        "values arrive as they were reported, in datagrams of at most 1,400 bytes",
        arguments: [
            "idle-vm", "many-cores", "odd-names", "hypervisor",
        ])
    func values(host: String) throws {
        var output = Self.output()
        let report = Self.report(of: FixtureHost(name: host))
        let datagrams = output.datagrams(of: report, at: .start + 15)
        #expect(datagrams.allSatisfy { $0.count <= 1400 })
        // Whatever is lost, each can be read alone.
        let samples = try datagrams.flatMap { try Received([$0]).samples }
        let sent = report.rows.indices.map { index in
            (
                id: EncodedDefinition(Catalogue.definitions[report.rows[index].definition]).id,
                sample: Sample(
                    instance: report.rows[index].instance, numbers: Array(report.numbers[report.values(of: index)]),
                    texts: report.texts(of: index))
            )
        }
        #expect(samples.count == sent.count)
        for (got, expected) in zip(samples, sent) {
            #expect(got.id == expected.id)
            #expect(got.sample.instance == expected.sample.instance)
            #expect(got.sample.texts == expected.sample.texts)
            #expect(got.sample.numbers.count == expected.sample.numbers.count)
            for (number, original) in zip(got.sample.numbers, expected.sample.numbers) {
                #expect(number.isNaN == original.isNaN)
                // Whole numbers exactly, others as singles.
                let precision = original == original.rounded() ? 0 : 6e-8
                #expect(original.isNaN || abs(number - original) <= precision * abs(original))
            }
        }
    }

    @Test("every datagram counts, and says how long after the tick it was sent")
    func header() throws {
        var output = Self.output()
        let report = Self.report(of: .manyCores)
        output.prepare(report, at: .start)
        let early = try output.finished(at: .start + 3.25).map { try Frame($0) }
        output.prepare(report, at: .start + 15)
        // A clock that says otherwise is not believed.
        let late = try output.finished(at: .start + 14).map { try Frame($0) }
        #expect(early.count > 1 && late.count > 1)
        #expect((early + late).map(\.sequence) == Array(0..<UInt32(early.count + late.count)))
        #expect((early + late).allSatisfy { $0.sender == Self.sender })
        #expect(early.allSatisfy { $0.delay == 3250 && $0.tick == Tick.start.wall })
        #expect(late.allSatisfy { $0.delay == 0 && $0.tick == (Tick.start + 15).wall })
    }

    @Test("nothing is sent twice")
    func finishedOnce() {
        var output = Self.output()
        let first = output.answers(at: .start)
        let second = output.finished(at: .start)
        #expect(!first.isEmpty)
        #expect(second.isEmpty)
    }

    @Test("the last word is a goodbye, and nothing else")
    func goodbye() throws {
        var output = Self.output()
        output.prepareGoodbye(at: .start)
        let frames = try output.finished(at: .start).map { try Frame($0) }
        #expect(frames.map(\.records) == [[.goodbye]])
    }
}
