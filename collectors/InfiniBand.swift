package import MetricModel
package import Procfs

/// Ports of InfiniBand cards, all together and each, from `/sys/class/infiniband`.
package final class InfiniBandCollector: Collector {
    enum TotalKey: String, NumberKey {
        case ports, active
        static let file: StaticString = "class/infiniband"
    }

    private static let file = Columns<InfiniBandKey>(source: "/sys/class/infiniband/*/ports")
    private static let all = Columns<TotalKey>(source: "/sys/class/infiniband/*/ports")

    private static let traffic: [Column] = [
        file.rate(
            "rx_bytes", .receivedWords, unit: .bytesPerSecond, times: 4, "Received", "port_rcv_data: bytes received"),
        file.rate("tx_bytes", .sentWords, unit: .bytesPerSecond, times: 4, "Sent", "port_xmit_data: bytes sent"),
        file.rate("rx_packets", .receivedPackets, "Packets received", "port_rcv_packets: packets received"),
        file.rate("tx_packets", .sentPackets, "Packets sent", "port_xmit_packets: packets sent"),
        file.rate("rx_errors", .receiveErrors, "Receive errors", "port_rcv_errors: packets received damaged"),
        file.rate("tx_discards", .sendDiscards, "Send discards", "port_xmit_discards: packets that could not be sent"),
        file.rate(
            "tx_wait", .sendWait, "Send waits",
            "port_xmit_wait: ticks of the port in which the other end had no room for what was to be sent"),
        file.rate(
            "symbol_errors", .symbolErrors, "Symbol errors", "symbol_error: minor errors of the wire or its plugs"),
        file.rate(
            "link_recovered", .linkRecoveries, "Link recoveries", "link_error_recovery: times the link was saved"),
        file.rate("link_downed", .linkDowned, "Link losses", "link_downed: times the link was lost"),
    ]

    static let portColumns: [Column] =
        [
            file.mean(
                "state", .state, in: 0...5, "State", "1 down, 2 initialised, 3 armed, 4 active, 5 active but deferred"),
            file.mean(
                "phys_state", .physicalState, in: 0...7, "Physical state",
                "1 sleep, 2 polling, 3 disabled, 4 training, 5 link up, 6 recovering from errors, 7 test"),
            file.mean("rate", .rate, unit: .bitsPerSecond, "Rate", "What the link can carry"),
        ] + traffic

    static let totalColumns: [Column] = [
        all.mean("ports", .ports, in: 0...1e6, "Ports", "Ports of all cards"),
        all.mean("active", .active, in: 0...1e6, "Active", "Ports in the state active"),
    ]

    package static let definitions = [
        Definition(
            subject: SubjectName(literal: "infiniband"), retention: .brief, pace: 15, title: "InfiniBand, together",
            fields: (totalColumns + traffic).map(\.field)),
        Definition(
            subject: SubjectName(literal: "infiniband"), hasInstances: true, retention: .brief, pace: 15,
            title: "InfiniBand port", fields: portColumns.map(\.field)),
    ]

    /// Beyond as many ports their files, thirteen each, are not kept open.
    private static let limit = 16
    /// Seconds after which the cards' ports are listed anew; the cards are at every reading.
    private static let listPeriod = 60.0

    private let sys: SysRoot
    private var cards: Folder
    /// The ports of each card.
    private var folders: [Folder] = []
    private var listedAt: Tick?
    private var ports: [InfiniBandPort] = []
    private var unread = 0
    private var sums: [UInt64] = []
    private var total = Track(totalTrackColumns)
    private var tracks = InstanceTracks(portColumns)
    private let stateSlot = InfiniBandKey.state.slot

    /// The slots of the ports' sums, and behind them those of the ports' number.
    private static let totalTrackColumns: [Column] = {
        let first = InfiniBandKey.allCases.count
        let counts = totalColumns.enumerated().map { place, column in
            Column(field: column.field, source: .mean([first + place], times: 1))
        }
        return counts + traffic
    }()

    package init(_ host: Roots, _ shared: SharedReaders) {
        sys = host.sys
        cards = InfiniBandPort.cards(sys)
        sums = Array(repeating: 0, count: InfiniBandKey.allCases.count + 2)
    }

    package var leftOut: Int { unread }

    package func sample(at tick: Tick, through buffer: inout ReadBuffer) throws(ProcfsError) {
        list(at: tick)
        tracks.begin()
        for slot in sums.indices { sums[slot] = Numbers<InfiniBandKey>.absent }
        var (count, active): (UInt64, UInt64) = (0, 0)
        for (place, port) in ports.enumerated() {
            try port.read(through: &buffer)
            guard port.isThere else { continue }
            let values = port.numbers.values
            tracks.add(port.title, near: place, values, at: tick)
            count += 1
            if values[stateSlot] == 4 { active += 1 }
            for slot in values.indices where values[slot] != Numbers<InfiniBandKey>.absent {
                sums[slot] = sums[slot] == Numbers<InfiniBandKey>.absent ? values[slot] : sums[slot] &+ values[slot]
            }
        }
        guard count > 0 else { return }
        sums[sums.count - 2] = count
        sums[sums.count - 1] = active
        total.add(sums, at: tick)
    }

    /// Looks whether a card came or went, and once a minute whether a port did.
    private func list(at tick: Tick) {
        var hasChanged = cards.list()
        if hasChanged { folders = cards.names.map { InfiniBandPort.ports(of: $0, sys) } }
        if hasChanged || listedAt.map({ tick.seconds(since: $0) >= Self.listPeriod }) ?? true {
            listedAt = tick
            for place in folders.indices where folders[place].list() { hasChanged = true }
        }
        guard hasChanged else { return }
        let all = zip(cards.names, folders).flatMap { card, folder in folder.names.map { (card, $0) } }
        unread = max(0, all.count - Self.limit)
        ports = all.prefix(Self.limit).map { card, number in
            ports.first { $0.device == card && $0.number == number } ?? InfiniBandPort(card, number, sys)
        }
    }

    package func report(at tick: Tick, into report: inout Report) {
        total.report(0, into: &report)
        tracks.report(1, into: &report)
    }

    package func forget() {
        total.forget()
        tracks.forget()
    }
}
