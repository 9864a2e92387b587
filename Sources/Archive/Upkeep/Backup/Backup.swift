import Foundation
package import MetricModel

/// Takes what a backup is made of.
package protocol BackupSink {
    /// Whether the last backup has a file as it is now, and this one has it from there.
    ///
    /// - Returns: its checksum; nil if the file must be added.
    mutating func reuse(_ path: String, _ facts: FileFacts) throws -> String?
    /// - `modified`: when the file was last written to, in this copy too.
    mutating func add(_ path: String, _ bytes: [UInt8], modified: FileFacts.Modified?) throws
    /// Makes the backup one, after the last file; without this call there is none.
    mutating func finish() throws
}

/// A copy of an archive that an aggregator may be writing: every row that was in the journal when it began is in it.
///
/// The journal is copied first, then the files. A row that leaves the journal meanwhile is in a file by then; one that is
/// in both is passed over when the copy of the journal is read.
package struct Backup {
    private let layout: ArchiveLayout
    private let hosts: Set<HostKey>?
    private let now: Int
    private var manifest = Manifest()

    /// What a backup is made of.
    package struct Report: Sendable, Equatable {
        /// RRD files, those of ``unchanged`` among them.
        package fileprivate(set) var files = 0
        /// Files that the last backup has already.
        package fileprivate(set) var unchanged = 0
        /// Segments of the journal.
        package fileprivate(set) var segments = 0
        /// Bytes that were copied.
        package fileprivate(set) var bytes = 0
        /// What could not be copied, with reasons.
        package fileprivate(set) var faults: [String] = []
    }

    /// - `hosts`: only these, without the groups, the aggregator's memory and the events; nil for everything.
    /// - `now`: seconds since 1970.
    package init(of layout: ArchiveLayout, hosts: Set<HostKey>? = nil, now: Int) {
        self.layout = layout
        self.hosts = hosts
        self.now = now
    }

    /// Copies everything; a damaged file is reported, and left out.
    ///
    /// - `progress`: is told how many files of how many are done.
    package mutating func write(
        to sink: inout some BackupSink, progress: (Int, Int) -> Void = { _, _ in }
    ) throws -> Report {
        var report = Report()
        try copyJournal(to: &sink, &report)
        let owners = hosts.map { hosts in hosts.sorted().map { .host($0) } } ?? layout.owners()
        let files = owners.flatMap { layout.files(of: $0) }
        for (index, file) in files.enumerated() {
            do {
                try copy(file, to: &sink, &report)
            } catch let error as RRDHeaderError {
                // Removed since the folder was read.
                if case .unreadable(_, ENOENT) = error {} else { report.faults.append("\(error)") }
            }
            progress(index + 1, files.count)
        }
        if hosts == nil {
            if let state = FileManager.default.contents(atPath: "\(layout.directory)/\(BackupPath.state)") {
                try add(.state, [UInt8](state), modified: nil, to: &sink, &report)
            }
            try copyEvents(to: &sink, &report)
        }
        try sink.add(Manifest.name, Array(manifest.text.utf8), modified: nil)
        try sink.finish()
        return report
    }

    private mutating func add(
        _ path: BackupPath, _ bytes: [UInt8], modified: FileFacts.Modified?, to sink: inout some BackupSink,
        _ report: inout Report
    ) throws {
        try sink.add(path.description, bytes, modified: modified)
        manifest.add(path, SHA256.hex(of: bytes))
        report.bytes += bytes.count
    }

    private mutating func copyJournal(to sink: inout some BackupSink, _ report: inout Report) throws {
        let disk = SystemDisk()
        let names = try disk.names(in: layout.journalFolder).compactMap { JournalFormat.FileName($0) }
        let newest = JournalFormat.FileName.newest(of: names)
        for name in names.sorted(by: { $0.number < $1.number }) where name.content == .rows {
            var contents: [UInt8]
            do throws(SystemError) {
                contents = try disk.contents(of: "\(layout.journalFolder)/\(name)")
            } catch {
                // Its rows are in the files, which come later.
                if error.code == ENOENT { continue }
                report.faults.append("\(layout.journalFolder)/\(name): \(error)")
                continue
            }
            var rows: [Row] = []
            let read = SegmentReading(name, contents, isLast: newest.contains(name)) { row in
                if hosts != nil, row.series.isOf(hosts) { rows.append(row) }
            }
            if let error = read.error, !read.isTorn {
                report.faults.append("\(layout.journalFolder)/\(name): \(contents.count - read.good) bytes: \(error)")
            }
            guard read.good > 0 else { continue }
            if hosts == nil {
                contents.removeLast(contents.count - read.good)
            } else {
                var encoder = JournalEncoder(segment: name.number)
                contents = JournalFormat.header(of: name.number)
                encoder.encode(rows, into: &contents)
            }
            try add(.journal(name), contents, modified: nil, to: &sink, &report)
            report.segments += 1
        }
    }

    private mutating func copyEvents(to sink: inout some BackupSink, _ report: inout Report) throws {
        let folder = "\(layout.directory)/\(EventFileName.folder)"
        let disk = SystemDisk()
        for name in try disk.names(in: folder).sorted().compactMap({ EventFileName($0) }) {
            let bytes: [UInt8]
            do throws(SystemError) {
                bytes = try disk.contents(of: "\(folder)/\(name)")
            } catch {
                // The oldest give way to new ones.
                if error.code != ENOENT { report.faults.append("\(folder)/\(name): \(error)") }
                continue
            }
            // A line that is being written is none yet.
            let lines = bytes.prefix((bytes.lastIndex(of: UInt8(ascii: "\n")) ?? -1) + 1)
            if !lines.isEmpty { try add(.events(name), Array(lines), modified: nil, to: &sink, &report) }
        }
    }

    private mutating func copy(_ file: ArchiveFile, to sink: inout some BackupSink, _ report: inout Report) throws {
        let path = BackupPath.series(file.owner, name: file.name)
        guard BackupPath.isFileName(file.name) else {
            report.faults.append("\(file.path): no archive's file can have this name")
            return
        }
        if let checksum = try sink.reuse(path.description, FileFacts(of: file.path, now: now)) {
            manifest.add(path, checksum)
            report.unchanged += 1
        } else {
            let still = try StillFile(reading: file.path, now: now)
            try add(path, still.bytes, modified: still.facts.modified, to: &sink, &report)
        }
        report.files += 1
    }
}
