/// What IPv6 and its UDP and ICMP count since the start, from `/proc/net/snmp6`, of this network namespace.
///
/// The file is missing where IPv6 is off.
package typealias Snmp6 = Numbers<Snmp6Key>

package enum Snmp6Key: String, NumberKey {
    case ipInReceives = "Ip6InReceives"
    case ipInHdrErrors = "Ip6InHdrErrors"
    case ipInTooBigErrors = "Ip6InTooBigErrors"
    case ipInNoRoutes = "Ip6InNoRoutes"
    case ipInAddrErrors = "Ip6InAddrErrors"
    case ipInUnknownProtos = "Ip6InUnknownProtos"
    case ipInTruncatedPkts = "Ip6InTruncatedPkts"
    case ipInDiscards = "Ip6InDiscards"
    case ipInDelivers = "Ip6InDelivers"
    case ipOutForwDatagrams = "Ip6OutForwDatagrams"
    case ipOutRequests = "Ip6OutRequests"
    case ipOutDiscards = "Ip6OutDiscards"
    case ipOutNoRoutes = "Ip6OutNoRoutes"
    case ipReasmFails = "Ip6ReasmFails"
    case ipFragFails = "Ip6FragFails"
    case ipInMcastPkts = "Ip6InMcastPkts"
    case ipOutMcastPkts = "Ip6OutMcastPkts"
    case ipInOctets = "Ip6InOctets"
    case ipOutOctets = "Ip6OutOctets"
    case ipInCEPkts = "Ip6InCEPkts"

    case icmpInMsgs = "Icmp6InMsgs"
    case icmpInErrors = "Icmp6InErrors"
    case icmpOutMsgs = "Icmp6OutMsgs"
    case icmpOutErrors = "Icmp6OutErrors"
    case icmpInCsumErrors = "Icmp6InCsumErrors"
    case icmpInDestUnreachs = "Icmp6InDestUnreachs"
    case icmpInPktTooBigs = "Icmp6InPktTooBigs"
    case icmpInTimeExcds = "Icmp6InTimeExcds"
    case icmpInEchos = "Icmp6InEchos"
    case icmpInEchoReplies = "Icmp6InEchoReplies"
    case icmpInRouterSolicits = "Icmp6InRouterSolicits"
    case icmpInRouterAdvertisements = "Icmp6InRouterAdvertisements"
    case icmpInNeighborSolicits = "Icmp6InNeighborSolicits"
    case icmpInNeighborAdvertisements = "Icmp6InNeighborAdvertisements"
    case icmpInRedirects = "Icmp6InRedirects"
    case icmpOutDestUnreachs = "Icmp6OutDestUnreachs"
    case icmpOutPktTooBigs = "Icmp6OutPktTooBigs"
    case icmpOutTimeExcds = "Icmp6OutTimeExcds"
    case icmpOutEchos = "Icmp6OutEchos"
    case icmpOutEchoReplies = "Icmp6OutEchoReplies"
    case icmpOutRouterSolicits = "Icmp6OutRouterSolicits"
    case icmpOutNeighborSolicits = "Icmp6OutNeighborSolicits"
    case icmpOutNeighborAdvertisements = "Icmp6OutNeighborAdvertisements"

    case udpInDatagrams = "Udp6InDatagrams"
    case udpNoPorts = "Udp6NoPorts"
    case udpInErrors = "Udp6InErrors"
    case udpOutDatagrams = "Udp6OutDatagrams"
    case udpRcvbufErrors = "Udp6RcvbufErrors"
    case udpSndbufErrors = "Udp6SndbufErrors"
    case udpInCsumErrors = "Udp6InCsumErrors"

    package static let file: StaticString = "net/snmp6"
}

extension Snmp6 {
    package static var path: String { "net/snmp6" }

    package init(parsing bytes: Span<UInt8>) throws(ProcfsError) {
        self.init()
        try parseLines(bytes)
    }
}
