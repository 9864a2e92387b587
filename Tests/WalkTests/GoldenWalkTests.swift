import Agent
import Archive
import ClusterState
import Collectors
import Foundation
import Graphs
import MetricModel
import TestKit
import Testing
import Transport
import Wire

/// One host's two moments, carried from its `/proc` to a table of numbers; every station is a text file that can be
/// looked at, and renewed with `PLEXUS_RENEW=1`.
@Suite("The walk of a fixture host")
struct GoldenWalkTests {
    private static let first = Tick(wall: Timestamp(seconds: 1_795_000_005), monotonic: 1_000_000_000)
    private static let second = Tick(wall: Timestamp(seconds: 1_795_000_020), monotonic: 16_000_000_000)
    private static let key = HostKey(cluster: GroupName(literal: "prod"), name: HostName(literal: "kvm1"))
    private static let folder = "\(FixtureHost.fixtures)/walk"

    @Test("from /proc to CSV is the same as ever")
    func walk() async throws {
        let frames = try Self.frames()
        try Self.compare(frames.map(Self.text).joined(), with: "frames.txt")

        var state = ClusterState(
            ClusterState.Configuration(step: 15, gangliaCluster: GroupName(literal: "default")),
            definitions: Catalogue.definitions)
        let arrival = Tick(wall: Self.second.wall + 2500, monotonic: Self.second.monotonic + 2_500_000_000)
        let peer = Peer(address: "192.0.2.7", port: 40_000)
        var effects = state.advance(to: arrival)
        for frame in frames { effects += state.heard(frame, from: peer, at: arrival) }
        let later = Tick(wall: Self.second.wall + 15_000, monotonic: Self.second.monotonic + 15_000_000_000)
        effects += state.advance(to: later)
        try Self.compare(effects.map { "\(Self.text($0))\n" }.joined(), with: "effects.txt")

        let data = try TemporaryFolder()
        let archive = try Archive(directory: data.path, step: 15)
        archive.store(effects.compactMap { if case .store(let row) = $0 { row } else { nil } })
        await archive.flush()
        var tables = ""
        let catalogue = GraphCatalogue(folders: ["\(FixtureHost.fixtures)/../../graphs"])
        let end = Int(Self.second.wall.seconds)
        for definition in catalogue.definitions {
            for subject in [GraphSubject.host(Self.key), .group(GroupName(literal: "prod"), members: [Self.key])] {
                let request = GraphRequest(definition, of: subject, time: TimeRange(from: end - 15, to: end))
                let graph = try await GraphData.load(request, from: archive)
                tables += "# \(graph.title)\n\(graph.csv.replacing("\r\n", with: "\n"))\n"
            }
        }
        await archive.close()
        try Self.compare(tables, with: "graphs.csv")
    }

    /// What the agent of the host sends for its two moments.
    private static func frames() throws -> [Frame] {
        let host = try PlayedHost(.hypervisor)
        let announcement = HostAnnouncement(cluster: key.cluster, name: key.name, interval: 15_000)
        let output = FrameOutput(
            announcement, sender: Sender(id: AgentID(high: 1, low: 2), start: 3), definitions: Catalogue.definitions)
        var agent = Agent(host.roots, reportsCost: false, output: output) { line in
            Issue.record("the agent said: \(line)")
        }
        var batch = DatagramBatch()
        agent.sample(at: first)
        try host.advance()
        agent.sample(at: second)
        agent.reportInterval(at: second)
        agent.finish(&batch, at: second)
        var frames: [Frame] = []
        var problem: WireError?
        batch.forEach { bytes in
            do throws(WireError) { frames.append(try Frame(decoding: bytes)) } catch { problem = error }
        }
        if let problem { throw problem }
        return frames
    }

    private static func text(_ frame: Frame) -> String {
        let records = frame.records.map { record in
            switch record {
            case .host(let host): "  host \(host.cluster)/\(host.name) every \(host.interval) ms\n"
            case .description(let part): "  description \(part.id): \(part.bytes.count) of \(part.total) bytes\n"
            case .values(let id, let rows):
                rows.map { row in
                    let values = row.numbers.indices.map { row.texts[$0] ?? number(row.numbers[$0]) }
                    return "  values \(id) \(row.instance?.text ?? "-"): \(values.joined(separator: " "))\n"
                }.joined()
            case .ask: "  ask\n"
            case .goodbye: "  goodbye\n"
            }
        }
        return "frame \(frame.sequence) of \(frame.tick.seconds)\n\(records.joined())"
    }

    private static func text(_ effect: Effect) -> String {
        switch effect {
        case .store(let row):
            "\(row.start)...\(row.end) \(name(row.series)): \(row.values.map(number).joined(separator: " "))"
        default: "\(effect)"
        }
    }

    private static func name(_ series: Series) -> String {
        switch series {
        case .host(let host, let subject, let instance): "\(host) \(subject)\(instance.map { "@\($0)" } ?? "")"
        case .group(let group, let subject): "group \(group) \(subject)"
        }
    }

    /// Six digits, so that no last bit of a floating point library can change a golden file; whole numbers in full.
    private static func number(_ value: Double) -> String {
        if value.isNaN { return "-" }
        return value == value.rounded() ? String(format: "%.0f", value) : String(format: "%.6g", value)
    }

    private static func compare(_ text: String, with name: String) throws {
        let path = "\(folder)/\(name)"
        if ProcessInfo.processInfo.environment["PLEXUS_RENEW"] == "1" {
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            try text.write(toFile: path, atomically: true, encoding: .utf8)
        }
        let golden = try String(contentsOfFile: path, encoding: .utf8)
        let found = text.split(separator: "\n", omittingEmptySubsequences: false)
        let expected = golden.split(separator: "\n", omittingEmptySubsequences: false)
        #expect(found.count == expected.count, "\(name)")
        for (number, (found, expected)) in zip(found, expected).enumerated() where found != expected {
            Issue.record("\(name):\(number + 1): expected\n\(expected)\nfound\n\(found)")
        }
    }
}
