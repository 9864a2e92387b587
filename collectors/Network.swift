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
        field("rx_frame", .perSecond, "Framing errors", "Packets received with a wrong length, checksum or framing"),
        field("tx_carrier", .perSecond, "Carrier errors", "Packets not sent because the carrier was lost"),
        utilisation("rx_util", "Receive utilisation", "Bytes received ÷ what the link carries at most"),
        utilisation("tx_util", "Send utilisation", "Bytes sent ÷ what the link carries at most"),
    ]

    private static func utilisation(_ name: StaticString, _ title: String, _ meaning: String) -> Field {
        Field(
            name, .percent, .rate, in: 0...100, title: title,
            summary: "\(meaning), from /proc/net/dev and /sys/class/net.")
    }

    private static func field(
        _ name: StaticString, _ unit: Unit, _ title: String, _ meaning: String, flatName: String? = nil
    ) -> Field {
        Field(
            name, unit, .rate, in: 0...1e14, title: title, summary: "\(meaning), from /proc/net/dev.",
            flatName: flatName)
    }

    /// What is remembered of an interface that is shown or summed.
    private struct Memory {
        /// As the interval began.
        var start = NetworkCounters()
        /// The interval of ``start``; 0 if there is none.
        var interval: UInt64 = 0
    }

    private let reader: InterfaceReader
    private var interfaces = DeviceTable<Memory>()
    private var interval: UInt64 = 0
    private var startTick: Tick?
    private var lastTick: Tick?
    package private(set) var leftOut = 0

    package init(_ host: Roots, _ shared: SharedReaders) { reader = shared.interfaces }

    package func sample(at tick: Tick, through buffer: inout ReadBuffer) throws(ProcfsError) {
        try reader.read(at: tick, through: &buffer)
        // Links hardly ever change their speed.
        try reader.readLinks(at: tick, ifOlderThan: 15, through: &buffer)
        lastTick = tick
        if startTick == nil { begin(at: tick) }
    }

    package func report(at tick: Tick, into report: inout Report) {
        guard lastTick == tick, let startTick, startTick != tick else { return }
        let seconds = tick.seconds(since: startTick)
        var total = NetworkRates()
        var summed = 0
        var isWhole = true
        var shown = 0
        var place = 0
        var link = 0
        for row in reader.dev.rows {
            guard let interface = row.interface, interface.isWanted else { continue }
            defer { if interface.hasLink { link += 1 } }
            let index = interfaces.place(of: row.name, near: place) { _ in Memory() }
            place = index + 1
            let memory = interfaces[index].memory
            guard memory.interval == interval else { continue }
            let rates = NetworkRates(from: memory.start, to: row.counters, over: seconds)
            if interface.isSummed {
                if let rates { total += rates } else { isWhole = false }
                summed += 1
            }
            guard interface.isShown, let instance = interfaces[index].instance else { continue }
            shown += 1
            guard shown <= instanceLimit, let rates else { continue }
            report.begin(1, instance: instance)
            append(rates, to: &report)
            appendInterface(rates, speed: reader.speed(of: row.name, near: link), to: &report)
        }
        leftOut = max(0, shown - instanceLimit)
        // A sum that lacks an interface whose counters were reset would look like a fall of the traffic.
        if isWhole, summed > 0 {
            report.begin(0)
            append(total, to: &report)
        }
        begin(at: tick)
    }

    package func forget() { startTick = nil }

    private func begin(at tick: Tick) {
        startTick = tick
        interval &+= 1
        var place = 0
        var present = 0
        for row in reader.dev.rows {
            guard let interface = row.interface, interface.isWanted else { continue }
            place = interfaces.place(of: row.name, near: place) { _ in Memory() }
            interfaces[place].memory = Memory(start: row.counters, interval: interval)
            place += 1
            present += 1
        }
        interfaces.prune(present: present) { name in reader.dev.rows.contains { $0.name == name } }
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

    private func appendInterface(_ rates: NetworkRates, speed: UInt64?, to report: inout Report) {
        report.append(rates.rxFIFO)
        report.append(rates.txFIFO)
        report.append(rates.rxMulticast)
        report.append(rates.txCollisions)
        report.append(rates.rxFrame)
        report.append(rates.txCarrier)
        report.append(speed.map { Self.percent(rates.rxBytes, of: $0) })
        report.append(speed.map { Self.percent(rates.txBytes, of: $0) })
    }

    /// Both directions of a link have its whole speed.
    private static func percent(_ bytesPerSecond: Double, of bitsPerSecond: UInt64) -> Double {
        min(100, 100 * 8 * bytesPerSecond / Double(bitsPerSecond))
    }
}
