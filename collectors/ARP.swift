package import MetricModel
package import Procfs

/// The table of IPv4 neighbours, from `/proc/net/stat/arp_cache`.
package final class ARPCollector: NumbersCollector<ARPKey>, Collector {
    private static let file = Columns<ARPKey>(source: "/proc/net/stat/arp_cache")

    private static let columns = [
        file.mean("entries", .entries, "Entries", "entries: neighbours in the table"),
        file.rate("allocs", .allocs, "Added", "allocs: neighbours added"),
        file.rate("destroys", .destroys, "Removed", "destroys: neighbours removed"),
        file.rate("lookups", .lookups, "Lookups", "lookups: searches in the table"),
        file.rate("res_failed", .resolutionFailed, "Unanswered", "res_failed: neighbours that did not answer"),
        file.rate(
            "discards", .unresolvedDiscards, "Discards",
            "unresolved_discards: packets dropped while a neighbour's answer was awaited"),
        file.rate("forced_gc", .forcedCollections, "Forced clean-ups", "forced_gc_runs: clean-ups for want of room"),
        file.rate("table_fulls", .tableFulls, "Table full", "table_fulls: neighbours not added for want of room"),
    ]

    package static let definitions = [
        Definition(
            subject: SubjectName(literal: "arp"), retention: .brief, pace: 15, title: "IPv4 neighbours",
            fields: columns.map(\.field))
    ]

    package init(_ host: Roots, _ shared: SharedReaders) {
        let entries = ARPKey.entries.slot
        let reader = NumbersReader<ARPKey>(host.proc.file(ARPCache.path), isOptional: true) {
            (numbers, bytes) throws(ProcfsError) in
            try numbers.parseTable(bytes, same: entries)
        }
        super.init(reader, Self.columns)
    }
}
