package import Procfs

/// Every file the readers know, and what parses it.
package struct KnownFile: Sendable {
    /// Below `/proc`, or below `/sys`.
    package let path: String
    package let isInSys: Bool
    /// Whether it belongs to a feature that not every host has.
    package let isOptional: Bool
    private let parser: @Sendable (Span<UInt8>) throws(ProcfsError) -> Void

    private init(
        path: String, isInSys: Bool = false, isOptional: Bool = false,
        parse: @escaping @Sendable (Span<UInt8>) throws(ProcfsError) -> Void
    ) {
        self.path = path
        self.isInSys = isInSys
        self.isOptional = isOptional
        parser = parse
    }

    package func parse(_ bytes: Span<UInt8>) throws(ProcfsError) { try parser(bytes) }

    package static let all: [KnownFile] = [
        KnownFile(path: "loadavg") { (bytes) throws(ProcfsError) in _ = try LoadAverage(parsing: bytes) },
        KnownFile(path: "uptime") { (bytes) throws(ProcfsError) in _ = try Uptime(parsing: bytes) },
        KnownFile(path: "stat") { (bytes) throws(ProcfsError) in _ = try Stat.parsed(bytes) },
        KnownFile(path: "meminfo") { (bytes) throws(ProcfsError) in _ = try Meminfo(parsing: bytes) },
        KnownFile(path: "vmstat") { (bytes) throws(ProcfsError) in _ = try Vmstat(parsing: bytes) },
        KnownFile(path: "diskstats") { (bytes) throws(ProcfsError) in _ = try Diskstats.parsed(bytes) },
        KnownFile(path: "net/dev") { (bytes) throws(ProcfsError) in _ = try NetDev.parsed(bytes) },
        KnownFile(path: "net/snmp", isOptional: true) { (bytes) throws(ProcfsError) in _ = try Snmp(parsing: bytes) },
        KnownFile(path: "net/netstat", isOptional: true) { (bytes) throws(ProcfsError) in
            _ = try Netstat(parsing: bytes)
        },
        KnownFile(path: "net/snmp6", isOptional: true) { (bytes) throws(ProcfsError) in _ = try Snmp6(parsing: bytes) },
        KnownFile(path: "net/sockstat", isOptional: true) { (bytes) throws(ProcfsError) in
            _ = try Sockstat(parsing: bytes)
        },
        KnownFile(path: "net/sockstat6", isOptional: true) { (bytes) throws(ProcfsError) in
            _ = try Sockstat(parsing: bytes)
        },
        KnownFile(path: "sys/net/ipv4/tcp_mem", isOptional: true) { (bytes) throws(ProcfsError) in
            _ = try Sockstat.limit(parsing: bytes)
        },
        KnownFile(path: "net/softnet_stat", isOptional: true) { (bytes) throws(ProcfsError) in
            _ = try SoftnetStat.parsed(bytes)
        },
        KnownFile(path: "net/stat/nf_conntrack", isOptional: true) { (bytes) throws(ProcfsError) in
            _ = try Conntrack(parsing: bytes)
        },
        KnownFile(path: "net/stat/arp_cache", isOptional: true) { (bytes) throws(ProcfsError) in
            _ = try ARPCache(parsing: bytes)
        },
        KnownFile(path: "sys/net/netfilter/nf_conntrack_count", isOptional: true) { (bytes) throws(ProcfsError) in
            _ = try Conntrack.count(parsing: bytes)
        },
        KnownFile(path: "sys/net/netfilter/nf_conntrack_max", isOptional: true) { (bytes) throws(ProcfsError) in
            _ = try Conntrack.max(parsing: bytes)
        },
        KnownFile(path: "self/mountinfo") { (bytes) throws(ProcfsError) in _ = try Mountinfo.parsed(bytes) },
        KnownFile(path: "cpuinfo") { (bytes) throws(ProcfsError) in _ = try CPUInfo(parsing: bytes) },
        KnownFile(path: "pressure/cpu") { (bytes) throws(ProcfsError) in _ = try Pressure(parsing: bytes, of: .cpu) },
        KnownFile(path: "pressure/io") { (bytes) throws(ProcfsError) in _ = try Pressure(parsing: bytes, of: .io) },
        KnownFile(path: "pressure/memory") { (bytes) throws(ProcfsError) in
            _ = try Pressure(parsing: bytes, of: .memory)
        },
        KnownFile(path: "cpuinfo") { (bytes) throws(ProcfsError) in _ = try CPUClocks.parsed(bytes) },
        KnownFile(path: "zoneinfo", isOptional: true) { (bytes) throws(ProcfsError) in
            _ = try Zoneinfo.parsed(bytes)
        },
        KnownFile(path: "sys/fs/file-nr", isOptional: true) { (bytes) throws(ProcfsError) in
            _ = try Limits.files(bytes)
        },
        KnownFile(path: "sys/fs/inode-nr", isOptional: true) { (bytes) throws(ProcfsError) in
            _ = try Limits.inodes(bytes)
        },
        KnownFile(path: "sys/kernel/pid_max", isOptional: true, parse: Self.number),
        KnownFile(path: "sys/kernel/random/entropy_avail", isOptional: true, parse: Self.number),
        KnownFile(
            path: "devices/system/cpu/cpu0/cpufreq/scaling_cur_freq", isInSys: true, isOptional: true,
            parse: Self.number),
        KnownFile(path: "devices/system/edac/mc/mc0/ce_count", isInSys: true, isOptional: true, parse: Self.number),
        KnownFile(path: "devices/system/cpu/online", isInSys: true, isOptional: true, parse: Self.cpuList),
        KnownFile(path: "devices/system/node/node0/meminfo", isInSys: true, isOptional: true) {
            (bytes) throws(ProcfsError) in
            var memory = NodeMemory()
            try memory.parseMeminfo(bytes)
        },
        KnownFile(path: "devices/system/node/node0/numastat", isInSys: true, isOptional: true) {
            (bytes) throws(ProcfsError) in
            var memory = NodeMemory()
            try memory.parseLines(bytes)
        },
        KnownFile(path: "interrupts", isOptional: true) { (bytes) throws(ProcfsError) in
            _ = try Interrupts.parsed(bytes)
        },
        KnownFile(path: "pressure/irq", isOptional: true) { (bytes) throws(ProcfsError) in
            _ = try Pressure(parsing: bytes, of: .irq)
        },
        KnownFile(path: "devices/system/node/online", isInSys: true, isOptional: true, parse: Self.cpuList),
        KnownFile(path: "devices/system/node/node0/cpulist", isInSys: true, isOptional: true, parse: Self.cpuList),
        KnownFile(path: "net/bonding/bond0", isOptional: true) { (bytes) throws(ProcfsError) in
            _ = try Bond.parsed(bytes)
        },
        KnownFile(path: "net/vlan/bond0.100", isOptional: true) { (bytes) throws(ProcfsError) in
            _ = try VLAN.parsed(bytes)
        },
        KnownFile(path: "net/ip_vs", isOptional: true) { (bytes) throws(ProcfsError) in
            _ = try IPVS.parsed(bytes)
        },
        KnownFile(path: "net/wireless", isOptional: true) { (bytes) throws(ProcfsError) in
            _ = try Wireless.parsed(bytes)
        },
        KnownFile(path: "net/ip_vs_stats", isOptional: true) { (bytes) throws(ProcfsError) in
            _ = try IPVSStats(parsing: bytes)
        },
        KnownFile(path: "swaps", isOptional: true) { (bytes) throws(ProcfsError) in _ = try Swaps.parsed(bytes) },
        KnownFile(path: "mdstat", isOptional: true) { (bytes) throws(ProcfsError) in _ = try Mdstat.parsed(bytes) },
        KnownFile(path: "drbd", isOptional: true) { (bytes) throws(ProcfsError) in _ = try DRBD.parsed(bytes) },
        KnownFile(path: "net/rpc/nfs", isOptional: true) { (bytes) throws(ProcfsError) in
            _ = try NFSClient(parsing: bytes)
        },
        KnownFile(path: "net/rpc/nfsd", isOptional: true) { (bytes) throws(ProcfsError) in
            _ = try NFSServer(parsing: bytes)
        },
        KnownFile(path: "self/mountstats", isOptional: true) { (bytes) throws(ProcfsError) in
            _ = try Mountstats.parsed(bytes)
        },
        KnownFile(
            path: "class/drm/card0/device/gpu_busy_percent", isInSys: true, isOptional: true, parse: Self.number),
        KnownFile(path: "class/power_supply/BAT0/uevent", isInSys: true, isOptional: true) {
            (bytes) throws(ProcfsError) in
            var state = BatteryState()
            try state.parse(bytes)
        },
    ]

    private static func number(_ bytes: Span<UInt8>) throws(ProcfsError) { _ = try Number.parse(bytes, of: "number") }

    private static func cpuList(_ bytes: Span<UInt8>) throws(ProcfsError) {
        try CPUList.parse(bytes, of: "list") { _ in }
    }
}
