package import MetricModel
package import Procfs

/// Network interfaces, all that have a wire together and each, from `/proc/net/dev`.
package final class NetworkCollector: Collector {
    package static let definitions = [
        Definition(
            subject: SubjectName(literal: "network"), retention: .planning, title: "Network, all wires together",
            fields: fields),
        Definition(
            subject: SubjectName(literal: "network"), hasInstances: true, retention: .detail,
            title: "Network interface", fields: fields + interfaceFields),
    ]

    private static let fields = [
        field("rx_bytes", .bytesPerSecond, "Received", "Bytes received", flatName: "bytes_in"),
        field("tx_bytes", .bytesPerSecond, "Sent", "Bytes sent", flatName: "bytes_out"),
        field("rx_packets", .perSecond, "Packets received", "Packets received", flatName: "pkts_in"),
        field("tx_packets", .perSecond, "Packets sent", "Packets sent", flatName: "pkts_out"),
        field("rx_errors", .perSecond, "Receive errors", "Packets received damaged"),
        field("tx_errors", .perSecond, "Send errors", "Packets that could not be sent"),
        field("rx_dropped", .perSecond, "Receive drops", "Packets received and dropped for want of room or of a taker"),
        field("tx_dropped", .perSecond, "Send drops", "Packets dropped before sending"),
    ]

    /// What is worth a column for each interface, but not ten years of one for their sum.
    private static let interfaceFields = [
        field("rx_fifo", .perSecond, "Receive overruns", "Packets the card had no room for"),
        field("tx_fifo", .perSecond, "Send overruns", "Packets the card could not send in time"),
        field("rx_multicast", .perSecond, "Multicast", "Multicast packets received"),
        field("collisions", .perSecond, "Collisions", "Collisions while sending"),
    ]

    private static func field(
        _ name: StaticString, _ unit: Unit, _ title: String, _ meaning: String, flatName: String? = nil
    ) -> Field {
        Field(
            name, unit, .rate, in: 0...1e14, title: title, summary: "\(meaning), from /proc/net/dev.",
            flatName: flatName)
    }

    private let host: Roots
    private var file: ProcFile
    private var interfaces = DeviceTable<NetworkInterface>()
    private var current = NetDev()
    private var start = NetDev()
    private var startTick: Tick?
    private var lastTick: Tick?

    package init(_ host: Roots, _ shared: SharedReaders) {
        self.host = host
        file = host.proc.file(NetDev.path)
    }

    package func sample(at tick: Tick, through buffer: inout ReadBuffer) throws(ProcfsError) {
        try file.read(through: &buffer) { (bytes) throws(ProcfsError) in try current.parse(bytes) }
        lastTick = tick
        if startTick == nil { begin(at: tick) }
    }

    package func report(at tick: Tick, into report: inout Report) {
        guard lastTick == tick, let startTick, startTick != tick else { return }
        let seconds = tick.seconds(since: startTick)
        var total = NetworkRates()
        var summed = 0
        var isWhole = true
        for (place, row) in current.rows.enumerated() {
            let index = interfaces.place(of: row.name, near: place) {
                NetworkInterface($0, proc: host.proc, sys: host.sys)
            }
            let interface = interfaces[index].memory
            guard interface.isSummed || interface.isShown,
                let earlier = start.counters(of: row.name, near: place)
            else { continue }
            let rates = NetworkRates(from: earlier, to: row.counters, over: seconds)
            if interface.isSummed {
                if let rates { total += rates } else { isWhole = false }
                summed += 1
            }
            if interface.isShown, let instance = interfaces[index].instance, let rates {
                report.begin(1, instance: instance)
                append(rates, to: &report)
                appendInterface(rates, to: &report)
            }
        }
        // A sum that lacks an interface whose counters were reset would look like a fall of the traffic.
        if isWhole, summed > 0 {
            report.begin(0)
            append(total, to: &report)
        }
        interfaces.prune(present: current.rows.count) { name in current.rows.contains { $0.name == name } }
        begin(at: tick)
    }

    package func forget() { startTick = nil }

    private func begin(at tick: Tick) {
        swap(&start, &current)
        startTick = tick
    }

    private func append(_ rates: NetworkRates, to report: inout Report) {
        report.append(rates.rxBytes)
        report.append(rates.txBytes)
        report.append(rates.rxPackets)
        report.append(rates.txPackets)
        report.append(rates.rxErrors)
        report.append(rates.txErrors)
        report.append(rates.rxDropped)
        report.append(rates.txDropped)
    }

    private func appendInterface(_ rates: NetworkRates, to report: inout Report) {
        report.append(rates.rxFIFO)
        report.append(rates.txFIFO)
        report.append(rates.rxMulticast)
        report.append(rates.txCollisions)
    }
}
