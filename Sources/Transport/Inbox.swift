import CLinux
import Glibc

/// What is known of a datagram besides its bytes.
package struct Envelope: Hashable, Sendable {
    /// Where it came from, as it says itself: anyone can forge it.
    package let source: SocketAddress
    /// The index of the interface it came in by; 0 if the socket does not tell.
    package let interface: UInt32
    /// Whether it was sent to a multicast group rather than to this host alone; false if the socket does not tell.
    package let isMulticast: Bool
    /// Whether it was longer than the inbox's room, so that its end is missing.
    package let isTruncated: Bool

    package init(source: SocketAddress, interface: UInt32 = 0, isMulticast: Bool = false, isTruncated: Bool = false) {
        self.source = source
        self.interface = interface
        self.isMulticast = isMulticast
        self.isTruncated = isTruncated
    }
}

/// Room for a batch of datagrams, made once and filled again and again without allocating.
package struct Inbox: ~Copyable, Sendable {
    /// How many datagrams it holds now.
    package private(set) var count = 0
    /// How many it has room for.
    package let capacity: Int
    /// Bytes of room for each.
    package let datagramBytes: Int

    private var bytes: [UInt8]
    private var received: [clinux_received]

    /// Makes room of `datagrams` × `bytes`.
    ///
    /// - Parameters:
    ///   - datagrams: 1 to 64, the most that one system call takes; brought into that range.
    ///   - bytes: At least 1; what is longer is truncated.
    package init(datagrams: Int = 64, bytes: Int = 2048) {
        capacity = min(max(datagrams, 1), Int(CLINUX_BATCH))
        datagramBytes = max(bytes, 1)
        self.bytes = Array(repeating: 0, count: capacity * datagramBytes)
        received = Array(repeating: clinux_received(), count: capacity)
    }

    /// Hands over every datagram, in the order of arrival; the bytes are lent for the length of the call.
    ///
    /// One that carries neither an IPv4 nor an IPv6 source, which the kernel does not make, is passed over.
    package func forEach<Failure: Error>(
        _ body: (Span<UInt8>, Envelope) throws(Failure) -> Void
    ) throws(Failure) {
        let all = bytes.span
        for index in 0..<count {
            let facts = received[index]
            guard let source = SocketAddress(facts.source) else { continue }
            let start = index * datagramBytes
            try body(
                all.extracting(start..<start + min(Int(facts.length), datagramBytes)),
                Envelope(
                    source: source, interface: facts.interface, isMulticast: facts.multicast,
                    isTruncated: facts.truncated))
        }
    }

    package mutating func removeAll() { count = 0 }

    /// Adds what waits on a socket, up to the room that is left, without blocking.
    ///
    /// - Returns: How many datagrams were added; 0 if none waited or a signal came first.
    mutating func append(from descriptor: CInt) throws(TransportError) -> Int {
        let first = count
        let room = datagramBytes
        let left = capacity - first
        guard left > 0 else { return 0 }
        let taken = bytes.withUnsafeMutableBytes { bytes in
            received.withUnsafeMutableBufferPointer { received in
                guard let start = bytes.baseAddress, let facts = received.baseAddress else { return CInt(0) }
                return clinux_recvmmsg(descriptor, start + first * room, room, facts + first, CUnsignedInt(left))
            }
        }
        if taken < 0 {
            switch errno {
            case EAGAIN, EINTR: return 0
            default: throw .refused(doing: "receive datagrams", errno: errno)
            }
        }
        count += Int(taken)
        return Int(taken)
    }

    /// The newest count of lost datagrams that came with the ones now held; nil if none told.
    var lossCount: UInt32? {
        received[..<count].last { $0.tells_lost }?.lost
    }
}
