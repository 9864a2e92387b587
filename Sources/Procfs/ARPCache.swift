/// The table of IPv4 neighbours, from `/proc/net/stat/arp_cache`: the whole host's, all network namespaces together.
package typealias ARPCache = Numbers<ARPKey>

package enum ARPKey: String, NumberKey {
    /// Neighbours in the table now.
    case entries
    case allocs, destroys, lookups
    case resolutionFailed = "res_failed"
    case forcedCollections = "forced_gc_runs"
    case unresolvedDiscards = "unresolved_discards"
    /// Since Linux 3.18.
    case tableFulls = "table_fulls"

    package static let file: StaticString = "net/stat/arp_cache"
}

extension ARPCache {
    package static var path: String { "net/stat/arp_cache" }

    package init(parsing bytes: Span<UInt8>) throws(ProcfsError) {
        self.init()
        try parseTable(bytes, same: ARPKey.entries.slot)
    }
}
