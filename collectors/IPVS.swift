package import MetricModel
package import Procfs

/// The kernel's load balancer, IP Virtual Server: all of it from `/proc/net/ip_vs_stats`, its services and their real
/// servers from `/proc/net/ip_vs`.
package final class IPVSCollector: Collector {
    enum Key: String, NumberKey {
        case connections, inPackets, outPackets, inBytes, outBytes, active, inactive, services, servers
        static let file: StaticString = "net/ip_vs_stats"
    }

    enum ServiceKey: String, NumberKey {
        case servers, weight, active, inactive
        static let file: StaticString = "net/ip_vs"
    }

    enum ServerKey: String, NumberKey {
        case weight, active, inactive
        static let file: StaticString = "net/ip_vs"
    }

    private static let stats = Columns<Key>(source: "/proc/net/ip_vs_stats")
    private static let table = Columns<Key>(source: "/proc/net/ip_vs")
    private static let service = Columns<ServiceKey>(source: "/proc/net/ip_vs")
    private static let server = Columns<ServerKey>(source: "/proc/net/ip_vs")

    static let columns: [Column] = [
        stats.rate("conns", .connections, "Connections", "Conns: connections made"),
        stats.rate("in_packets", .inPackets, "Packets in", "Incoming Packets: from clients"),
        stats.rate(
            "out_packets", .outPackets, "Packets out",
            "Outgoing Packets: to clients, unless real servers answer them directly"),
        stats.rate("in_bytes", .inBytes, unit: .bytesPerSecond, "Bytes in", "Incoming Bytes: from clients"),
        stats.rate(
            "out_bytes", .outBytes, unit: .bytesPerSecond, "Bytes out",
            "Outgoing Bytes: to clients, unless real servers answer them directly"),
        table.mean("active", .active, "Active", "ActiveConn: connections established, of all services"),
        table.mean(
            "inactive", .inactive, "Inactive", "InActConn: connections in any other state, of all services"),
        table.mean("services", .services, "Services", "Addresses whose connections are shared out"),
        table.mean("real_servers", .servers, "Real servers", "Real servers, counted once for each service"),
    ]

    static let serviceColumns: [Column] = [
        service.mean("real_servers", .servers, "Real servers", "Real servers of the service"),
        service.mean(
            "weight", .weight, "Weight", "Weight of all its real servers together: 0 if none gets connections"),
        service.mean("active", .active, "Active", "ActiveConn: connections established"),
        service.mean("inactive", .inactive, "Inactive", "InActConn: connections in any other state"),
        service.text("scheduler", "Scheduler", "How connections are shared out, by its short name"),
    ]

    static let serverColumns: [Column] = [
        server.mean("weight", .weight, "Weight", "Weight: its share of new connections, 0 if it gets none"),
        server.mean("active", .active, "Active", "ActiveConn: connections established"),
        server.mean("inactive", .inactive, "Inactive", "InActConn: connections in any other state"),
        server.text("forward", "Forwarding", "How packets reach it: Masq, Route, Tunnel or Local"),
    ]

    package static let definitions = [
        Definition(
            subject: SubjectName(literal: "ipvs"), retention: .detail, pace: 15, title: "IPVS load balancer",
            fields: columns.map(\.field)),
        Definition(
            subject: SubjectName(literal: "ipvs_service"), hasInstances: true, retention: .brief, pace: 15,
            title: "IPVS service", fields: serviceColumns.map(\.field)),
        Definition(
            subject: SubjectName(literal: "ipvs_server"), hasInstances: true, retention: .brief, pace: 15,
            title: "IPVS real server", fields: serverColumns.map(\.field)),
    ]

    private var statsFile: ProcFile
    private var tableFile: ProcFile
    private var ipvs = IPVS()
    private var numbers = Numbers<Key>()
    private var serviceNumbers = Numbers<ServiceKey>()
    private var serverNumbers = Numbers<ServerKey>()
    private var track = Track(columns)
    private var services = InstanceTracks(serviceColumns, limit: IPVS.limit)
    private var servers = InstanceTracks(serverColumns, limit: IPVS.limit)

    package init(_ host: Roots, _ shared: SharedReaders) {
        statsFile = host.proc.file(IPVSStats.path)
        tableFile = host.proc.file(IPVS.path)
    }

    package var leftOut: Int { max(0, ipvs.serviceCount - IPVS.limit) + max(0, ipvs.serverCount - keptServers) }

    private var keptServers: Int { ipvs.services.reduce(0) { $0 + $1.servers.count } }

    package func sample(at tick: Tick, through buffer: inout ReadBuffer) throws(ProcfsError) {
        services.begin()
        servers.begin()
        let stats = try statsFile.readIfPresent(through: &buffer) { (bytes) throws(ProcfsError) in
            try IPVSStats(parsing: bytes)
        }
        guard let stats else {
            ipvs = IPVS()
            return
        }
        let hasTable: Void? = try tableFile.readIfPresent(through: &buffer) { (bytes) throws(ProcfsError) in
            try ipvs.parse(bytes)
        }
        if hasTable == nil { ipvs = IPVS() }
        // The module is often loaded where nobody uses it.
        guard stats.connections > 0 || ipvs.serviceCount > 0 else { return }
        numbers.replace([
            stats.connections, stats.inPackets, stats.outPackets, stats.inBytes, stats.outBytes, ipvs.active,
            ipvs.inactive, UInt64(ipvs.serviceCount), UInt64(ipvs.serverCount),
        ])
        track.add(numbers.values, at: tick)
        addInstances(at: tick)
    }

    private func addInstances(at tick: Tick) {
        var serverPlace = 0
        for (place, service) in ipvs.services.enumerated() {
            serviceNumbers.replace([service.serverCount, service.weight, service.active, service.inactive])
            services.add(service.title, near: place, serviceNumbers.values, at: tick)
            for server in service.servers {
                serverNumbers.replace([server.weight, server.active, server.inactive])
                servers.add(server.title, near: serverPlace, serverNumbers.values, at: tick)
                serverPlace += 1
            }
        }
    }

    package func report(at tick: Tick, into report: inout Report) {
        track.report(0, into: &report)
        services.report(
            1, into: &report, text: { title, _ in ipvs.services.first { $0.title == title }?.scheduler })
        servers.report(2, into: &report, text: { title, _ in server(title)?.forwarding.rawValue })
    }

    private func server(_ title: String) -> IPVS.Server? {
        for service in ipvs.services {
            guard let server = service.servers.first(where: { $0.title == title }) else { continue }
            return server
        }
        return nil
    }

    package func forget() {
        track.forget()
        services.forget()
        servers.forget()
    }
}
