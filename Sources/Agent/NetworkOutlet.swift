package import MetricModel
package import Transport

/// The network: every datagram goes to every destination; what fails is reported when it begins and when it ends.
package struct NetworkOutlet: ~Copyable, Outlet {
    private var sender: UDPSender
    private var destinations: [Destination]
    private var inbox = Inbox(datagrams: 8)
    private var failures: [SocketAddress: TransportError] = [:]
    private let log: (String) -> Void

    package init(
        to endpoints: [Endpoint], interface: String?, timeToLive: UInt8, log: @escaping (String) -> Void
    ) throws(TransportError) {
        sender = try UDPSender(interface: interface, timeToLive: timeToLive)
        destinations = endpoints.map { Destination($0) }
        self.log = log
    }

    package mutating func send(_ batch: DatagramBatch, at now: Tick) -> Int {
        var failed = 0
        for index in destinations.indices {
            if let error = destinations[index].refresh(now: now.monotonic) {
                log("\(destinations[index].endpoint): \(error)")
            }
            guard let address = destinations[index].address else {
                failed += batch.count
                continue
            }
            var picked: String?
            let outcome = sender.send(batch, to: address, &picked)
            if let picked { log("no route for multicast: sending by \(picked)") }
            failed += outcome.failed
            if let error = outcome.error {
                if failures[address] != error { log("\(error)") }
                failures[address] = error
            } else if !failures.isEmpty, failures.removeValue(forKey: address) != nil {
                log("\(address): sent again")
            }
        }
        return failed
    }

    package func addDescriptors(to list: inout WaitList) { sender.addDescriptors(to: &list) }

    package mutating func answers(_ body: (Span<UInt8>) -> Void) {
        // An error here belongs to an earlier datagram, which the next send will report.
        guard let count = try? sender.receive(into: &inbox), count > 0 else { return }
        inbox.forEach { bytes, _ in body(bytes) }
    }
}
