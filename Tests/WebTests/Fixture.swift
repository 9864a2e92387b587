import Aggregator
import Archive
import ClusterState
import Collectors
import Foundation
import Graphs
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Logging
import MetricModel
import NIOCore
import TestKit
import Web
import Wire

/// An aggregator of a few hosts with ten minutes of history, and its site in memory, without a server.
///
/// Up: `prod/web1`, `lab/web1`, `prod/db 1` and, of a hostile cluster, a hostile host. Down: `prod/web2`. Left: `prod/old`.
struct Fixture {
    static let hostileCluster = "<script>alert(\"1\")<\\script>"
    static let hostileHost = "a\"b'<img src=x>&?#%2F ü"

    let client: any TestClientProtocol
    let aggregator: Aggregator

    /// What programs must know to tell events, which are kept about `lab/web1` only.
    static let token = "a-token-for-tests-only"

    /// Runs a test against the site that all tests read and none changes.
    ///
    /// - `base`: below which path it is served.
    /// - `isLive`: whether by a server that is asked from this host.
    static func use(
        base: String = "", isLive: Bool = false, _ test: @escaping @Sendable (Fixture) async throws -> Void
    ) async throws {
        let shared = try await shared.value
        let site = Site(
            aggregator: shared.aggregator, catalogue: shared.catalogue, base: try WebBase(parsing: base),
            clock: shared.clock)
        try await application(site).test(isLive ? .live : .router) { client in
            try await test(Fixture(client: client, aggregator: site.aggregator))
        }
    }

    /// What a site answers whose aggregator has heard nobody.
    ///
    /// - `past`: whether it remembers `prod/web2`, which is down, and `prod/old`, which left.
    static func answerWithoutHosts(_ uri: String, past: Bool = false) async throws -> Answer {
        let folder = try TemporaryFolder()
        if past { try rememberPast(in: folder.path) }
        let aggregator = try makeAggregator(in: folder.path)
        let site = Site(aggregator: aggregator, catalogue: GraphCatalogue(folders: []))
        let answer = try await application(site).test(.router) { client in
            Answer(try await client.execute(uri: uri, method: .get))
        }
        await aggregator.stop()
        return answer
    }

    /// Its clock stands still, so that nothing ages however long the tests take.
    private static let shared = Task {
        let folder = try TemporaryFolder.untilExit()
        try FileManager.default.createDirectory(atPath: folder + "/graphs", withIntermediateDirectories: true)
        for (name, text) in graphs {
            try text.write(toFile: "\(folder)/graphs/\(name).yaml", atomically: true, encoding: .utf8)
        }
        try FileManager.default.createDirectory(atPath: folder + "/views", withIntermediateDirectories: true)
        try view.write(toFile: "\(folder)/views/saved.yaml", atomically: true, encoding: .utf8)
        try rememberPast(in: folder)
        let aggregator = try makeAggregator(in: folder)
        for (number, host) in hosts.enumerated() { hear(host, number: UInt64(number), by: aggregator) }
        storeHistory(in: aggregator)
        // Instances are found by their files.
        await aggregator.archive.flush()
        let now = Tick.now().wall
        return Site(aggregator: aggregator, catalogue: GraphCatalogue(folders: [folder + "/graphs"])) { now }
    }

    /// - `interval`: the archive's step, in seconds; the usual one unless told.
    static func makeAggregator(in folder: String, interval: Int? = nil) throws -> Aggregator {
        var configuration = Configuration(directory: folder)
        if let interval { configuration.interval = interval }
        configuration.listen = []
        configuration.eventToken = token
        return try Aggregator(configuration, logger: silence)
    }

    static func application(_ site: Site) -> some ApplicationProtocol {
        Application(router: WebServer.router(site), logger: silence)
    }

    static let silence = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

    func get(
        _ uri: String, method: HTTPRequest.Method = .get, headers: HTTPFields = [:]
    ) async throws -> Answer {
        Answer(try await client.execute(uri: uri, method: method, headers: headers))
    }

    /// Tells an event.
    func post(_ document: String, headers: HTTPFields = [:], hasToken: Bool = true) async throws -> Answer {
        var headers = headers
        if headers[.contentType] == nil { headers[.contentType] = "application/json" }
        if hasToken { headers[.authorization] = "Bearer \(Self.token)" }
        return Answer(
            try await client.execute(
                uri: "/api/v1/events", method: .post, headers: headers, body: ByteBuffer(string: document)))
    }

    private static let view = """
        view: saved
        title: Load of all
        from: -7d
        items:
          - { graph: load, group: prod }
          - { metrics: load.one, hosts: "*" }
        """

    static let graphs = [
        "load": """
        graph: load
        title: Load average
        description: How many tasks ran or waited.
        series:
          - { metric: load.one, label: 1 min, draw: area, color: blue }
        group:
          host: load.one
          label: 1 min load
        """,
        "memory": """
        graph: memory
        title: Memory
        unit: bytes
        description: What memory is used for.
        series:
          - { metric: memory.used, label: used, draw: stack, color: blue }
        """,
        "filesystem": """
        graph: filesystem
        title: File systems
        section: Files & <b>more</b>
        order: 200
        unit: "%"
        description: How full each is.
        series:
          - { metric: filesystem@*.used_pct, label: "{instance}", draw: line, instances: all }
        """,
    ]

    /// The file systems of `prod/old`, of which the second is hostile.
    static let fileSystems = ["/", "/<img src=x>\"'&"] + (1...6).map { "/srv/\($0)" }

    private static let hosts: [(cluster: String, name: String, groups: [String], load: Double)] = [
        ("prod", "web1", ["frontend"], 1.5), ("lab", "web1", [], 0.25), ("prod", "db 1", [], 3),
        (hostileCluster, hostileHost, [#"<b>'"&"#], 0),
    ]

    static func hear(
        _ host: (cluster: String, name: String, groups: [String], load: Double), number: UInt64,
        by aggregator: Aggregator
    ) {
        var encoder = FrameEncoder(sender: Sender(id: AgentID(high: number, low: 1), start: 1))
        encoder.begin(tick: Tick.now().wall)
        guard let cluster = GroupName(host.cluster), let name = HostName(host.name) else { preconditionFailure() }
        encoder.append(
            HostAnnouncement(
                cluster: cluster, name: name, groups: host.groups.compactMap { GroupName($0) }, tags: ["<i>": "\"v\""],
                interval: 15_000))
        let values: [(String, [String: Double], [String: String])] = [
            ("load", ["one": host.load, "five": 1.25, "fifteen": 1], [:]),
            ("cpu", ["user": 30, "system": 10, "idle": 55, "iowait": 5], [:]),
            ("memory", ["total": 8e9, "used": 2e9], [:]),
            (
                "host", ["cpus": 4, "boot_time": 1_700_000_000],
                ["os_name": "Linux", "os_release": "6.1.0", "cpu_model": "<EPYC>"]
            ),
        ]
        for (subject, numbers, texts) in values {
            let definition = definition(subject)
            let row = definition.fields.map { numbers[$0.name.text] ?? .nan }
            let words = definition.fields.enumerated().reduce(into: [Int: String]()) { words, field in
                words[field.offset] = texts[field.element.name.text]
            }
            encoder.append(EncodedDefinition(definition).id, instance: nil, numbers: row.span, text: { words[$0] })
        }
        encoder.finish(delay: 0) { aggregator.hear($0) }
    }

    static func definition(_ subject: String, hasInstances: Bool = false) -> Definition {
        let found = Catalogue.definitions.first { $0.subject.text == subject && $0.hasInstances == hasInstances }
        guard let found else {
            preconditionFailure("no subject \(subject)")
        }
        return found
    }

    /// Ten minutes of load and of file systems, one row for each step, ending well before the frames that are heard.
    private static func storeHistory(in aggregator: Aggregator) {
        let definition = definition("load")
        let end = Tick.now().wall.seconds / 15 * 15 - 30
        let host = HostKey(cluster: GroupName(literal: "prod"), name: HostName(literal: "old"))
        aggregator.archive.store(
            (0..<40).map { step in
                let rowEnd = end - Int64(40 - step) * 15
                return Row(
                    series: .host(host, definition.subject, nil), definition: definition, start: rowEnd - 15,
                    end: rowEnd,
                    values: definition.fields.map { _ in 2 })
            })
        let files = Self.definition("filesystem", hasInstances: true)
        for (number, instance) in fileSystems.compactMap({ InstanceName($0) }).enumerated() {
            aggregator.archive.store(
                (0..<40).map { step in
                    let rowEnd = end - Int64(40 - step) * 15
                    return Row(
                        series: .host(host, files.subject, instance), definition: files, start: rowEnd - 15,
                        end: rowEnd, values: files.fields.map { $0.kind == .text ? .nan : Double(number * 10) })
                })
        }
    }

    /// Two hosts that an aggregator knew an hour ago: one is silent since, the other said goodbye.
    private static func rememberPast(in folder: String) throws {
        let now = Tick.now()
        let past = Tick(wall: now.wall + -3_600_000, monotonic: 0)
        var state = ClusterState(
            ClusterState.Configuration(gangliaCluster: GroupName(literal: "default")),
            definitions: Catalogue.definitions)
        for (number, name) in ["web2", "old"].enumerated() {
            var encoder = FrameEncoder(sender: Sender(id: AgentID(high: 90, low: UInt64(number)), start: 1))
            encoder.begin(tick: past.wall)
            guard let host = HostName(name) else { preconditionFailure() }
            encoder.append(HostAnnouncement(cluster: GroupName(literal: "prod"), name: host, interval: 15_000))
            if name == "old" { encoder.appendGoodbye() }
            var frames: [Frame] = []
            encoder.finish(delay: 0) { bytes in
                if let frame = try? Frame(decoding: bytes) { frames.append(frame) }
            }
            for frame in frames {
                _ = state.heard(frame, from: Peer(address: "192.0.2.7", port: 1), at: past)
            }
        }
        _ = state.advance(to: Tick(wall: now.wall, monotonic: 3_600_000_000_000))
        try StateFile(directory: folder).save(Snapshot(state))
    }
}
