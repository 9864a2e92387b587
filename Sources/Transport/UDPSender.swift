import Glibc

/// Sends datagrams, by multicast and unicast, and hears what is answered to them.
///
/// A socket for each family is opened when the first address of that family is sent to, and closed with the sender.
package struct UDPSender: ~Copyable, Sendable {
    private let interface: String?
    private let timeToLive: UInt8
    private var ipv4: SendingSocket?
    private var ipv6: SendingSocket?
    private var lastPicked: String?

    /// A sender that has opened nothing yet.
    ///
    /// - Parameters:
    ///   - interface: The interface by which multicast leaves; nil leaves it to the routing table. Unicast always follows
    ///     the routing table.
    ///   - timeToLive: How many routers multicast may pass, plus one: 1 stays on the segment, 0 on the host.
    /// - Throws: ``TransportError/noInterface(_:available:)``.
    package init(interface: String? = nil, timeToLive: UInt8 = 1) throws(TransportError) {
        if let interface { _ = try NetworkInterfaces.current().named(interface) }
        self.interface = interface
        self.timeToLive = timeToLive
    }

    /// Sends every datagram of the batch to every destination; one that fails takes nothing from the others.
    ///
    /// Takes two system calls or so per 64 datagrams and destination. May wait up to 0.2 s per destination when the
    /// kernel's send buffer is full.
    ///
    /// A group to which the routing table knows no way (a host without a default route) is reached by the interface that
    /// ``NetworkInterfaces/forSending(_:)`` picks, and the report says so once. The routing table is asked again with
    /// every batch, so that a route that appears is used.
    package mutating func send(_ batch: DatagramBatch, to destinations: [SocketAddress]) -> SendReport {
        var report = SendReport()
        for destination in destinations {
            report.outcomes.append(send(batch, to: destination, &report.pickedInterface))
        }
        return report
    }

    /// Sends every datagram of the batch to one destination, without allocating if that goes well.
    ///
    /// `picked` becomes the interface that was picked for want of a route, when it is not the one last told.
    package mutating func send(
        _ batch: DatagramBatch, to destination: SocketAddress, _ picked: inout String?
    ) -> SendReport.Outcome {
        var outcome = SendReport.Outcome(destination: destination)
        do throws(TransportError) {
            try send(batch, &outcome, &picked)
        } catch {
            outcome.fail(batch.count - outcome.sent - outcome.failed, error)
        }
        return outcome
    }

    private mutating func send(
        _ batch: DatagramBatch, _ outcome: inout SendReport.Outcome, _ picked: inout String?
    ) throws(TransportError) {
        let family = outcome.destination.family
        // The socket leaves its place while it is used: it can be in one hand only.
        var socket =
            switch family {
            case .ipv4: try Self.open(ipv4.take(), .ipv4, timeToLive)
            case .ipv6: try Self.open(ipv6.take(), .ipv6, timeToLive)
            }
        let failure = deliver(batch, &outcome, by: &socket, &picked)
        switch family {
        case .ipv4: ipv4 = consume socket
        case .ipv6: ipv6 = consume socket
        }
        if let failure { throw failure }
    }

    private static func open(
        _ socket: consuming SendingSocket?, _ family: SocketAddress.Family, _ timeToLive: UInt8
    ) throws(TransportError) -> SendingSocket {
        guard let socket else { return try SendingSocket(family, timeToLive: timeToLive) }
        return socket
    }

    /// Sends by the way that was asked for, the routing table's, or the picked one; why it ended early, if it did.
    private mutating func deliver(
        _ batch: DatagramBatch, _ outcome: inout SendReport.Outcome, by socket: inout SendingSocket,
        _ picked: inout String?
    ) -> TransportError? {
        let destination = outcome.destination
        var code: CInt = 0
        do throws(TransportError) {
            let chosen = destination.isMulticast ? try chosenIndex(for: destination) : nil
            if destination.isMulticast { code = socket.useForMulticast(chosen ?? 0) }
            if code == 0 { code = socket.transmit(batch, &outcome) }
            if destination.isMulticast, chosen == nil, Self.meansNoWay(code),
                let other = try NetworkInterfaces.current().forSending(destination.family)
            {
                code = socket.useForMulticast(other.index)
                if code == 0 { code = socket.transmit(batch, &outcome) }
                if code == 0, other.name != lastPicked {
                    lastPicked = other.name
                    picked = other.name
                }
            }
        } catch {
            return error
        }
        return code == 0 ? nil : TransportError(errno: code, sendingTo: destination)
    }

    /// The interface that was asked for, by the flag or in the address; nil if none was.
    ///
    /// Looked up anew each time, because one that is unplugged and comes back has a new index.
    private func chosenIndex(for destination: SocketAddress) throws(TransportError) -> UInt32? {
        guard let interface else { return destination.scope == 0 ? nil : destination.scope }
        let index = if_nametoindex(interface)
        return index != 0 ? index : try NetworkInterfaces.current().named(interface).index
    }

    private static func meansNoWay(_ code: CInt) -> Bool {
        [ENETUNREACH, EHOSTUNREACH, ENODEV, EADDRNOTAVAIL].contains(code)
    }
}

// MARK: - Answers

extension UDPSender {
    /// The sockets that are open, to wait on for answers with ``Wakeup/wait(for:waker:timeoutMilliseconds:)``; none before
    /// the first send.
    package var descriptors: [CInt] {
        [Self.descriptor(ipv4), Self.descriptor(ipv6)].compactMap(\.self)
    }

    /// Adds the sockets that are open, to wait on for answers.
    package func addDescriptors(to list: inout WaitList) {
        if let descriptor = Self.descriptor(ipv4) { list.append(descriptor) }
        if let descriptor = Self.descriptor(ipv6) { list.append(descriptor) }
    }

    private static func descriptor(_ socket: borrowing SendingSocket?) -> CInt? {
        switch socket {
        case .some(let socket): socket.descriptor
        case .none: nil
        }
    }

    /// The port from which the family's datagrams leave and to which answers come; nil before the first send.
    package func port(_ family: SocketAddress.Family) throws(TransportError) -> UInt16? {
        switch family {
        case .ipv4: try Self.port(ipv4)
        case .ipv6: try Self.port(ipv6)
        }
    }

    private static func port(_ socket: borrowing SendingSocket?) throws(TransportError) -> UInt16? {
        switch socket {
        case .some(let socket): try socket.port()
        case .none: nil
        }
    }

    /// Fills the inbox anew with the answers that wait, without blocking.
    ///
    /// - Returns: How many there are; as many as the inbox has room for when more may wait.
    package func receive(into inbox: inout Inbox) throws(TransportError) -> Int {
        inbox.removeAll()
        for descriptor in descriptors { _ = try inbox.append(from: descriptor) }
        return inbox.count
    }
}
