import Glibc
package import MetricModel
package import Procfs

/// Sockets and the memory they hold, from `/proc/net/sockstat` and `sockstat6`.
package final class SocketsCollector: Collector {
    private static let file = Columns<SockstatKey>(source: "/proc/net/sockstat and sockstat6")
    private static let page = Double(sysconf(CInt(_SC_PAGESIZE)))

    private static let columns = [
        file.mean("used", .used, "Used", "sockets used: sockets of every kind"),
        file.mean("tcp_inuse", .tcpInUse, and: [.tcp6InUse], "TCP", "TCP and TCP6 inuse: TCP sockets in use"),
        file.mean(
            "tcp_orphan", .tcpOrphan, "TCP orphans", "TCP orphan: TCP sockets that no program holds any more"),
        file.mean(
            "tcp_time_wait", .tcpTimeWait, "TCP in TIME-WAIT",
            "TCP tw: closed TCP connections that wait for stragglers"),
        file.mean("tcp_alloc", .tcpAlloc, "TCP allocated", "TCP alloc: TCP sockets in any state"),
        file.mean("tcp_mem", .tcpMemory, unit: .bytes, times: page, "TCP memory", "TCP mem: what TCP's buffers hold"),
        file.part(
            "tcp_mem_pct", .tcpMemory, of: .tcpMemoryLimit, "TCP memory",
            "TCP mem ÷ the third number of /proc/sys/net/ipv4/tcp_mem, beyond which TCP breaks off connections"),
        file.mean("udp_inuse", .udpInUse, and: [.udp6InUse], "UDP", "UDP and UDP6 inuse: UDP sockets in use"),
        file.mean("udp_mem", .udpMemory, unit: .bytes, times: page, "UDP memory", "UDP mem: what UDP's buffers hold"),
        file.mean(
            "udplite_inuse", .udpLiteInUse, and: [.udpLite6InUse], "UDP-Lite",
            "UDPLITE and UDPLITE6 inuse: UDP-Lite sockets in use"),
        file.mean("raw_inuse", .rawInUse, and: [.raw6InUse], "Raw", "RAW and RAW6 inuse: raw sockets in use"),
        file.mean(
            "frag_inuse", .fragInUse, and: [.frag6InUse], "Reassembly",
            "FRAG and FRAG6 inuse: packets being put together from fragments"),
        file.mean(
            "frag_memory", .fragMemory, and: [.frag6Memory], unit: .bytes, "Reassembly memory",
            "FRAG and FRAG6 memory: what fragments hold"),
    ]

    package static let definitions = [
        Definition(
            subject: SubjectName(literal: "sockets"), retention: .detail, title: "Sockets",
            fields: columns.map(\.field))
    ]

    private var file: ProcFile
    private var file6: ProcFile
    private var limitFile: ProcFile
    private var numbers = Sockstat()
    private var track = Track(columns)
    /// TCP's limit, which people change at most once: asked every minute.
    private var limit: UInt64?
    private var limitTick: Tick?
    private let limitSlot = SockstatKey.tcpMemoryLimit.slot

    package init(_ host: Roots, _ shared: SharedReaders) {
        file = host.proc.file(Sockstat.path)
        file6 = host.proc.file(Sockstat.path6)
        limitFile = host.proc.file(Sockstat.limitPath)
    }

    package func sample(at tick: Tick, through buffer: inout ReadBuffer) throws(ProcfsError) {
        try file.read(through: &buffer) { (bytes) throws(ProcfsError) in try numbers.parsePairs(bytes) }
        // Missing where IPv6 is off.
        _ = try file6.readIfPresent(through: &buffer) { (bytes) throws(ProcfsError) in
            try numbers.parsePairs(bytes, adding: true)
        }
        if limitTick.map({ tick.seconds(since: $0) >= 60 }) ?? true {
            limitTick = tick
            // Hidden in a container.
            limit = try limitFile.readIfPresent(through: &buffer) { (bytes) throws(ProcfsError) in
                try Sockstat.limit(parsing: bytes)
            }
        }
        numbers.set(limit, at: limitSlot)
        track.add(numbers.values, at: tick)
    }

    package func report(at tick: Tick, into report: inout Report) { track.report(0, into: &report) }

    package func forget() { track.forget() }
}
