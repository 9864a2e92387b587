import Collectors
import Foundation
import MetricModel
import Synchronization
import Transport
import Wire

/// Some hosts of which each says its load every second, in real datagrams whose values follow from the time.
final class Feeder: Sendable {
    private let hosts: Int
    private let address: SocketAddress
    /// When a second's datagrams left, in milliseconds since 1970.
    private let sent = Mutex<[Int64: Int64]>([:])
    private let isStopping = Atomic(false)
    private let hasStopped = DispatchSemaphore(value: 0)

    init(hosts: Int, to address: SocketAddress) {
        self.hosts = hosts
        self.address = address
    }

    /// By the second that they were about, when the datagrams left: milliseconds since 1970.
    var departures: [Int64: Int64] { sent.withLock { $0 } }

    static let definition = EncodedDefinition(LoadAverageCollector.definitions[0])

    static func host(_ number: Int) -> HostKey {
        guard let name = HostName("fed\(number)") else { preconditionFailure("digits are legal in a host's name") }
        return HostKey(cluster: GroupName(literal: "fed"), name: name)
    }

    /// A host's three loads at the end of a second.
    static func values(_ second: Int64, of host: Int) -> [Double] {
        let number = Double(second % 1_000_000 * 8 + Int64(host))
        return [number, number / 4, 1]
    }

    func start() {
        Thread { [self] in
            run()
            hasStopped.signal()
        }.start()
    }

    /// Blocks for up to a second.
    func stop() {
        isStopping.store(true, ordering: .relaxed)
        hasStopped.wait()
    }

    private func run() {
        guard var sender = try? UDPSender() else { return }
        var sequence: UInt32 = 0
        let start = UInt64.random(in: 1 ... .max)
        while !isStopping.load(ordering: .relaxed) {
            usleep(UInt32(1010 - Tick.now().wall.milliseconds % 1000) * 1000)
            let second = Tick.now().wall.seconds
            var batch = DatagramBatch()
            for host in 0..<hosts {
                let identity = Sender(id: AgentID(high: 42, low: UInt64(host)), start: start)
                var encoder = FrameEncoder(sender: identity, sequence: sequence)
                encoder.begin(tick: Timestamp(seconds: second))
                let key = Self.host(host)
                encoder.append(HostAnnouncement(cluster: key.cluster, name: key.name, interval: 1000))
                let numbers = Self.values(second, of: host)
                encoder.append(Self.definition.id, instance: nil, numbers: numbers.span)
                encoder.finish(delay: UInt32(Tick.now().wall.milliseconds - second * 1000)) { batch.append($0) }
            }
            let departure = Tick.now().wall.milliseconds
            _ = sender.send(batch, to: [address])
            sent.withLock { $0[second] = departure }
            sequence += 1
        }
    }
}
