package import Foundation
import MetricModel

/// An archive as a whole, in numbers.
package struct ArchiveOverview: Sendable, Equatable, Encodable {
    package let directory: String
    package let clusters, hosts, groups: Int
    package private(set) var files = 0
    /// Files that have no sound header, or could not be read.
    package private(set) var unsoundFiles = 0
    /// Files that an aggregator found damaged and gave another name.
    package private(set) var filesSetAside = 0
    /// What the files hold, and what they take of the disk.
    package private(set) var bytes = 0
    package private(set) var bytesOnDisk = 0
    /// Seconds between two rows, each that a file has, the most frequent first.
    package private(set) var steps: [Int] = []
    /// nil where no file has a row.
    package private(set) var newestRow: Date?
    package let journal: JournalOverview
    /// On the file system of the archive, for files of whoever asks.
    package let freeBytes: Int

    /// Reads every file's header.
    ///
    /// - `now`: seconds since 1970.
    /// - `progress`: is told how many files of how many have been looked at.
    package init(of layout: ArchiveLayout, now: Int, progress: (Int, Int) -> Void = { _, _ in }) {
        directory = layout.directory
        let owners = layout.owners()
        clusters = layout.clusters().count
        groups = owners.count { if case .group = $0 { true } else { false } }
        hosts = owners.count - groups
        journal = JournalOverview(of: layout)
        freeBytes = FreeSpace(at: layout.root)?.bytes ?? 0
        let files = owners.flatMap { layout.files(of: $0) }
        filesSetAside = owners.reduce(0) { $0 + layout.namesSetAside(of: $1).count }
        var filesOfStep: [Int: Int] = [:]
        var newest = 0
        for (index, file) in files.enumerated() {
            if let facts = try? FileFacts(of: file.path, now: now) {
                bytes += facts.size
                bytesOnDisk += facts.sizeOnDisk
                filesOfStep[facts.header.step, default: 0] += 1
                newest = max(newest, facts.header.lastUpdate)
            } else {
                unsoundFiles += 1
            }
            progress(index + 1, files.count)
        }
        self.files = files.count
        steps = filesOfStep.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map(\.key)
        newestRow = newest > 0 ? Date(timeIntervalSince1970: Double(newest)) : nil
    }
}

extension ArchiveLayout {
    /// Every host and group that has a folder.
    package func owners() -> [ArchiveFile.Owner] { hosts().map { .host($0) } + groups().map { .group($0) } }

    /// The names of files in an owner's folder that were found damaged.
    func namesSetAside(of owner: ArchiveFile.Owner) -> [String] {
        ((try? SystemDisk().names(in: folder(of: owner))) ?? []).filter { $0.contains(".rrd.damaged-") }.sorted()
    }
}

/// What is not yet in the files.
package struct JournalOverview: Sendable, Equatable, Encodable {
    package private(set) var segments = 0
    package private(set) var bytes = 0
    /// The end of the first row; nil if there is none.
    package private(set) var oldestRow: Date?

    init(of layout: ArchiveLayout) {
        let disk = SystemDisk()
        let names = (try? disk.names(in: layout.journalFolder)) ?? []
        let rows = names.compactMap { JournalFormat.FileName($0) }.filter { $0.content == .rows }
        for name in rows.sorted(by: { $0.number < $1.number }) {
            // One that is gone has its rows in the files.
            guard let contents = try? disk.contents(of: "\(layout.journalFolder)/\(name)") else { continue }
            segments += 1
            bytes += contents.count
            if oldestRow == nil { oldestRow = Self.firstRow(of: name.number, contents.span) }
        }
    }

    private static func firstRow(of segment: UInt64, _ bytes: Span<UInt8>) -> Date? {
        guard var decoder = try? JournalDecoder(segment: segment, bytes) else { return nil }
        var first: Int64?
        while first == nil, (try? decoder.next(bytes, { first = first ?? $0.end })) == true {}
        return first.map { Date(timeIntervalSince1970: Double($0)) }
    }
}

/// What a file system has left for those who may not use its reserve.
package struct FreeSpace: Sendable, Equatable {
    package let bytes: Int
    /// Files that can still be made; nil where the file system has no such limit.
    package let files: Int?

    package init(bytes: Int, files: Int?) {
        self.bytes = bytes
        self.files = files
    }

    /// nil if the system does not say.
    package init?(at path: String) {
        var status = statvfs()
        guard statvfs(path, &status) == 0 else { return nil }
        bytes = Int(clamping: UInt64(status.f_bavail) &* UInt64(status.f_frsize))
        files = status.f_files > 0 ? Int(clamping: status.f_favail) : nil
    }
}
