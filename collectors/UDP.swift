package import MetricModel
package import Procfs

/// UDP over IPv4, from `/proc/net/snmp`.
package final class UDPCollector: NumbersCollector<SnmpKey>, Collector {
    private static let file = Columns<SnmpKey>(source: "/proc/net/snmp")

    private static let columns = [
        file.rate("in_datagrams", .udpInDatagrams, "Received", "InDatagrams: datagrams handed to programs"),
        file.rate("out_datagrams", .udpOutDatagrams, "Sent", "OutDatagrams: datagrams sent"),
        file.rate(
            "no_ports", .udpNoPorts, "No ports", "NoPorts: datagrams received for a port where no program listens"),
        file.rate(
            "in_errors", .udpInErrors, "Receive errors",
            "InErrors: datagrams received and lost, for want of room or otherwise"),
        file.rate(
            "rcvbuf_errors", .udpRcvbufErrors, "Receive buffer full",
            "RcvbufErrors: datagrams lost because a program was too slow to take them"),
        file.rate(
            "sndbuf_errors", .udpSndbufErrors, "Send buffer full", "SndbufErrors: datagrams not sent for want of room"),
        file.rate(
            "csum_errors", .udpInCsumErrors, "Checksum errors", "InCsumErrors: datagrams received with a bad checksum"),
    ]

    package static let definitions = [
        Definition(
            subject: SubjectName(literal: "udp"), retention: .detail, title: "UDP",
            fields: columns.map(\.field))
    ]

    package init(_ host: Roots, _ shared: SharedReaders) { super.init(shared.snmp, Self.columns) }
}
