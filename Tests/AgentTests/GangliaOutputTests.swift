import Agent
import Collectors
import Foundation
import MetricModel
import TestKit
import Testing
import Wire

@Suite("What is sent as Ganglia's datagrams")
struct GangliaOutputTests {
    private static func output(_ definitions: [Definition] = Catalogue.definitions) -> GangliaOutput {
        GangliaOutput(
            sender: GangliaSender(hostName: "web1"), definitions: definitions, interval: 15,
            startedAt: Timestamp(seconds: 1_700_000_000))
    }

    private static func report(of host: FixtureHost) -> Report {
        var agent = Agent(host.first.roots, output: NoOutput()) { _ in }
        agent.sample(at: .start)
        agent.sample(at: .start + 15)
        return agent.values(at: .start + 15)
    }

    /// A value, or words, for every field that gmond could have.
    private static let everything: Report = {
        var report = Report()
        report.beginCollector(firstDefinition: 0)
        for (index, definition) in Catalogue.definitions.enumerated() where !definition.hasInstances {
            report.begin(index)
            for field in definition.fields {
                if field.kind == .text { report.append(text: "words") } else { report.append(1) }
            }
        }
        return report
    }()

    private static func messages(_ datagrams: [[UInt8]]) throws -> [GangliaMessage] {
        try datagrams.map { try GangliaMessage(decoding: $0.span) }
    }

    private static func metadata(_ messages: [GangliaMessage]) -> [String: GangliaMetadata] {
        var result: [String: GangliaMetadata] = [:]
        for case .metadata(let id, let metadata) in messages { result[id.name] = metadata }
        return result
    }

    private static func values(_ messages: [GangliaMessage]) -> [String: GangliaValue] {
        var result: [String: GangliaValue] = [:]
        for case .value(let id, let value) in messages { result[id.name] = value }
        return result
    }

    @Test("gmond's metrics have gmond's types, units, slopes and times")
    func known() throws {
        var output = Self.output()
        let metadata = Self.metadata(try Self.messages(output.datagrams(of: Self.everything, at: .start)))
        let table = try String(contentsOfFile: "\(FixtureHost.fixtures)/ganglia/default-metrics.tsv", encoding: .utf8)
        var missing: [String] = []
        for line in table.split(separator: "\n").dropFirst() {
            let cells = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
            guard let sent = metadata[cells[0]] else {
                missing.append(cells[0])
                continue
            }
            #expect(sent.type.word == cells[1], "\(cells[0])")
            #expect(sent.units.trimmingCharacters(in: .whitespaces) == cells[2].trimmingCharacters(in: .whitespaces))
            #expect(sent.slope.word == cells[3], "\(cells[0])")
            #expect("\(sent.tmax)" == cells[7], "\(cells[0])")
            #expect(sent.groups == [cells[8]])
            #expect(sent.title == cells[9])
        }
        // What no host has any more.
        #expect(missing == ["location", "gexec", "cpu_aidle"])
    }

    @Test("values are converted to gmond's units")
    func converted() throws {
        var output = Self.output()
        let report = Self.report(of: .idleVM)
        let messages = try Self.messages(output.datagrams(of: report, at: .start))
        let values = Self.values(messages)
        let lines = Listing.values(report, Catalogue.definitions).map { $0.split(separator: " ") }
        func ours(_ name: String) throws -> Double {
            try #require(lines.first { $0[0] == name }.flatMap { Double($0[1]) })
        }
        #expect(values["mem_total"]?.content == .float(Float(try ours("mem_total") / 1024)))
        #expect(values["disk_total"]?.content == .double(try ours("disk_total") / 1e9))
        #expect(values["proc_total"]?.content == .uint(UInt32(try ours("proc_total"))))
        #expect(values["cpu_num"]?.content == .ushort(2))
        #expect(values["load_one"]?.content == .float(Float(try ours("load_one"))))
        #expect(values["os_name"]?.content == .string("Linux"))
        #expect(values["boottime"]?.content == .uint(UInt32(try ours("boottime"))))
        // Not gmond's: in our unit.
        #expect(Self.metadata(messages)["memory_used"]?.units == "bytes")
        #expect(values["memory_used"]?.content == .double(try ours("memory_used")))
    }

    @Test("every value follows its metadata; then comes alone for a minute", arguments: [15, 20, 30])
    func metadataFirst(interval: Int) throws {
        var output = Self.output()
        let report = Self.report(of: .idleVM)
        var described: [Int] = []
        for number in 0...12 {
            let second = number * interval
            let messages = try Self.messages(
                output.datagrams(of: report, at: (.start + Double(second)).jittered(number)))
            var known = Set<String>()
            for message in messages where message.id.name != "heartbeat" {
                switch message {
                case .metadata(let id, let metadata):
                    #expect(metadata.name == id.name)
                    known.insert(id.name)
                case .value(let id, _): #expect(second % 60 != 0 || known.contains(id.name), "\(id.name)")
                case .request: Issue.record("a request")
                }
            }
            #expect(Self.values(messages).count > 100)
            if !known.isEmpty { described.append(second) }
        }
        #expect(described == Array(stride(from: 0, through: 12 * interval, by: 60)))
    }

    @Test("the heart beats every 20 s, with the moment of the start")
    func heartbeat() throws {
        var output = Self.output()
        var beats: [Int] = []
        for second in 0..<100 {
            let messages = try Self.messages(output.answers(at: (.start + Double(second)).jittered(second)))
            guard !messages.isEmpty else { continue }
            #expect(messages.map(\.id.name) == ["heartbeat", "heartbeat"])
            #expect(Self.values(messages)["heartbeat"]?.content == .uint(1_700_000_000))
            beats.append(second)
        }
        #expect(beats == [0, 20, 40, 60, 80])
    }

    @Test("who asks for metadata gets it with the next value")
    func request() throws {
        var output = Self.output()
        let report = Self.report(of: .idleVM)
        _ = output.datagrams(of: report, at: .start)
        for name in ["load_one", "no_such_metric"] {
            var bytes: [UInt8] = []
            try GangliaMessage.request(GangliaMetricID(host: "aggregator", name: name)).encode(into: &bytes)
            output.heard(bytes.span)
        }
        output.heard([1, 2, 3].span)
        let messages = try Self.messages(output.datagrams(of: report, at: .start + 15))
        #expect(Array(Self.metadata(messages).keys) == ["load_one"])
        let names = messages.map(\.id.name)
        #expect(names.count { $0 == "load_one" } == 2)
        let later = try Self.messages(output.datagrams(of: report, at: .start + 19))
        #expect(Self.metadata(later).isEmpty)
    }

    @Test("what is unknown or cannot be said is left out")
    func unknown() throws {
        let definition = Definition(
            subject: SubjectName(literal: "load"), retention: .brief, title: "Load",
            fields: [
                Field("one", .none, .gauge, in: 0...1, title: "One", summary: "One.", flatName: "load_one"),
                Field("cpus", .none, .gauge, in: 0...1, title: "Two", summary: "Two.", flatName: "cpu_num"),
                Field("words", .none, .text, in: 0...0, title: "Words", summary: "Words."),
            ])
        var output = Self.output([definition])
        var report = Report()
        report.beginCollector(firstDefinition: 0)
        report.begin(0)
        report.append(nil)
        // More cores than gmond's type can count.
        report.append(70_000)
        report.append(text: nil)
        report.begin(0)
        report.append(1)
        report.append(2)
        report.append(text: "words")
        let values = Self.values(try Self.messages(output.datagrams(of: report, at: .start)))
        #expect(values.keys.sorted() == ["cpu_num", "heartbeat", "load_one", "load_words"])
        #expect(values["cpu_num"]?.content == .ushort(2))
    }

    @Test("there is no goodbye in Ganglia's protocol")
    func goodbye() {
        var output = Self.output()
        output.prepareGoodbye(at: .start)
        let datagrams = output.finished(at: .start)
        #expect(datagrams.isEmpty)
    }
}
