import Procfs

extension Parser {
    /// A file below `/proc` or `/sys`; slashes are dashes in the name.
    init(file: String, parse: @escaping @Sendable (Span<UInt8>) throws(ProcfsError) -> Void) {
        self.init(String(file.map { $0 == "/" ? "-" : $0 })) { bytes in
            do throws(ProcfsError) {
                try parse(bytes)
                return true
            } catch {
                // The message quotes the bytes, whatever they are.
                return error.description.isEmpty
            }
        }
    }

    private init(cgroup file: CgroupFile) {
        self.init(file: "cgroup/\(file.name)") { (bytes) throws(ProcfsError) in
            var stat = CgroupStat()
            try stat.parse(bytes, of: file)
        }
    }

    static let procfs: [Parser] = [
        Parser(file: "loadavg") { (bytes) throws(ProcfsError) in _ = try LoadAverage(parsing: bytes) },
        Parser(file: "uptime") { (bytes) throws(ProcfsError) in _ = try Uptime(parsing: bytes) },
        Parser(file: "stat") { (bytes) throws(ProcfsError) in
            var stat = Stat()
            try stat.parse(bytes)
        },
        Parser(file: "meminfo") { (bytes) throws(ProcfsError) in _ = try Meminfo(parsing: bytes) },
        Parser(file: "vmstat") { (bytes) throws(ProcfsError) in _ = try Vmstat(parsing: bytes) },
        Parser(file: "diskstats") { (bytes) throws(ProcfsError) in
            var diskstats = Diskstats()
            try diskstats.parse(bytes)
        },
        Parser(file: "net/dev") { (bytes) throws(ProcfsError) in
            var netDev = NetDev()
            try netDev.parse(bytes)
        },
        Parser(file: "self/mountinfo") { (bytes) throws(ProcfsError) in
            var mountinfo = Mountinfo()
            try mountinfo.parse(bytes)
            _ = mountinfo.localFilesystems
        },
        Parser(file: "cpuinfo") { (bytes) throws(ProcfsError) in _ = try CPUInfo(parsing: bytes) },
        Parser(file: "pressure/cpu") { (bytes) throws(ProcfsError) in _ = try Pressure(parsing: bytes, of: .cpu) },
        Parser(cgroup: .cpuStat),
        Parser(cgroup: .memoryMax),
        Parser(cgroup: .memoryPressure),
        Parser(cgroup: .ioStat),
        Parser(file: "statvfs") { (bytes) throws(ProcfsError) in _ = try FilesystemStatistics.recorded(bytes) },
    ]
}
