import MetricModel
import Procfs

extension FilesystemUsage {
    /// What is told of every file system, local or not.
    static let fields = [
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
    ]

    static func field(
        _ name: StaticString, _ unit: Unit, _ title: String, _ meaning: String, flatName: String? = nil
    ) -> Field {
        Field(
            name, unit, .gauge, in: 0...1e20, title: title, summary: "\(meaning), from statvfs.", flatName: flatName)
    }

    static func percent(
        _ name: StaticString, _ title: String, _ meaning: String, flatName: String? = nil
    ) -> Field {
        Field(
            name, .percent, .gauge, in: 0...100, title: title, summary: "\(meaning), from statvfs.",
            flatName: flatName)
    }

    /// Bytes that hold something.
    var used: Double { size >= free ? Double(size - free) : 0 }

    /// df's percentage: of what anyone may use, what is used; nil for a file system without room.
    var usedPercent: Double? {
        let usable = used + Double(available)
        return usable > 0 ? 100 * used / usable : nil
    }

    fileprivate var inodesUsedPercent: Double? {
        guard let inodes, let inodesFree, inodes > 0, inodes >= inodesFree else { return nil }
        return 100 * Double(inodes - inodesFree) / Double(inodes)
    }
}

extension Report {
    /// Appends the values of ``FilesystemUsage/fields``; all are unknown if the usage is.
    mutating func append(usage: FilesystemUsage?) {
        append(usage.map { Double($0.size) })
        append(usage?.used)
        append(usage.map { Double($0.available) })
        append(usage?.usedPercent)
        append(usage?.inodes.map { Double($0) })
        append(usage?.inodesFree.map { Double($0) })
        append(usage?.inodesUsedPercent)
        append(usage.map { $0.isReadOnly ? 1 : 0 })
    }
}
