import Procfs

extension Parser {
    /// A file below `/proc` or `/sys`; slashes are dashes in the name.
    private init(_ name: String, parse: @escaping @Sendable (Span<UInt8>) throws(ProcfsError) -> Void) {
        self.init(name) { bytes in
            do throws(ProcfsError) {
                try parse(bytes)
                return true
            } catch {
                // The message quotes the bytes, whatever they are.
                return error.description.isEmpty
            }
        }
    }

    /// A file in the folder of a cgroup.
    private init(cgroup file: CgroupFile) {
        self.init("cgroup-\(file.name)") { (bytes) throws(ProcfsError) in
            var stat = CgroupStat()
            try stat.parse(bytes, of: file)
        }
    }

    static let procfs: [Parser] = files + others

    /// One for each path, though several readers may want it.
    private static let files: [Parser] = {
        var parsers: [String: [KnownFile]] = [:]
        for file in KnownFile.all {
            let name = String((file.isInSys ? "sys/\(file.path)" : file.path).map { $0 == "/" ? "-" : $0 })
            parsers[name, default: []].append(file)
        }
        return parsers.sorted { $0.key < $1.key }.map { name, files in
            Parser(name) { (bytes) throws(ProcfsError) in
                for file in files { try file.parse(bytes) }
            }
        }
    }()

    /// What is no file of the kernel's, or has no path of its own.
    private static let others: [Parser] = [
        Parser(cgroup: .cpuStat),
        Parser(cgroup: .memoryMax),
        Parser(cgroup: .memoryPressure),
        Parser(cgroup: .ioStat),
        Parser("statvfs") { (bytes) throws(ProcfsError) in _ = try FilesystemStatistics.recorded(bytes) },
        Parser("netlink-qdisc") { (bytes) throws(ProcfsError) in
            var qdiscs = Qdiscs()
            qdiscs.begin()
            _ = try qdiscs.add(bytes)
            qdiscs.finish()
        },
    ]
}
