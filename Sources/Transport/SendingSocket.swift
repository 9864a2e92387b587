import CLinux
import Glibc

/// The socket by which a sender reaches the addresses of one family.
struct SendingSocket: ~Copyable, Sendable {
    private let socket: Socket
    private let family: SocketAddress.Family
    /// What the kernel was last told; 0 for the routing table's choice.
    private var multicastInterface: UInt32 = 0

    /// The longest wait for room in the kernel's send buffer, in milliseconds.
    private static let patienceMilliseconds = 200

    init(_ family: SocketAddress.Family, timeToLive: UInt8) throws(TransportError) {
        let socket = try Socket(family)
        try socket.setMulticastReach(timeToLive, family)
        let patience = timeval(tv_sec: 0, tv_usec: Self.patienceMilliseconds * 1000)
        try socket.require(SOL_SOCKET, SO_SNDTIMEO, patience, for: "limit the time to send")
        // Bound now, not by the first datagram, so that its port is known and answers can come at once.
        try socket.bind(to: .any(family, port: 0))
        self.socket = socket
        self.family = family
    }

    var descriptor: CInt { socket.descriptor }

    /// The port that answers come to.
    func port() throws(TransportError) -> UInt16 { try socket.localAddress().port }

    /// Where multicast leaves from now on; 0 leaves it to the routing table.
    ///
    /// - Returns: The kernel's error, 0 if none.
    mutating func useForMulticast(_ index: UInt32) -> CInt {
        guard index != multicastInterface else { return 0 }
        let code = socket.setMulticastInterface(index, family)
        if code == 0 { multicastInterface = index }
        return code
    }

    /// Sends what the outcome does not count yet; the kernel's error that ended it, 0 if it came to the end.
    ///
    /// A datagram that is too long is counted and passed over; after any other error nothing more to that destination is
    /// tried.
    func transmit(_ batch: DatagramBatch, _ outcome: inout SendReport.Outcome) -> CInt {
        var native = outcome.destination.native
        while case let next = outcome.sent + outcome.failed, next < batch.count {
            let taken = batch.bytes.withUnsafeBytes { bytes in
                batch.ends.withUnsafeBufferPointer { ends -> CInt in
                    // Datagrams without a byte have no buffer; the kernel then needs an address all the same.
                    withUnsafePointer(to: &native) { to in
                        guard let firstEnd = ends.baseAddress else { return 0 }
                        return clinux_sendmmsg(
                            socket.descriptor, bytes.baseAddress ?? UnsafeRawPointer(to), batch.start(of: next),
                            firstEnd + next, CUnsignedInt(min(batch.count - next, Int(CLINUX_BATCH))), to)
                    }
                }
            }
            if taken > 0 {
                outcome.sent += Int(taken)
                continue
            }
            switch taken < 0 ? errno : EIO {
            case EINTR: continue
            case EMSGSIZE: outcome.fail(1, .tooLong(to: outcome.destination))
            case let code: return code
            }
        }
        return 0
    }
}

extension SendReport.Outcome {
    /// Counts datagrams that were not sent.
    mutating func fail(_ count: Int, _ reason: TransportError) {
        failed += count
        error = error ?? reason
    }
}
