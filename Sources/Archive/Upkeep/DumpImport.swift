import Foundation
import MetricModel

/// Takes dumps of files, as `rrdtool dump` writes them, into the files of an archive.
///
/// A dump becomes the file that it was of, values to the eleven digits that it has; where that is there, it gains what it
/// does not know. Done again, or after an interruption, it does what is left to do.
package struct DumpImport {
    private let target: ImportTarget
    private let now: Int

    /// A dump, and the file that it is of.
    package struct Source: Sendable, Equatable {
        package let path: String
        /// nil if its place in the tree is none of a file of ours.
        package let target: String?
    }

    /// - `archive`: that nobody writes meanwhile.
    /// - `now`: seconds since 1970.
    /// - `minimumFree`: the space in bytes that creating files leaves free.
    package init(into archive: ClosedArchive, now: Int, isDryRun: Bool = false, minimumFree: Int = 256 << 20) {
        target = ImportTarget(layout: archive.layout, isDryRun: isDryRun, minimumFree: minimumFree)
        self.now = now
    }

    /// Finds the dumps among files and folders: `CLUSTER/HOST/NAME.xml` or `.groups/GROUP/NAME.xml`, also `.xml.gz`, wherever
    /// that tree lies.
    package func sources(in paths: [String]) throws(ArchiveError) -> [Source] {
        var sources: [Source] = []
        for path in paths {
            guard access(path, R_OK) == 0 else {
                throw .unusableDirectory(path: path, reason: systemMessage(errno))
            }
            let absolute = URL(fileURLWithPath: path).path
            let below = FileManager.default.enumerator(atPath: absolute)?.compactMap { $0 as? String } ?? []
            let files = below.sorted().map { "\(absolute)/\($0)" }
            sources += (files.isEmpty ? [absolute] : files).filter { Self.name(of: $0) != nil }
                .map { Source(path: $0, target: place(of: $0)) }
        }
        return sources
    }

    /// The name without the ending of a dump; nil if it has none.
    private static func name(of path: String) -> Substring? {
        let file = path.split(separator: "/").last ?? ""
        for ending in [".xml", ".xml.gz"] where file.hasSuffix(ending) { return file.dropLast(ending.utf8.count) }
        return nil
    }

    private func place(of path: String) -> String? {
        let parts = path.split(separator: "/")
        guard parts.count >= 3, let file = Self.name(of: path) else { return nil }
        // One whose instance was cut to fit is known by its subject alone.
        let end = file.firstIndex { ".@".contains($0) } ?? file.endIndex
        guard SubjectName(String(file[..<end])) != nil, file.utf8.count <= 250 else { return nil }
        let owner: ArchiveFile.Owner
        if parts[parts.count - 3] == ".groups" {
            guard let group = GroupName(String(parts[parts.count - 2])) else { return nil }
            owner = .group(group)
        } else {
            guard let cluster = GroupName(String(parts[parts.count - 3])),
                let host = HostName(String(parts[parts.count - 2]))
            else { return nil }
            owner = .host(HostKey(cluster: cluster, name: host))
        }
        return "\(target.layout.folder(of: owner))/\(file).rrd"
    }

    /// Reads and writes files for as long as it takes: blocks.
    ///
    /// - `progress`: is told how many sources are done, and which is next.
    package func run(_ sources: [Source], progress: (Int, String) -> Void = { _, _ in }) -> ImportReport {
        var report = ImportReport()
        for (index, source) in sources.enumerated() {
            progress(index, source.path)
            do {
                try take(source, &report)
            } catch {
                report.refuse(source.path, "\(error)")
            }
        }
        progress(sources.count, "")
        return report
    }

    private func take(_ source: Source, _ report: inout ImportReport) throws {
        guard let path = source.target else {
            return report.refuse(source.path, "expected CLUSTER/HOST/SUBJECT.xml or .groups/GROUP/SUBJECT.xml")
        }
        let reader = try DumpReader(source.path)
        let dump = try RRDDump.contents(path: path, now: now, next: reader.next)
        try reader.finish()
        guard dump.isPlain else { throw FileContentsError.notPlain(path: source.path) }
        report.filesRead += 1
        guard let present = try FileContents(readingFrom: path, now: now) else {
            let known = dump.rings.reduce(0) { $0 + $1.values.count { !$0.isNaN } }
            // One of unknown values only is a file all the same.
            return target.write(dump, filled: max(1, known), isNew: true, &report)
        }
        guard present.isPlain else { throw FileContentsError.notPlain(path: path) }
        let step = present.header.step
        // A young file has no room for what comes: it grows to what the dump was of.
        let isYoung = Youth(present.header) != nil && dump.header.step == step
        let roomy = isYoung ? try present.resized(to: dump.header.archives, step: step) : present
        var contents = roomy.advanced(to: dump.header.lastUpdate / step * step)
        var filled = 0
        for (index, column) in dump.header.columns.enumerated() {
            guard let place = contents.column(named: column.name) else {
                report.refuse(source.path, "\(path) has no column \(column.name)")
                continue
            }
            filled += contents.fill(place, from: dump.rings.map { $0.mapped(index) { _, value in value } })
        }
        target.write(contents, filled: filled, isNew: false, &report)
    }
}

/// The bytes of a dump, unpacked by gzip where its name ends in `.gz`, so that what is broken breaks another process.
private final class DumpReader {
    private let file: FileHandle
    private let unpacking: Process?

    private static let piece = 1 << 16

    init(_ path: String) throws {
        guard path.hasSuffix(".gz") else {
            file = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
            unpacking = nil
            return
        }
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/gzip")
        process.arguments = ["-dc", "--", path]
        let output = Pipe()
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        file = output.fileHandleForReading
        unpacking = process
    }

    deinit {
        // A dump that was refused is not unpacked to its end.
        if let unpacking, unpacking.isRunning { unpacking.terminate() }
    }

    func next() throws -> [UInt8] {
        try file.read(upToCount: Self.piece).map { [UInt8]($0) } ?? []
    }

    /// Throws if it could not be unpacked to its end.
    func finish() throws {
        guard let unpacking else { return }
        unpacking.waitUntilExit()
        guard unpacking.terminationStatus == 0 else { throw DumpUnpackingError(status: unpacking.terminationStatus) }
    }
}

/// gzip did not like the file.
private struct DumpUnpackingError: Error, CustomStringConvertible {
    let status: Int32

    var description: String { "gzip: expected exit status 0, found \(status)" }
}
