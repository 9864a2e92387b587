import MetricModel

/// Which signal each field follows.
enum Levels {
    /// nil for a field of which nothing more is known than what was recorded.
    static func level(of field: Field, _ subject: String, _ instance: String?, on host: SimulatedHost) -> Level? {
        switch (subject, instance) {
        case ("load", _), ("load_now", _), ("processes", _): load(field.name.text)
        case ("cpu", let core), ("cpu_node", let core): cpu(field.name.text, subject == "cpu" ? core : nil, host)
        case ("memory", _), ("memory_use", _), ("swap", _): memory(field.name.text, host)
        case ("disk", let name): disk(field.name.text, share: name == nil ? 1 : name == "vdb" ? 0.9 : 0.1, host)
        case ("filesystem", let mount): filesystem(field.name.text, mount, host)
        case ("network", "lo"), ("qdisc", "lo"): .constant(0)
        case ("network", _), ("qdisc", _): network(field.name.text)
        case ("pressure", _), ("pressure_avg", _): pressure(field.name.text)
        case ("tcp", _), ("sockets", _): connections(field.name.text)
        case ("paging", _): paging(field.name.text)
        case ("host", _): facts(field.name.text, host)
        default: nil
        }
    }

    /// As it was recorded; what comes about by work comes with it.
    static func level(of field: Field, like recorded: Double, on host: SimulatedHost) -> Level {
        guard recorded.isFinite, recorded != 0 else { return .constant(recorded.isFinite ? 0 : .nan) }
        if field.kind == .rate || field.unit == .perSecond {
            return Level(signal: .activity, scale: recorded * 6, offset: recorded * 0.4, noise: 0.25)
        }
        return Level(signal: .activity, scale: recorded * 0.05, offset: recorded, noise: 0.004)
    }

    private static func load(_ field: String) -> Level? {
        switch field {
        case "one": Level(signal: .loadOne, noise: 0.06)
        case "five": Level(signal: .loadFive, noise: 0.02)
        case "fifteen": Level(signal: .loadFifteen, noise: 0.01)
        case "running": Level(signal: .running, noise: 0.3)
        case "blocked": Level(signal: .blocked, noise: 0.5)
        case "active": Level(signal: .running, scale: 1.05, noise: 0.25)
        case "other": Level(signal: .blocked, scale: 0.1)
        case "total": Level(signal: .running, scale: 9, offset: 180, noise: 0.02)
        case "forks": Level(signal: .activity, scale: 70, offset: 2, noise: 0.4)
        case "cswch": Level(signal: .activity, scale: 42_000, offset: 900, noise: 0.15)
        default: nil
        }
    }

    /// A core is a little more or less busy than the host; together its values are 100 as well.
    private static func cpu(_ field: String, _ core: String?, _ host: SimulatedHost) -> Level? {
        let share = core.map { 0.75 + 0.5 * Chance.unit(host.seed ^ 0xC0, Int($0) ?? 0) } ?? 1
        return switch field {
        case "idle": Level(signal: .idle, scale: share, offset: 100 * (1 - share), range: 0...100)
        case "user": Level(signal: .user, scale: share, range: 0...100)
        case "nice": Level(signal: .nice, scale: share)
        case "system": Level(signal: .system, scale: share)
        case "iowait": Level(signal: .iowait, scale: share)
        case "irq": Level(signal: .irq, scale: share)
        case "softirq": Level(signal: .softirq, scale: share)
        case "steal": Level(signal: .steal, scale: share)
        case "guest": .constant(0)
        default: nil
        }
    }

    private static func memory(_ field: String, _ host: SimulatedHost) -> Level? {
        let total = host.memory
        return switch field {
        case "total": .constant(total)
        case "free": Level(signal: .free, scale: total)
        case "used": Level(signal: .used, scale: total)
        case "cached": Level(signal: .cached, scale: total)
        case "available": Level(signal: .used, scale: -total, offset: total)
        case "buffers": .constant(total * 0.015)
        case "slab": .constant(total * 0.02)
        case "shared": .constant(total * 0.004)
        case "committed": Level(signal: .used, scale: total * 1.3)
        case "anon": Level(signal: .used, scale: total * 0.9)
        case "mapped": Level(signal: .used, scale: total * 0.12)
        case "active": Level(signal: .used, scale: total * 0.8, offset: total * 0.1)
        case "inactive": Level(signal: .cached, scale: total * 0.6)
        case "dirty": Level(signal: .written, scale: 4, noise: 0.5)
        case "reclaimable": .constant(total * 0.016)
        case "unreclaimable": .constant(total * 0.004)
        case "commit_limit": .constant(total * 0.5 + 4e9)
        case "committed_pct": Level(signal: .used, scale: 100 * 1.3 * total / (total * 0.5 + 4e9))
        case "swap_total", "size": .constant(4_294_967_296)
        case "swap_free": Level(signal: .used, scale: -2e9, offset: 5.0e9, range: 1e9...4_294_967_296)
        default: nil
        }
    }

    private static func disk(_ field: String, share: Double, _ host: SimulatedHost) -> Level? {
        let share = host.role == .database ? share : 1
        return switch field {
        case "read_bytes": Level(signal: .read, scale: share, noise: 0.4)
        case "write_bytes": Level(signal: .written, scale: share, noise: 0.3)
        case "reads": Level(signal: .read, scale: share / 24_000, noise: 0.4)
        case "writes": Level(signal: .written, scale: share / 17_000, noise: 0.3)
        case "reads_merged": Level(signal: .read, scale: share / 90_000, noise: 0.5)
        case "writes_merged": Level(signal: .written, scale: share / 40_000, noise: 0.5)
        case "r_await": Level(signal: .await, scale: 0.7, noise: 0.2)
        case "w_await": Level(signal: .await, scale: 1.3, noise: 0.2)
        case "await": Level(signal: .await, noise: 0.15)
        case "f_await": Level(signal: .await, scale: 2, noise: 0.2)
        case "queue": Level(signal: .utilisation, scale: share * 0.03, noise: 0.2)
        case "util": Level(signal: .utilisation, scale: share, noise: 0.1)
        case "in_flight": Level(signal: .utilisation, scale: share * 0.02, noise: 0.4)
        case "flushes": Level(signal: .written, scale: share / 900_000, noise: 0.5)
        case "areq_size": Level(signal: .always, scale: 20_480, noise: 0.15)
        default: nil
        }
    }

    private static func filesystem(_ field: String, _ mount: String?, _ host: SimulatedHost) -> Level? {
        // A database's root does not grow.
        let isSmall = mount == "/" && host.role == .database
        let size = isSmall ? 64e9 : host.disk
        let used = isSmall ? Level(signal: .always, scale: 0.31) : Level(signal: .fill)
        func of(_ scale: Double, _ offset: Double = 0) -> Level {
            Level(signal: used.signal, scale: used.scale * scale, offset: offset)
        }
        return switch field {
        case "size": .constant(size)
        case "used": of(size)
        case "free": of(-size, size)
        case "max_used_pct", "used_pct": of(100)
        case "inodes": .constant(size / 16_384)
        case "inodes_free": of(-0.3 * size / 16_384, size / 16_384)
        case "inodes_pct": of(30)
        default: nil
        }
    }

    private static func network(_ field: String) -> Level? {
        switch field {
        case "rx_bytes": Level(signal: .received, noise: 0.2)
        case "tx_bytes", "bytes": Level(signal: .sent, noise: 0.2)
        case "rx_packets": Level(signal: .received, scale: 1 / 1050, noise: 0.2)
        case "tx_packets", "packets": Level(signal: .sent, scale: 1 / 1180, noise: 0.2)
        case "rx_util": Level(signal: .received, scale: 100 / 1.25e9, noise: 0.2)
        case "tx_util": Level(signal: .sent, scale: 100 / 1.25e9, noise: 0.2)
        case "rx_dropped": Level(signal: .received, scale: 2e-8, noise: 0.9)
        default: nil
        }
    }

    private static func pressure(_ field: String) -> Level? {
        if field.hasPrefix("cpu_some") { return Level(signal: .activity, scale: 42, offset: -6, range: 0...100) }
        if field.hasPrefix("io_some") { return Level(signal: .iowait, scale: 1.4, noise: 0.2, range: 0...100) }
        if field.hasPrefix("io_full") { return Level(signal: .iowait, noise: 0.2, range: 0...100) }
        if field.hasPrefix("memory") { return Level(signal: .used, scale: 6, offset: -4.6, range: 0...100) }
        return nil
    }

    private static func connections(_ field: String) -> Level? {
        switch field {
        case "active_opens": Level(signal: .received, scale: 3e-6, offset: 0.3, noise: 0.3)
        case "passive_opens": Level(signal: .received, scale: 1.4e-5, offset: 0.3, noise: 0.3)
        case "attempt_fails": Level(signal: .received, scale: 8e-8, noise: 0.9)
        case "estab_resets": Level(signal: .received, scale: 4e-7, noise: 0.5)
        case "established": Level(signal: .received, scale: 3e-5, offset: 12, noise: 0.04)
        case "in_segs": Level(signal: .received, scale: 1 / 1050, offset: 40, noise: 0.2)
        case "out_segs": Level(signal: .sent, scale: 1 / 1180, offset: 40, noise: 0.2)
        case "retrans": Level(signal: .sent, scale: 6e-7, noise: 0.6)
        case "retrans_pct": Level(signal: .activity, scale: 0.11, noise: 0.6)
        case "out_rsts": Level(signal: .received, scale: 2e-7, noise: 0.6)
        case "used": Level(signal: .received, scale: 3.4e-5, offset: 160, noise: 0.03)
        case "tcp_inuse", "tcp_alloc": Level(signal: .received, scale: 3.1e-5, offset: 24, noise: 0.03)
        case "tcp_time_wait": Level(signal: .received, scale: 6e-5, offset: 8, noise: 0.2)
        case "tcp_mem": Level(signal: .received, scale: 0.5, offset: 400_000, noise: 0.1)
        default: nil
        }
    }

    private static func paging(_ field: String) -> Level? {
        switch field {
        case "page_in": Level(signal: .read, noise: 0.4)
        case "page_out": Level(signal: .written, noise: 0.3)
        case "faults": Level(signal: .activity, scale: 38_000, offset: 300, noise: 0.3)
        case "major_faults": Level(signal: .read, scale: 2e-7, noise: 0.8)
        case "swap_out": Level(signal: .used, scale: 90_000, offset: -76_000, noise: 0.6, range: 0...1e12)
        case "swap_in": Level(signal: .used, scale: 60_000, offset: -51_000, noise: 0.6, range: 0...1e12)
        default: nil
        }
    }

    private static func facts(_ field: String, _ host: SimulatedHost) -> Level? {
        switch field {
        case "cpus": .constant(Double(host.cores))
        case "cpu_speed": .constant(2600)
        case "uptime": Level(signal: .uptime)
        case "boot_time": .constant(host.bootTime)
        default: nil
        }
    }
}
