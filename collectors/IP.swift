package import MetricModel
package import Procfs

/// IPv4 packets, from `/proc/net/snmp`.
package final class IPCollector: NumbersCollector<SnmpKey>, Collector {
    private static let file = Columns<SnmpKey>(source: "/proc/net/snmp")

    private static let columns = [
        file.rate("in", .ipInReceives, "Received", "InReceives: packets received, for whomever"),
        file.rate("out", .ipOutRequests, "Sent", "OutRequests: packets that this host wanted to send"),
        file.rate("delivered", .ipInDelivers, "Delivered", "InDelivers: packets handed to TCP, UDP and the like"),
        file.rate("forwarded", .ipForwDatagrams, "Forwarded", "ForwDatagrams: packets passed on to other hosts"),
        file.rate(
            "in_discards", .ipInDiscards, "Receive discards",
            "InDiscards: sound packets received and dropped, such as for want of memory"),
        file.rate(
            "out_discards", .ipOutDiscards, "Send discards", "OutDiscards: packets not sent, such as for want of memory"
        ),
        file.rate("no_routes", .ipOutNoRoutes, "No route", "OutNoRoutes: packets to where no route leads"),
        file.rate(
            "in_hdr_errors", .ipInHdrErrors, "Header errors",
            "InHdrErrors: packets received with a bad header or at the end of their time to live"),
        file.rate(
            "in_addr_errors", .ipInAddrErrors, "Address errors",
            "InAddrErrors: packets received for an address that cannot be"),
        file.rate(
            "unknown_protos", .ipInUnknownProtos, "Unknown protocols",
            "InUnknownProtos: packets received of a protocol that nobody takes"),
        file.rate("reasm_reqds", .ipReasmReqds, "Fragments received", "ReasmReqds: fragments received"),
        file.rate("reasm_oks", .ipReasmOKs, "Reassembled", "ReasmOKs: packets put together from fragments"),
        file.rate(
            "reasm_fails", .ipReasmFails, "Reassembly failures", "ReasmFails: packets that could not be put together"),
        file.rate(
            "reasm_timeouts", .ipReasmTimeout, "Reassembly timeouts",
            "ReasmTimeout: packets whose fragments did not come in time"),
        file.rate("frag_oks", .ipFragOKs, "Fragmented", "FragOKs: packets broken into fragments"),
        file.rate(
            "frag_fails", .ipFragFails, "Fragmentation failures",
            "FragFails: packets too large that must not be broken up"),
        file.rate("frag_creates", .ipFragCreates, "Fragments made", "FragCreates: fragments made"),
    ]

    package static let definitions = [
        Definition(
            subject: SubjectName(literal: "ip"), retention: .brief, title: "IPv4",
            fields: columns.map(\.field))
    ]

    package init(_ host: Roots, _ shared: SharedReaders) { super.init(shared.snmp, Self.columns) }
}
