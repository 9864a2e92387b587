package import MetricModel
package import Procfs

/// TCP connections and segments, IPv4 and IPv6 together, from `/proc/net/snmp`.
package final class TCPCollector: NumbersCollector<SnmpKey>, Collector {
    private static let file = Columns<SnmpKey>(source: "/proc/net/snmp")

    private static let columns = [
        file.rate("active_opens", .tcpActiveOpens, "Active opens", "ActiveOpens: connections that this host began"),
        file.rate("passive_opens", .tcpPassiveOpens, "Passive opens", "PassiveOpens: connections that others began"),
        file.rate(
            "attempt_fails", .tcpAttemptFails, "Failed attempts", "AttemptFails: connections that did not come about"),
        file.rate("estab_resets", .tcpEstabResets, "Resets", "EstabResets: connections that were broken off"),
        file.mean("established", .tcpCurrEstab, "Established", "CurrEstab: connections that are established"),
        file.rate("in_segs", .tcpInSegs, "Segments received", "InSegs: segments received"),
        file.rate("out_segs", .tcpOutSegs, "Segments sent", "OutSegs: segments sent, without those sent again"),
        file.rate("retrans", .tcpRetransSegs, "Retransmitted", "RetransSegs: segments sent again"),
        file.share(
            "retrans_pct", [.tcpRetransSegs], of: [.tcpOutSegs], "Retransmitted",
            "RetransSegs ÷ OutSegs: segments sent again of those sent"),
        file.rate(
            "in_errs", .tcpInErrs, "Receive errors", "InErrs: segments received in error, such as with a bad checksum"),
        file.rate("out_rsts", .tcpOutRsts, "Resets sent", "OutRsts: segments sent with the RST flag"),
        file.rate(
            "csum_errors", .tcpInCsumErrors, "Checksum errors", "InCsumErrors: segments received with a bad checksum"),
    ]

    package static let definitions = [
        Definition(
            subject: SubjectName(literal: "tcp"), retention: .detail, title: "TCP",
            fields: columns.map(\.field))
    ]

    package init(_ host: Roots, _ shared: SharedReaders) { super.init(shared.snmp, Self.columns) }
}
