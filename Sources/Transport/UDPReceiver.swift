import Glibc

/// Hears datagrams on one port, of a multicast group or by unicast, and answers from the same port.
///
/// A receiver of a group also hears unicast that comes to its port; the envelope's `isMulticast` tells the two apart.
/// Other programs on this host may hear the same group on the same port, as gmond allows: each gets every multicast
/// datagram, but a unicast one goes to the one that came last.
package struct UDPReceiver: ~Copyable, Sendable {
    /// Where it listens: the group or address it was given, with the true port if that was 0.
    package let address: SocketAddress
    /// Bytes of waiting datagrams for which the kernel granted room.
    ///
    /// It doubles them for its book-keeping, which takes several hundred bytes a datagram.
    package let bufferBytes: Int

    private let socket: Socket
    private var inbox: Inbox
    private var losses = LossCounter()
    private var memberships: Memberships?

    /// The room for waiting datagrams that is asked for.
    package static let defaultBufferBytes = 16 << 20

    /// Begins to listen.
    ///
    /// - Parameters:
    ///   - address: A multicast group; or one of this host's own addresses; or ``SocketAddress/any(_:port:)``, which hears
    ///     unicast of that family alone. Port 0 takes any free port.
    ///   - interface: Where to join the group; nil joins on every interface that carries multicast, with loopback. An
    ///     IPv6 group's scope counts as an interface. Means nothing for unicast.
    ///   - bufferBytes: The room for waiting datagrams to ask the kernel for. Without the right to exceed it (CAP_NET_ADMIN)
    ///     it grants at most `net.core.rmem_max`.
    ///   - inbox: The room into which a batch is read, which also bounds the length of a datagram.
    /// - Throws: ``TransportError/addressInUse(_:)``, ``TransportError/noInterface(_:available:)``,
    ///   ``TransportError/notThisHost(_:)``, ``TransportError/permissionDenied(doing:)``.
    package init(
        listeningOn address: SocketAddress, interface: String? = nil, bufferBytes: Int = Self.defaultBufferBytes,
        inbox: consuming Inbox = Inbox()
    ) throws(TransportError) {
        let socket = try Socket(address.family)
        try socket.prepareToHear(address.family)
        let granted = socket.requestReceiveBuffer(bufferBytes)
        if address.isMulticast {
            try socket.require(SOL_SOCKET, SO_REUSEADDR, CInt(1), for: "share the port of a group")
            socket.hearOnlyJoinedGroups(address.family)
            try socket.bind(to: .any(address.family, port: address.port))
        } else {
            try socket.bind(to: address)
        }
        var bound = address
        bound.port = try socket.localAddress().port
        if bound.isMulticast {
            var memberships = Memberships(of: bound, on: interface)
            let joining = try memberships.update(socket)
            if interface != nil || bound.scope != 0, let failure = joining.failed.first { throw failure.error }
            self.memberships = memberships
        } else {
            memberships = nil
        }
        self.address = bound
        self.bufferBytes = granted
        self.socket = socket
        self.inbox = inbox
    }

    /// To wait on several receivers at once, with ``Wakeup/wait(for:waker:timeoutMilliseconds:)``.
    package var descriptor: CInt { socket.descriptor }

    /// Datagrams that the kernel dropped because they were not read in time, or were damaged; what was lost after the last
    /// datagram read is not counted yet.
    package var lost: UInt64 { losses.total }

    /// The names of the interfaces on which the group is joined; empty for unicast.
    ///
    /// May be empty for a group at first, when no interface is up and none was asked for: ``rejoin(renewing:)`` tries again,
    /// and tells where it fails.
    package var joinedInterfaces: [String] { memberships?.names ?? [] }

    /// Joins the group on interfaces that have come since, and forgets those that have gone.
    ///
    /// Costs a look at all interfaces: for once a minute, or after a silence.
    ///
    /// - Parameter renewing: Whether to leave and join where the group is joined already, so that a switch that has
    ///   forgotten this host hears of it again. Datagrams of that instant are lost.
    /// - Returns: What changed; nothing for unicast.
    /// - Throws: ``TransportError/noInterface(_:available:)`` while an interface that was asked for by name is away.
    package mutating func rejoin(renewing: Bool = false) throws(TransportError) -> Joining {
        guard var memberships else { return Joining() }
        defer { self.memberships = memberships }
        if renewing { memberships.leaveAll(socket) }
        return try memberships.update(socket)
    }

    /// Hands over the datagrams that wait, at most an inbox full, without blocking.
    ///
    /// - Parameter body: Gets each datagram's bytes, lent for the length of the call, and what is known of it.
    /// - Returns: How many there were; the inbox's capacity when more may wait.
    /// - Throws: ``TransportError/refused(doing:errno:)``.
    package mutating func drain(_ body: (Span<UInt8>, Envelope) -> Void) throws(TransportError) -> Int {
        inbox.removeAll()
        let count = try inbox.append(from: socket.descriptor)
        if let lost = inbox.lossCount { losses.observe(lost) }
        inbox.forEach(body)
        return count
    }

    /// Waits for datagrams and hands over those that have come, at most an inbox full.
    ///
    /// - Parameters:
    ///   - timeoutMilliseconds: nil waits for ever, 0 only looks.
    ///   - waker: What may end the wait early; while it rings nothing is read.
    ///   - body: As for ``drain(_:)``.
    /// - Returns: Why it came back. ``Wakeup/readable`` may have handed over nothing: the kernel finds out only on reading
    ///   that a datagram is damaged.
    /// - Throws: ``TransportError/refused(doing:errno:)``.
    package mutating func receive(
        timeoutMilliseconds: Int?, waker: Waker? = nil, _ body: (Span<UInt8>, Envelope) -> Void
    ) throws(TransportError) -> Wakeup {
        let wakeup = try Wakeup.wait(
            for: [socket.descriptor], waker: waker, timeoutMilliseconds: timeoutMilliseconds)
        if wakeup == .readable { _ = try drain(body) }
        return wakeup
    }

    /// Sends one datagram from the port it listens on, without waiting: to ask or answer a single host.
    package func send(_ datagram: Span<UInt8>, to address: SocketAddress) throws(TransportError) {
        try socket.send(datagram, to: address)
    }
}

extension Socket {
    /// Asks the kernel to tell, with each datagram, how many were lost before it and how it came.
    fileprivate func prepareToHear(_ family: SocketAddress.Family) throws(TransportError) {
        let on: CInt = 1
        try require(SOL_SOCKET, SO_RXQ_OVFL, on, for: "count lost datagrams")
        switch family {
        case .ipv4:
            try require(CInt(IPPROTO_IP), IP_PKTINFO, on, for: "tell multicast from unicast")
        case .ipv6:
            try require(CInt(IPPROTO_IPV6), IPV6_RECVPKTINFO, on, for: "tell multicast from unicast")
            // Else [::]:8649 would keep 0.0.0.0:8649 from being bound, and IPv4 hosts would come under two addresses.
            try require(CInt(IPPROTO_IPV6), IPV6_V6ONLY, on, for: "hear IPv6 alone")
        }
    }

    /// Asks for room for waiting datagrams; what the kernel granted, in bytes.
    fileprivate func requestReceiveBuffer(_ bytes: Int) -> Int {
        let wanted = CInt(clamping: bytes)
        if set(SOL_SOCKET, SO_RCVBUFFORCE, wanted) != 0 { _ = set(SOL_SOCKET, SO_RCVBUF, wanted) }
        var granted: CInt = 0
        var size = socklen_t(MemoryLayout<CInt>.size)
        guard getsockopt(descriptor, SOL_SOCKET, SO_RCVBUF, &granted, &size) == 0 else { return 0 }
        // The kernel doubles what it is asked for, to make up for its book-keeping.
        return Int(granted) / 2
    }
}
