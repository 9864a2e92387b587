/// How many sockets there are and what they hold, from `/proc/net/sockstat` and `sockstat6`, of this network namespace.
///
/// Memory is the whole host's, as TCP's limit is.
package typealias Sockstat = Numbers<SockstatKey>

package enum SockstatKey: String, NumberKey {
    /// Sockets of every family.
    case used = "sockets.used"
    /// By transport: IPv4's, and IPv6's from the second file.
    case tcpInUse = "TCP.inuse"
    case tcp6InUse = "TCP6.inuse"
    /// No program holds them any more, but they are not closed yet.
    case tcpOrphan = "TCP.orphan"
    case tcpTimeWait = "TCP.tw"
    /// All that exist, those without a connection included.
    case tcpAlloc = "TCP.alloc"
    /// Pages.
    case tcpMemory = "TCP.mem"
    case udpInUse = "UDP.inuse"
    case udp6InUse = "UDP6.inuse"
    /// Pages.
    case udpMemory = "UDP.mem"
    case udpLiteInUse = "UDPLITE.inuse"
    case udpLite6InUse = "UDPLITE6.inuse"
    case rawInUse = "RAW.inuse"
    case raw6InUse = "RAW6.inuse"
    /// Packets that are being put together from fragments.
    case fragInUse = "FRAG.inuse"
    case frag6InUse = "FRAG6.inuse"
    /// Bytes.
    case fragMemory = "FRAG.memory"
    case frag6Memory = "FRAG6.memory"
    /// Pages that TCP may hold at most: the third number of `/proc/sys/net/ipv4/tcp_mem`.
    case tcpMemoryLimit = "tcp_mem"

    package static let file: StaticString = "net/sockstat"
}

extension Sockstat {
    package static var path: String { "net/sockstat" }
    package static var path6: String { "net/sockstat6" }
    package static var limitPath: String { "sys/net/ipv4/tcp_mem" }

    package init(parsing bytes: Span<UInt8>) throws(ProcfsError) {
        self.init()
        try parsePairs(bytes)
    }

    /// The third number of `187899 250533 375798`, in pages.
    package static func limit(parsing bytes: Span<UInt8>) throws(ProcfsError) -> UInt64 {
        var fields = Fields(of: "sys/net/ipv4/tcp_mem")
        _ = try fields.nextLine(in: bytes)
        _ = try fields.unsigned(in: bytes, "pages below which there is no pressure")
        _ = try fields.unsigned(in: bytes, "pages above which there is pressure")
        let limit = try fields.unsigned(in: bytes, "pages at most")
        try fields.finish(in: bytes)
        return limit
    }
}
