/// What TCP and IP count beyond the standard, from `/proc/net/netstat`, of this network namespace.
///
/// TCP's are of IPv4 and IPv6 together. Kernels differ in what they have: what is missing is nil. Reading it costs three
/// times as much as `net/snmp`.
package typealias Netstat = Numbers<NetstatKey>

package enum NetstatKey: String, NumberKey {
    case syncookiesSent = "TcpExt.SyncookiesSent"
    case syncookiesRecv = "TcpExt.SyncookiesRecv"
    case syncookiesFailed = "TcpExt.SyncookiesFailed"
    case embryonicRsts = "TcpExt.EmbryonicRsts"
    case pruneCalled = "TcpExt.PruneCalled"
    case rcvPruned = "TcpExt.RcvPruned"
    case ofoPruned = "TcpExt.OfoPruned"
    case delayedACKs = "TcpExt.DelayedACKs"
    case listenOverflows = "TcpExt.ListenOverflows"
    case listenDrops = "TcpExt.ListenDrops"
    case sackReneging = "TcpExt.TCPSACKReneging"
    case sackReorder = "TcpExt.TCPSACKReorder"
    case renoReorder = "TcpExt.TCPRenoReorder"
    case tsReorder = "TcpExt.TCPTSReorder"
    case lostRetransmit = "TcpExt.TCPLostRetransmit"
    case fastRetrans = "TcpExt.TCPFastRetrans"
    case slowStartRetrans = "TcpExt.TCPSlowStartRetrans"
    case timeouts = "TcpExt.TCPTimeouts"
    case lossProbes = "TcpExt.TCPLossProbes"
    case rcvCollapsed = "TcpExt.TCPRcvCollapsed"
    case dsackRecv = "TcpExt.TCPDSACKRecv"
    case abortOnData = "TcpExt.TCPAbortOnData"
    case abortOnClose = "TcpExt.TCPAbortOnClose"
    case abortOnMemory = "TcpExt.TCPAbortOnMemory"
    case abortOnTimeout = "TcpExt.TCPAbortOnTimeout"
    case abortOnLinger = "TcpExt.TCPAbortOnLinger"
    case memoryPressures = "TcpExt.TCPMemoryPressures"
    case spuriousRTOs = "TcpExt.TCPSpuriousRTOs"
    case backlogDrop = "TcpExt.TCPBacklogDrop"
    case timeWaitOverflow = "TcpExt.TCPTimeWaitOverflow"
    case reqQFullDrop = "TcpExt.TCPReqQFullDrop"
    case retransFail = "TcpExt.TCPRetransFail"
    case ofoQueue = "TcpExt.TCPOFOQueue"
    case ofoDrop = "TcpExt.TCPOFODrop"
    case challengeACK = "TcpExt.TCPChallengeACK"
    case toZeroWindowAdv = "TcpExt.TCPToZeroWindowAdv"
    case wantZeroWindowAdv = "TcpExt.TCPWantZeroWindowAdv"
    case synRetrans = "TcpExt.TCPSynRetrans"
    case winProbe = "TcpExt.TCPWinProbe"
    case keepAlive = "TcpExt.TCPKeepAlive"
    case zeroWindowDrop = "TcpExt.TCPZeroWindowDrop"
    case rcvQDrop = "TcpExt.TCPRcvQDrop"

    case inNoRoutes = "IpExt.InNoRoutes"
    case inTruncatedPkts = "IpExt.InTruncatedPkts"
    case inMcastPkts = "IpExt.InMcastPkts"
    case outMcastPkts = "IpExt.OutMcastPkts"
    case inBcastPkts = "IpExt.InBcastPkts"
    case outBcastPkts = "IpExt.OutBcastPkts"
    case inOctets = "IpExt.InOctets"
    case outOctets = "IpExt.OutOctets"
    case inMcastOctets = "IpExt.InMcastOctets"
    case outMcastOctets = "IpExt.OutMcastOctets"
    case inCsumErrors = "IpExt.InCsumErrors"
    case inECT0Pkts = "IpExt.InECT0Pkts"
    case inECT1Pkts = "IpExt.InECT1Pkts"
    case inCEPkts = "IpExt.InCEPkts"
    case reasmOverlaps = "IpExt.ReasmOverlaps"

    package static let file: StaticString = "net/netstat"
}

extension Netstat {
    package static var path: String { "net/netstat" }

    package init(parsing bytes: Span<UInt8>) throws(ProcfsError) {
        self.init()
        try parseColumns(bytes)
    }
}
