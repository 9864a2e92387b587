import ClusterState
import Foundation
import MetricModel
import Synchronization
import Transport
import Wire

/// One thread that hears the datagrams of one address, hands them over in batches, and asks back by the same socket.
final class Listener: Sendable {
    /// Taken by the thread when it starts.
    private let receiver: Mutex<UDPReceiver?>
    private let status: Mutex<ListenerStatus>
    private let waker: Waker

    /// Begins to listen; hears nothing until ``start(_:)``.
    init(on address: SocketAddress, interface: String?, until waker: Waker) throws(TransportError) {
        let receiver = try UDPReceiver(listeningOn: address, interface: interface)
        status = Mutex(
            ListenerStatus(
                address: receiver.address.description, interfaces: receiver.joinedInterfaces,
                bufferBytes: receiver.bufferBytes))
        self.receiver = Mutex(receiver)
        self.waker = waker
    }

    var snapshot: ListenerStatus { status.withLock { $0 } }

    /// Runs until the waker rings.
    func start(_ aggregator: Aggregator) {
        let thread = Thread { [self] in
            guard let receiver = receiver.withLock({ $0.take() }) else { return }
            run(receiver, aggregator)
        }
        thread.name = "listener"
        thread.start()
    }

    private func run(_ receiver: consuming UDPReceiver, _ aggregator: Aggregator) {
        var receiver = receiver
        var peers: [SocketAddress: Peer] = [:]
        var heard: [(Heard, Peer)] = []
        var rejoinAt = aggregator.now.monotonic + Self.rejoinPeriod
        while true {
            heard.removeAll(keepingCapacity: true)
            let wakeup: Wakeup
            do {
                wakeup = try receiver.receive(timeoutMilliseconds: 1000, waker: waker) { bytes, envelope in
                    let peer = Self.peer(of: envelope.source, &peers)
                    heard.append((Heard(bytes, envelope), peer))
                }
            } catch {
                aggregator.warn("\(status.withLock { $0.address }): \(error)")
                // What failed once fails again at once: do not spin.
                usleep(100_000)
                continue
            }
            if wakeup == .woken, aggregator.isStopping { return }
            let now = aggregator.now
            if !heard.isEmpty {
                for effect in aggregator.take(heard, at: now) { answer(effect, by: receiver, aggregator) }
                let (count, lost) = (heard.count, receiver.lost)
                status.withLock {
                    $0.datagrams += UInt64(count)
                    $0.lostByKernel = lost
                }
            }
            if now.monotonic >= rejoinAt {
                rejoinAt = now.monotonic + Self.rejoinPeriod
                _ = try? receiver.rejoin()
                let joined = receiver.joinedInterfaces
                status.withLock { $0.interfaces = joined }
            }
        }
    }

    private static let rejoinPeriod: UInt64 = 60_000_000_000
    /// Beyond this the known addresses are forgotten: forged ones must not fill the memory.
    private static let peerLimit = 20_000

    private static func peer(of address: SocketAddress, _ peers: inout [SocketAddress: Peer]) -> Peer {
        if let peer = peers[address] { return peer }
        if peers.count >= peerLimit { peers.removeAll() }
        let peer = Peer(address: address.host, port: address.port)
        peers[address] = peer
        return peer
    }

    private func answer(_ effect: Effect, by receiver: borrowing UDPReceiver, _ aggregator: Aggregator) {
        switch effect {
        case .ask(let host, let ids, let peer):
            guard let address = SocketAddress(host: peer.address, port: peer.port) else { return }
            aggregator.withQuestion(host: host, ids) { bytes in
                // An agent that cannot be asked repeats itself in time.
                try? receiver.send(bytes, to: address)
            }
        case .askGanglia(let id):
            var bytes: [UInt8] = []
            guard receiver.address.isMulticast, (try? GangliaMessage.request(id).encode(into: &bytes)) != nil else {
                return
            }
            try? receiver.send(bytes.span, to: receiver.address)
        case .store, .resolve, .report: break
        }
    }
}

/// What a listener has heard.
package struct ListenerStatus: Sendable, Equatable {
    package let address: String
    /// Where its group is joined; empty for unicast.
    package var interfaces: [String]
    /// The room for waiting datagrams that the kernel granted.
    package let bufferBytes: Int
    package var datagrams: UInt64 = 0
    /// Datagrams that the kernel dropped because they were not read in time.
    package var lostByKernel: UInt64 = 0
}
