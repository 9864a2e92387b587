/// What IP, ICMP, TCP and UDP count since the start, from `/proc/net/snmp`: the counters of RFC 1213 and its kin, of this
/// network namespace.
///
/// TCP's are of IPv4 and IPv6 together, all others of IPv4 alone.
package typealias Snmp = Numbers<SnmpKey>

package enum SnmpKey: String, NumberKey {
    case ipInReceives = "Ip.InReceives"
    case ipInHdrErrors = "Ip.InHdrErrors"
    /// Meant for an address that is not ours.
    case ipInAddrErrors = "Ip.InAddrErrors"
    case ipForwDatagrams = "Ip.ForwDatagrams"
    case ipInUnknownProtos = "Ip.InUnknownProtos"
    case ipInDiscards = "Ip.InDiscards"
    case ipInDelivers = "Ip.InDelivers"
    /// What this host wanted to send, without what it forwards.
    case ipOutRequests = "Ip.OutRequests"
    case ipOutDiscards = "Ip.OutDiscards"
    case ipOutNoRoutes = "Ip.OutNoRoutes"
    case ipReasmTimeout = "Ip.ReasmTimeout"
    case ipReasmReqds = "Ip.ReasmReqds"
    case ipReasmOKs = "Ip.ReasmOKs"
    case ipReasmFails = "Ip.ReasmFails"
    case ipFragOKs = "Ip.FragOKs"
    case ipFragFails = "Ip.FragFails"
    case ipFragCreates = "Ip.FragCreates"

    case icmpInMsgs = "Icmp.InMsgs"
    case icmpInErrors = "Icmp.InErrors"
    case icmpInCsumErrors = "Icmp.InCsumErrors"
    case icmpInDestUnreachs = "Icmp.InDestUnreachs"
    case icmpInTimeExcds = "Icmp.InTimeExcds"
    case icmpInParmProbs = "Icmp.InParmProbs"
    case icmpInRedirects = "Icmp.InRedirects"
    case icmpInEchos = "Icmp.InEchos"
    case icmpInEchoReps = "Icmp.InEchoReps"
    case icmpOutMsgs = "Icmp.OutMsgs"
    case icmpOutErrors = "Icmp.OutErrors"
    /// Not sent because too many were; since Linux 6.5.
    case icmpOutRateLimitGlobal = "Icmp.OutRateLimitGlobal"
    case icmpOutRateLimitHost = "Icmp.OutRateLimitHost"
    case icmpOutDestUnreachs = "Icmp.OutDestUnreachs"
    case icmpOutTimeExcds = "Icmp.OutTimeExcds"
    case icmpOutParmProbs = "Icmp.OutParmProbs"
    case icmpOutRedirects = "Icmp.OutRedirects"
    case icmpOutEchos = "Icmp.OutEchos"
    case icmpOutEchoReps = "Icmp.OutEchoReps"

    case tcpActiveOpens = "Tcp.ActiveOpens"
    case tcpPassiveOpens = "Tcp.PassiveOpens"
    case tcpAttemptFails = "Tcp.AttemptFails"
    case tcpEstabResets = "Tcp.EstabResets"
    /// Connections in ESTABLISHED or CLOSE-WAIT at this moment.
    case tcpCurrEstab = "Tcp.CurrEstab"
    case tcpInSegs = "Tcp.InSegs"
    /// Without those sent again.
    case tcpOutSegs = "Tcp.OutSegs"
    case tcpRetransSegs = "Tcp.RetransSegs"
    case tcpInErrs = "Tcp.InErrs"
    case tcpOutRsts = "Tcp.OutRsts"
    case tcpInCsumErrors = "Tcp.InCsumErrors"

    case udpInDatagrams = "Udp.InDatagrams"
    case udpNoPorts = "Udp.NoPorts"
    /// All that were lost on the way to a program, with the next ones in it.
    case udpInErrors = "Udp.InErrors"
    case udpOutDatagrams = "Udp.OutDatagrams"
    case udpRcvbufErrors = "Udp.RcvbufErrors"
    case udpSndbufErrors = "Udp.SndbufErrors"
    case udpInCsumErrors = "Udp.InCsumErrors"

    package static let file: StaticString = "net/snmp"
}

extension Snmp {
    package static var path: String { "net/snmp" }

    package init(parsing bytes: Span<UInt8>) throws(ProcfsError) {
        self.init()
        try parseColumns(bytes)
    }
}
