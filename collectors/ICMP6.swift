package import MetricModel
package import Procfs

/// ICMPv6 messages, neighbour discovery among them, from `/proc/net/snmp6`.
package final class ICMP6Collector: NumbersCollector<Snmp6Key>, Collector {
    private static let file = Columns<Snmp6Key>(source: "/proc/net/snmp6")

    private static let columns = [
        file.rate("in", .icmpInMsgs, "Received", "InMsgs: messages received"),
        file.rate("out", .icmpOutMsgs, "Sent", "OutMsgs: messages sent"),
        file.rate("in_errors", .icmpInErrors, "Receive errors", "InErrors: messages received in error"),
        file.rate("out_errors", .icmpOutErrors, "Send errors", "OutErrors: messages that could not be sent"),
        file.rate(
            "csum_errors", .icmpInCsumErrors, "Checksum errors", "InCsumErrors: messages received with a bad checksum"),
        file.rate(
            "in_unreach", .icmpInDestUnreachs, "Unreachable received",
            "InDestUnreachs: others could not reach whom we sent to"),
        file.rate(
            "out_unreach", .icmpOutDestUnreachs, "Unreachable sent",
            "OutDestUnreachs: we could not reach whom others sent to"),
        file.rate(
            "in_too_big", .icmpInPktTooBigs, "Too big received", "InPktTooBigs: what we sent was too big for some link"),
        file.rate(
            "out_too_big", .icmpOutPktTooBigs, "Too big sent",
            "OutPktTooBigs: what others sent was too big for a link of ours"),
        file.rate(
            "in_time_excd", .icmpInTimeExcds, "Time exceeded received", "InTimeExcds: packets of ours lived too long"),
        file.rate(
            "out_time_excd", .icmpOutTimeExcds, "Time exceeded sent", "OutTimeExcds: packets of others lived too long"),
        file.rate("in_echos", .icmpInEchos, "Pings received", "InEchos: echo requests received"),
        file.rate("out_echos", .icmpOutEchos, "Pings sent", "OutEchos: echo requests sent"),
        file.rate("in_echo_reps", .icmpInEchoReplies, "Ping answers received", "InEchoReplies: echo replies received"),
        file.rate("out_echo_reps", .icmpOutEchoReplies, "Ping answers sent", "OutEchoReplies: echo replies sent"),
        file.rate(
            "in_redirects", .icmpInRedirects, "Redirects received", "InRedirects: hints at a better route received"),
        file.rate(
            "in_router_sol", .icmpInRouterSolicits, "Router requests received",
            "InRouterSolicits: router solicitations received"),
        file.rate(
            "out_router_sol", .icmpOutRouterSolicits, "Router requests sent",
            "OutRouterSolicits: router solicitations sent"),
        file.rate(
            "in_router_adv", .icmpInRouterAdvertisements, "Router answers received",
            "InRouterAdvertisements: router advertisements received"),
        file.rate(
            "in_neigh_sol", .icmpInNeighborSolicits, "Neighbour requests received",
            "InNeighborSolicits: neighbour solicitations received"),
        file.rate(
            "out_neigh_sol", .icmpOutNeighborSolicits, "Neighbour requests sent",
            "OutNeighborSolicits: neighbour solicitations sent"),
        file.rate(
            "in_neigh_adv", .icmpInNeighborAdvertisements, "Neighbour answers received",
            "InNeighborAdvertisements: neighbour advertisements received"),
        file.rate(
            "out_neigh_adv", .icmpOutNeighborAdvertisements, "Neighbour answers sent",
            "OutNeighborAdvertisements: neighbour advertisements sent"),
    ]

    package static let definitions = [
        Definition(
            subject: SubjectName(literal: "icmp6"), retention: .brief, pace: 15, title: "ICMPv6",
            fields: columns.map(\.field))
    ]

    package init(_ host: Roots, _ shared: SharedReaders) { super.init(shared.snmp6, Self.columns) }
}
