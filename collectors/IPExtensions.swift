package import MetricModel
package import Procfs

/// What IPv4 counts beyond the standard, from `/proc/net/netstat`.
package final class IPExtensionsCollector: NumbersCollector<NetstatKey>, Collector {
    private static let file = Columns<NetstatKey>(source: "/proc/net/netstat")

    private static let columns = [
        file.rate("in_octets", .inOctets, unit: .bytesPerSecond, "Bytes received", "InOctets: bytes received"),
        file.rate("out_octets", .outOctets, unit: .bytesPerSecond, "Bytes sent", "OutOctets: bytes sent"),
        file.rate("in_mcast", .inMcastPkts, "Multicast received", "InMcastPkts: multicast packets received"),
        file.rate("out_mcast", .outMcastPkts, "Multicast sent", "OutMcastPkts: multicast packets sent"),
        file.rate(
            "in_mcast_octets", .inMcastOctets, unit: .bytesPerSecond, "Multicast bytes received",
            "InMcastOctets: bytes received by multicast"),
        file.rate(
            "out_mcast_bytes", .outMcastOctets, unit: .bytesPerSecond, "Multicast bytes sent",
            "OutMcastOctets: bytes sent by multicast"),
        file.rate("in_bcast", .inBcastPkts, "Broadcast received", "InBcastPkts: broadcast packets received"),
        file.rate("out_bcast", .outBcastPkts, "Broadcast sent", "OutBcastPkts: broadcast packets sent"),
        file.rate("no_routes", .inNoRoutes, "No route", "InNoRoutes: packets received that no route leads on"),
        file.rate("truncated", .inTruncatedPkts, "Truncated", "InTruncatedPkts: packets received that were cut short"),
        file.rate(
            "csum_errors", .inCsumErrors, "Checksum errors", "InCsumErrors: packets received with a bad checksum"),
        file.rate(
            "ce", .inCEPkts, "Congestion marks",
            "InCEPkts: packets received that a router marked as having met congestion"),
        file.rate(
            "ect", .inECT0Pkts, and: [.inECT1Pkts], "ECN-capable",
            "InECT0Pkts and InECT1Pkts: packets received that could be marked so"),
        file.rate(
            "reasm_overlaps", .reasmOverlaps, "Overlaps", "ReasmOverlaps: fragments received that overlap others"),
    ]

    package static let definitions = [
        Definition(
            subject: SubjectName(literal: "ip_ext"), retention: .brief, pace: 15, title: "IPv4, more",
            fields: columns.map(\.field))
    ]

    package init(_ host: Roots, _ shared: SharedReaders) { super.init(shared.netstat, Self.columns) }
}
