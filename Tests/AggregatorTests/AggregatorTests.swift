import Aggregator
import Archive
import ClusterState
import Collectors
import Foundation
import Logging
import MetricModel
import Testing
import Transport
import Wire

@Suite("An aggregator")
final class AggregatorTests {
    private let directory = NSTemporaryDirectory() + "aggregator-\(UUID().uuidString)"

    deinit { try? FileManager.default.removeItem(atPath: directory) }

    private static let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
    private static let sender = Sender(id: AgentID(high: 1, low: 2), start: 3)

    private func aggregator(listen: [Endpoint] = []) throws -> Aggregator {
        var configuration = Configuration(directory: directory)
        configuration.listen = listen
        return try Aggregator(configuration, logger: Self.logger)
    }

    /// The datagrams of one tick of a host that reports its load.
    static func datagrams(load: Double, at tick: Timestamp, sequence: UInt32) throws -> [[UInt8]] {
        let definition = try #require(Catalogue.definitions.first)
        var encoder = FrameEncoder(sender: sender, sequence: sequence)
        encoder.begin(tick: tick)
        encoder.append(
            HostAnnouncement(
                cluster: GroupName(literal: "default"), name: HostName(literal: "web1"), interval: 15_000))
        let numbers = [load, 2, 3]
        encoder.append(EncodedDefinition(definition).id, instance: nil, numbers: numbers.span)
        var datagrams: [[UInt8]] = []
        encoder.finish(delay: 0) { bytes in datagrams.append(bytes.withUnsafeBufferPointer { Array($0) }) }
        return datagrams
    }

    private static let web1 = HostKey(cluster: GroupName(literal: "default"), name: HostName(literal: "web1"))

    @Test("keeps what it hears in its state and in its files, and knows its hosts after a restart")
    func restart() async throws {
        let first = try aggregator()
        // The end of the last step is at most a step ago, so it is taken as the host says it.
        let step = Timestamp(seconds: Tick.now().wall.seconds / 15 * 15)
        for datagram in try Self.datagrams(load: 0.5, at: step, sequence: 0) { first.hear(datagram.span) }
        #expect(first.read { $0.hosts[Self.web1]?.number("load", "one") } == 0.5)
        let end = Int(step.seconds)
        let series = Series.host(Self.web1, SubjectName(literal: "load"), nil)
        let rows = try await first.archive.fetch(Query(series, columns: ["one"], from: end - 15, to: end))
        #expect(rows.values == [[0.5]])
        await first.stop()

        let second = try aggregator()
        #expect(second.read { $0.hosts[Self.web1]?.state } == .up)
        #expect(second.read { $0.hosts[Self.web1]?.sender } == Self.sender)
        await second.stop()
    }

    @Test("counts what it cannot read, by where it came from")
    func refusals() async throws {
        let aggregator = try aggregator()
        for bytes in [[UInt8]("hello".utf8), [], Frame.magic, [0, 0, 0, 128, 255, 255, 255, 255]] {
            aggregator.hear(bytes.span)
        }
        let source = aggregator.read { $0.sources.byAddress["127.0.0.1"] }
        #expect(source?.refused == 4)
        #expect(source?.lastError?.isEmpty == false)
        #expect(aggregator.read { $0.hosts.isEmpty })
        await aggregator.stop()
    }

    @Test("hears datagrams on its address, and asks unknown agents who they are")
    func listening() async throws {
        let receiver = try UDPReceiver(listeningOn: SocketAddress(ipv4: 0x7F00_0001, port: 0))
        let port = receiver.address.port
        _ = consume receiver
        let address = SocketAddress(ipv4: 0x7F00_0001, port: port)
        let aggregator = try aggregator(listen: [.address(address)])
        aggregator.start()

        var encoder = FrameEncoder(sender: Self.sender)
        encoder.begin(tick: Tick.now().wall)
        let numbers: [Double] = [1]
        encoder.append(DefinitionID(hash: 42), instance: nil, numbers: numbers.span)
        var batch = DatagramBatch()
        encoder.finish(delay: 0) { batch.append($0) }
        var sender = try UDPSender()
        #expect(sender.send(batch, to: [address]).sent == 1)

        #expect(try Wakeup.wait(for: sender.descriptors, timeoutMilliseconds: 10_000) == .readable)
        var inbox = Inbox(datagrams: 1)
        _ = try sender.receive(into: &inbox)
        var answers: [Frame.Record] = []
        inbox.forEach { bytes, _ in answers += (try? Frame(decoding: bytes).records) ?? [] }
        #expect(answers == [.ask(host: true, [])])
        await aggregator.stop()
    }

    @Test("says in one sentence why it cannot start")
    func obstacles() async throws {
        let first = try aggregator()
        let error = #expect(throws: ArchiveError.self) { try self.aggregator() }
        #expect(error?.description.contains("in use by another aggregator") == true)
        await first.stop()

        var configuration = Configuration(directory: "/proc/plexus")
        configuration.listen = []
        let other = #expect(throws: ArchiveError.self) { try Aggregator(configuration, logger: Self.logger) }
        #expect(other?.description.hasPrefix("the data directory /proc/plexus cannot be used") == true)
    }

    @Test("sets a damaged memory aside and begins anew")
    func damagedState() async throws {
        try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
        try Data("{\"version\": ".utf8).write(to: URL(fileURLWithPath: "\(directory)/state.json"))
        // Who only looks leaves it where it is.
        #expect(throws: StateFileError.self) { try StateFile(directory: self.directory).load() }
        #expect(FileManager.default.fileExists(atPath: "\(directory)/state.json"))
        let aggregator = try aggregator()
        #expect(aggregator.read { $0.hosts.isEmpty })
        let names = try FileManager.default.contentsOfDirectory(atPath: directory)
        #expect(names.contains { $0.hasPrefix("state.json.damaged-") })
        await aggregator.stop()
    }
}
