package import MetricModel
package import Procfs

/// Local file systems, together and each, from `/proc/self/mountinfo` and `statvfs(3)`.
package final class FilesystemCollector: Collector {
    package static let definitions = [
        Definition(
            subject: SubjectName(literal: "filesystem"), retention: .planning, pace: 15,
            title: "File systems, together",
            fields: [
                field("size", .bytes, "Size", "Bytes of all local file systems", flatName: "disk_total"),
                field("used", .bytes, "Used", "Bytes that hold something"),
                field("free", .bytes, "Free", "Bytes that anyone may still write", flatName: "disk_free"),
                percent("max_used_pct", "Fullest", "How full the fullest file system is", flatName: "part_max_used"),
                field("inodes", .none, "Inodes", "Inodes of file systems that count them"),
                field("inodes_free", .none, "Inodes free", "Inodes not in use"),
            ]),
        Definition(
            subject: SubjectName(literal: "filesystem"), hasInstances: true, retention: .detail, pace: 15,
            title: "File system",
            fields: [
                field("size", .bytes, "Size", "Bytes of the file system"),
                field("used", .bytes, "Used", "Bytes that hold something"),
                field("free", .bytes, "Free", "Bytes that anyone may still write"),
                percent("used_pct", "Used", "Used ÷ (used + free), as df shows it"),
                field("inodes", .none, "Inodes", "Inodes, where the file system counts them"),
                field("inodes_free", .none, "Inodes free", "Inodes not in use"),
                percent("inodes_pct", "Inodes used", "Share of the inodes in use"),
                Field(
                    "read_only", .none, .gauge, in: 0...1, title: "Read-only",
                    summary: "1 if the file system refuses writing, perhaps after an error, from statvfs."),
            ]),
    ]

    private static func field(
        _ name: StaticString, _ unit: Unit, _ title: String, _ meaning: String, flatName: String? = nil
    ) -> Field {
        Field(
            name, unit, .gauge, in: 0...1e20, title: title, summary: "\(meaning), from statvfs.", flatName: flatName)
    }

    private static func percent(
        _ name: StaticString, _ title: String, _ meaning: String, flatName: String? = nil
    ) -> Field {
        Field(
            name, .percent, .gauge, in: 0...100, title: title, summary: "\(meaning), from statvfs.",
            flatName: flatName)
    }

    private let statistics: FilesystemStatistics
    private var file: ProcFile
    private var mountinfo = Mountinfo()
    private var mounts: [(path: String, instance: InstanceName?)] = []
    private var usages: [(instance: InstanceName?, usage: FilesystemUsage)] = []

    package init(_ host: Roots, _ shared: SharedReaders) {
        statistics = host.filesystems
        file = host.proc.file(Mountinfo.path)
    }

    package func sample(at tick: Tick, through buffer: inout ReadBuffer) throws(ProcfsError) {
        if mounts.isEmpty || file.hasChanged() {
            try file.read(through: &buffer) { (bytes) throws(ProcfsError) in try mountinfo.parse(bytes) }
            mounts = mountinfo.localFilesystems.map { ($0.mountPoint, InstanceName($0.mountPoint)) }
        }
        usages.removeAll(keepingCapacity: true)
        for mount in mounts {
            if let usage = statistics.usage(mount.path) { usages.append((mount.instance, usage)) }
        }
    }

    package func report(at tick: Tick, into report: inout Report) {
        guard !usages.isEmpty else { return }
        reportTotal(into: &report)
        for (instance, usage) in usages {
            guard let instance else { continue }
            report.begin(1, instance: instance)
            report.append(Double(usage.size))
            report.append(usage.used)
            report.append(Double(usage.available))
            report.append(usage.usedPercent)
            report.append(usage.inodes.map { Double($0) })
            report.append(usage.inodesFree.map { Double($0) })
            report.append(usage.inodesUsedPercent)
            report.append(usage.isReadOnly ? 1 : 0)
        }
        usages.removeAll(keepingCapacity: true)
    }

    package func forget() {
        usages.removeAll(keepingCapacity: true)
        // The kernel reports a change once: what could not be read then must be read anew.
        mounts.removeAll(keepingCapacity: true)
    }

    private func reportTotal(into report: inout Report) {
        var (size, used, free) = (0.0, 0.0, 0.0)
        var fullest, inodes, inodesFree: Double?
        for (_, usage) in usages {
            size += Double(usage.size)
            used += usage.used
            free += Double(usage.available)
            if let percent = usage.usedPercent { fullest = max(fullest ?? 0, percent) }
            if let count = usage.inodes { inodes = (inodes ?? 0) + Double(count) }
            if let count = usage.inodesFree { inodesFree = (inodesFree ?? 0) + Double(count) }
        }
        report.begin(0)
        report.append(size)
        report.append(used)
        report.append(free)
        report.append(fullest)
        report.append(inodes)
        report.append(inodesFree)
    }
}

extension FilesystemUsage {
    /// Bytes that hold something.
    fileprivate var used: Double { size >= free ? Double(size - free) : 0 }

    /// df's percentage: of what anyone may use, what is used; nil for a file system without room.
    fileprivate var usedPercent: Double? {
        let usable = used + Double(available)
        return usable > 0 ? 100 * used / usable : nil
    }

    fileprivate var inodesUsedPercent: Double? {
        guard let inodes, let inodesFree, inodes > 0, inodes >= inodesFree else { return nil }
        return 100 * Double(inodes - inodesFree) / Double(inodes)
    }
}
