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
                FilesystemUsage.percent(
                    "max_used_pct", "Fullest", "How full the fullest file system is", flatName: "part_max_used"),
                field("inodes", .none, "Inodes", "Inodes of file systems that count them"),
                field("inodes_free", .none, "Inodes free", "Inodes not in use"),
            ]),
        Definition(
            subject: SubjectName(literal: "filesystem"), hasInstances: true, retention: .detail, pace: 15,
            title: "File system",
            fields: FilesystemUsage.fields + [
                Field(
                    "errors", .none, .gauge, in: 0...1e10, title: "Errors",
                    summary:
                        "Faults that an ext4 file system found in itself since its last check, from /sys/fs/ext4/*/errors_count."
                )
            ]),
    ]

    private static func field(
        _ name: StaticString, _ unit: Unit, _ title: String, _ meaning: String, flatName: String? = nil
    ) -> Field { FilesystemUsage.field(name, unit, title, meaning, flatName: flatName) }

    private let statistics: FilesystemStatistics
    private var file: ProcFile
    private var mountinfo = Mountinfo()
    private let sys: SysRoot
    /// Whether ``mounts`` are those of the last mountinfo; a container may have none.
    private var isListed = false
    private var mounts: [(path: String, instance: InstanceName?, errors: FilesystemErrors?)] = []
    private var usages: [(instance: InstanceName?, usage: FilesystemUsage, errors: UInt64?)] = []
    private var cap = InstanceCap()

    package var leftOut: Int { cap.leftOut }

    package init(_ host: Roots, _ shared: SharedReaders) {
        statistics = host.filesystems
        sys = host.sys
        file = host.proc.file(Mountinfo.path)
    }

    package func sample(at tick: Tick, through buffer: inout ReadBuffer) throws(ProcfsError) {
        if !isListed || file.hasChanged() {
            isListed = false
            try file.read(through: &buffer) { (bytes) throws(ProcfsError) in try mountinfo.parse(bytes) }
            mounts = mountinfo.localFilesystems.map {
                ($0.mountPoint, InstanceName($0.mountPoint), FilesystemErrors(of: $0, sys: sys))
            }
            isListed = true
        }
        usages.removeAll(keepingCapacity: true)
        for mount in mounts {
            guard let usage = statistics.usage(mount.path) else { continue }
            usages.append((mount.instance, usage, mount.errors?.count(through: &buffer)))
        }
    }

    package func report(at tick: Tick, into report: inout Report) {
        guard !usages.isEmpty else { return }
        reportTotal(into: &report)
        cap.begin()
        for (instance, usage, errors) in usages {
            guard cap.admits(), let instance else { continue }
            report.begin(1, instance: instance)
            report.append(usage: usage)
            report.append(errors.map { Double($0) })
        }
        usages.removeAll(keepingCapacity: true)
    }

    package func forget() {
        usages.removeAll(keepingCapacity: true)
        // The kernel reports a change once: what could not be read then must be read anew.
        isListed = false
    }

    private func reportTotal(into report: inout Report) {
        var (size, used, free) = (0.0, 0.0, 0.0)
        var fullest, inodes, inodesFree: Double?
        for (_, usage, _) in usages {
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
