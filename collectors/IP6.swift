package import MetricModel
package import Procfs

/// IPv6 packets, from `/proc/net/snmp6`.
package final class IP6Collector: NumbersCollector<Snmp6Key>, Collector {
    private static let file = Columns<Snmp6Key>(source: "/proc/net/snmp6")

    private static let columns = [
        file.rate("in", .ipInReceives, "Received", "Ip6InReceives: packets received, for whomever"),
        file.rate("out", .ipOutRequests, "Sent", "Ip6OutRequests: packets that this host wanted to send"),
        file.rate("delivered", .ipInDelivers, "Delivered", "Ip6InDelivers: packets handed to TCP, UDP and the like"),
        file.rate(
            "forwarded", .ipOutForwDatagrams, "Forwarded", "Ip6OutForwDatagrams: packets passed on to other hosts"),
        file.rate("in_octets", .ipInOctets, unit: .bytesPerSecond, "Bytes received", "Ip6InOctets: bytes received"),
        file.rate("out_octets", .ipOutOctets, unit: .bytesPerSecond, "Bytes sent", "Ip6OutOctets: bytes sent"),
        file.rate(
            "in_discards", .ipInDiscards, "Receive discards",
            "Ip6InDiscards: sound packets received and dropped, such as for want of memory"),
        file.rate(
            "out_discards", .ipOutDiscards, "Send discards",
            "Ip6OutDiscards: packets not sent, such as for want of memory"),
        file.rate(
            "in_no_routes", .ipInNoRoutes, "No route, received",
            "Ip6InNoRoutes: packets received that no route leads on"),
        file.rate("out_no_routes", .ipOutNoRoutes, "No route, sent", "Ip6OutNoRoutes: packets to where no route leads"),
        file.rate(
            "in_hdr_errors", .ipInHdrErrors, "Header errors",
            "Ip6InHdrErrors: packets received with a bad header or at the end of their hop limit"),
        file.rate(
            "in_addr_errors", .ipInAddrErrors, "Address errors",
            "Ip6InAddrErrors: packets received for an address that cannot be"),
        file.rate(
            "unknown_protos", .ipInUnknownProtos, "Unknown protocols",
            "Ip6InUnknownProtos: packets received of a protocol that nobody takes"),
        file.rate(
            "too_big", .ipInTooBigErrors, "Too big",
            "Ip6InTooBigErrors: packets too big for the link they should leave by"),
        file.rate(
            "truncated", .ipInTruncatedPkts, "Truncated", "Ip6InTruncatedPkts: packets received that were cut short"),
        file.rate(
            "reasm_fails", .ipReasmFails, "Reassembly failures",
            "Ip6ReasmFails: packets that could not be put together from fragments"),
        file.rate(
            "frag_fails", .ipFragFails, "Fragmentation failures",
            "Ip6FragFails: packets that could not be broken into fragments"),
        file.rate("in_mcast", .ipInMcastPkts, "Multicast received", "Ip6InMcastPkts: multicast packets received"),
        file.rate("out_mcast", .ipOutMcastPkts, "Multicast sent", "Ip6OutMcastPkts: multicast packets sent"),
        file.rate(
            "ce", .ipInCEPkts, "Congestion marks",
            "Ip6InCEPkts: packets received that a router marked as having met congestion"),
    ]

    package static let definitions = [
        Definition(
            subject: SubjectName(literal: "ip6"), retention: .brief, pace: 15, title: "IPv6",
            fields: columns.map(\.field))
    ]

    package init(_ host: Roots, _ shared: SharedReaders) { super.init(shared.snmp6, Self.columns) }
}
