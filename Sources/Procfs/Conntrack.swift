/// Connections that the packet filter keeps track of, from `/proc/sys/net/netfilter/nf_conntrack_count` and `_max`, and
/// `/proc/net/stat/nf_conntrack`, of this network namespace.
package typealias Conntrack = Numbers<ConntrackKey>

package enum ConntrackKey: String, NumberKey {
    /// Connections now, and at most.
    case count = "nf_conntrack_count"
    case max = "nf_conntrack_max"
    case found
    case invalid
    /// Packets that are not tracked; always 0 since Linux 5.10.
    case ignore
    case insertFailed = "insert_failed"
    case drop
    case earlyDrop = "early_drop"
    case icmpError = "icmp_error"
    case searchRestart = "search_restart"
    /// Since Linux 5.9.
    case clashResolved = "clashres"

    package static let file: StaticString = "net/stat/nf_conntrack"
}

extension Conntrack {
    package static var path: String { "net/stat/nf_conntrack" }
    package static var countPath: String { "sys/net/netfilter/nf_conntrack_count" }
    package static var maxPath: String { "sys/net/netfilter/nf_conntrack_max" }

    package init(parsing bytes: Span<UInt8>) throws(ProcfsError) {
        self.init()
        try parseTable(bytes)
    }

    package static func count(parsing bytes: Span<UInt8>) throws(ProcfsError) -> UInt64 {
        try Fields.onlyNumber(in: bytes, of: "sys/net/netfilter/nf_conntrack_count", "connections")
    }

    package static func max(parsing bytes: Span<UInt8>) throws(ProcfsError) -> UInt64 {
        try Fields.onlyNumber(in: bytes, of: "sys/net/netfilter/nf_conntrack_max", "most connections")
    }
}
