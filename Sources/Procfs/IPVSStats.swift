/// What the load balancer has carried since it was loaded, from `/proc/net/ip_vs_stats`: in hexadecimal, with 32 bits for
/// connections and packets before Linux 4.1.
package struct IPVSStats: Sendable, Equatable {
    package let connections: UInt64
    /// From clients, and to them; with direct routing and tunnels the latter take another way, and are 0 here.
    package let inPackets, outPackets: UInt64
    package let inBytes, outBytes: UInt64

    package static let path = "net/ip_vs_stats"
}

extension IPVSStats {
    package init(parsing bytes: Span<UInt8>) throws(ProcfsError) {
        var fields = Fields(of: "net/ip_vs_stats")
        for _ in 0..<3 {
            guard try fields.nextLine(in: bytes) else {
                throw fields.malformed(in: bytes, 0..<0, "two lines of header and one of numbers")
            }
        }
        func next(_ expected: StaticString) throws(ProcfsError) -> UInt64 {
            let word = fields.word(in: bytes)
            guard let value = bytes.hexadecimal(word) else { throw fields.malformed(in: bytes, word, expected) }
            return value
        }
        connections = try next("connections in hex")
        inPackets = try next("incoming packets in hex")
        outPackets = try next("outgoing packets in hex")
        inBytes = try next("incoming bytes in hex")
        outBytes = try next("outgoing bytes in hex")
        // The rates below these totals are not wanted, but tell that the file is whole.
        while try fields.nextLine(in: bytes) {}
    }
}
