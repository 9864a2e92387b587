package import MetricModel
package import Procfs

/// ICMP messages, from `/proc/net/snmp`.
package final class ICMPCollector: NumbersCollector<SnmpKey>, Collector {
    private static let file = Columns<SnmpKey>(source: "/proc/net/snmp")

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
            "in_time_excd", .icmpInTimeExcds, "Time exceeded received", "InTimeExcds: packets of ours lived too long"),
        file.rate(
            "out_time_excd", .icmpOutTimeExcds, "Time exceeded sent", "OutTimeExcds: packets of others lived too long"),
        file.rate(
            "in_parm_probs", .icmpInParmProbs, "Parameter problems received",
            "InParmProbs: packets of ours had a bad header"),
        file.rate(
            "out_parm_probs", .icmpOutParmProbs, "Parameter problems sent",
            "OutParmProbs: packets of others had a bad header"),
        file.rate("in_echos", .icmpInEchos, "Pings received", "InEchos: echo requests received"),
        file.rate("out_echos", .icmpOutEchos, "Pings sent", "OutEchos: echo requests sent"),
        file.rate("in_echo_reps", .icmpInEchoReps, "Ping answers received", "InEchoReps: echo replies received"),
        file.rate("out_echo_reps", .icmpOutEchoReps, "Ping answers sent", "OutEchoReps: echo replies sent"),
        file.rate(
            "in_redirects", .icmpInRedirects, "Redirects received", "InRedirects: hints at a better route received"),
        file.rate("out_redirects", .icmpOutRedirects, "Redirects sent", "OutRedirects: hints at a better route sent"),
        file.rate(
            "rate_limited", .icmpOutRateLimitGlobal, and: [.icmpOutRateLimitHost], "Rate limited",
            "OutRateLimitGlobal and OutRateLimitHost: messages not sent because there were too many"),
    ]

    package static let definitions = [
        Definition(
            subject: SubjectName(literal: "icmp"), retention: .brief, title: "ICMP",
            fields: columns.map(\.field))
    ]

    package init(_ host: Roots, _ shared: SharedReaders) { super.init(shared.snmp, Self.columns) }
}
