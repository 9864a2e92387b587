import Archive
import ArgumentParser
import Foundation
import MetricModel

struct InfoCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "info",
        abstract: "What an archive holds: as a whole, of a host or group, or in one file.",
        discussion: """
            Works while an aggregator runs; what waits in its journal is not in the files yet.

            EXAMPLES
              plexus archive info
              plexus archive info web1
              plexus archive info prod/web1 --json
              plexus archive info --group web
              plexus archive info /var/lib/plexus/rrd/prod/web1/cpu.rrd
            """)

    @Argument(help: "A host (NAME where it is unique, else CLUSTER/NAME), or a file that ends in .rrd.")
    var what: String?
    @Option(help: "The files of this group.") var group: String?
    @OptionGroup var options: ArchiveOptions
    @Flag(help: "Print JSON.") var json = false

    func validate() throws {
        guard what == nil || group == nil else { throw ValidationError("give either a host or file, or --group") }
    }

    func run() async throws {
        try await orExplain {
            if let what, what.hasSuffix(".rrd") { return try show(file: what) }
            let layout = try ArchiveReader(directory: options.directory).layout
            if let what {
                try show(layout.files(of: .host(try layout.host(named: what))))
            } else if let group {
                try show(layout.files(of: .group(try layout.group(named: group))))
            } else {
                try show(layout)
            }
        }
    }

    private func show(_ layout: ArchiveLayout) throws {
        let bar = ProgressBar("reading headers")
        let archive = ArchiveOverview(of: layout, now: time(nil)) { bar.show($0, of: $1) }
        if json { return try printJSON(archive) }
        var lines = [
            ("folder", archive.directory),
            (
                "holds",
                [
                    SizeText.count(archive.clusters, "cluster"), SizeText.count(archive.hosts, "host"),
                    SizeText.count(archive.groups, "group"), SizeText.count(archive.files, "file"),
                ].joined(separator: ", ")
            ),
            ("size", "\(SizeText.bytes(archive.bytes)), of the disk \(SizeText.bytes(archive.bytesOnDisk))"),
            ("free", SizeText.bytes(archive.freeBytes)),
            ("step", archive.steps.isEmpty ? "-" : archive.steps.map { "\($0) s" }.joined(separator: ", ")),
            ("newest row", SizeText.moment(archive.newestRow)),
            (
                "journal",
                "\(SizeText.count(archive.journal.segments, "segment")), \(SizeText.bytes(archive.journal.bytes))"
                    + (archive.journal.oldestRow.map { ", rows since \(SizeText.moment($0))" } ?? "")
            ),
        ]
        if archive.unsoundFiles + archive.filesSetAside > 0 {
            lines.append(
                (
                    "not sound",
                    "\(SizeText.count(archive.unsoundFiles, "file")), \(archive.filesSetAside) set aside; "
                        + "plexus archive check names them"
                ))
        }
        var table = Table([("ARCHIVE", .left), ("", .left)])
        for (name, text) in lines { table.append([name, text]) }
        for line in table.lines.dropFirst() { print(line) }
    }

    private func show(_ files: [ArchiveFile]) throws {
        let now = time(nil)
        let overviews = files.map { FileOverview(of: $0, now: now) }
        if json { return try printJSON(overviews) }
        var table = Table([
            ("SUBJECT", .left), ("INSTANCE", .left), ("CLASS", .left), ("STEP", .right), ("COLUMNS", .right),
            ("SIZE", .right), ("NEWEST ROW", .left), ("FILE", .left),
        ])
        for file in overviews {
            table.append([
                file.subject ?? "-", file.instance ?? "", file.problem == nil ? file.retention ?? "other" : "not sound",
                file.step.map { "\($0) s" } ?? "-", "\(file.columns.count)", file.bytes.map(SizeText.bytes) ?? "-",
                SizeText.moment(file.newestRow), file.name,
            ])
        }
        for line in table.lines { print(line) }
        let size = overviews.reduce(0) { $0 + ($1.bytes ?? 0) }
        let values = overviews.reduce(0) { $0 + $1.columns.count }
        print(
            "\(SizeText.count(overviews.count, "file")), \(SizeText.count(values, "column")), \(SizeText.bytes(size))")
        for file in overviews { if let problem = file.problem { print(Style.red(problem)) } }
    }

    private func show(file path: String) throws {
        let file = try FileDetails(of: path, now: time(nil))
        if json { return try printJSON(file) }
        print(
            "\(file.path): \(SizeText.bytes(file.bytes)), \(file.retention ?? "no class of ours"), step \(file.step) s, "
                + "newest row \(SizeText.moment(file.newestRow))")
        var columns = Table([("COLUMN", .left), ("TYPE", .left), ("HEARTBEAT", .right)])
        for column in file.columns { columns.append([column.name, column.type, "\(column.heartbeat) s"]) }
        var rings = Table([
            ("ARCHIVE", .left), ("ROW", .right), ("ROWS", .right), ("COVERS", .right), ("KNOWN", .right),
            ("FROM", .left), ("TO", .left),
        ])
        for ring in file.archives {
            rings.append([
                ring.consolidation, SizeText.span(ring.secondsPerRow), "\(ring.rows)", SizeText.span(ring.span),
                String(format: "%.1f %%", 100 * ring.known), SizeText.moment(ring.from), SizeText.moment(ring.to),
            ])
        }
        for line in [""] + columns.lines + [""] + rings.lines { print(line) }
    }
}
