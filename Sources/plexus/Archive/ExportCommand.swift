import Archive
import ArgumentParser
import Foundation
import Graphs
import MetricModel

struct ExportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "History as CSV or JSON, a line for each value, or as XML that rrdtool reads.",
        discussion: """
            Works while an aggregator runs. XML is of whole files, a file each in the folder that -o names, without the rows \
            that wait to be written. The exit status is 1 if something could not be read.

            EXAMPLES
              plexus archive export web1 cpu --from -1w --resolution 600 -o cpu.csv
              plexus archive export prod/db1 disk@sda.read_bytes --from -1d --format json | jq length
              plexus archive export --group web --from 2026-01-01 --resolution 86400 -o web.csv
              plexus archive export --format xml -o /backup/dumps
            """)

    @Argument(
        help: ArgumentHelp(
            "Whose, and what: SUBJECT, SUBJECT@INSTANCE, either with .FIELD; nothing for all.",
            valueName: "HOST SUBJECT"))
    var names: [String] = []
    @Option(help: "A group's, instead of a host's.") var group: String?
    @Option(parsing: .unconditional, help: "From when: now-6h, -1d, 2026-11-22T03:00Z, or seconds since 1970.")
    var from = "-1d"
    @Option(parsing: .unconditional, help: "Until when.") var to = "now"
    @Option(help: "Seconds a row, about; the finest that goes back so far.") var resolution: Int?
    @Option(help: "csv, json or xml; as the file's ending says, else csv.") var format: String?
    @Option(name: .shortAndLong, help: "The file, or for XML the folder. - is standard output.") var output = "-"
    @OptionGroup var zone: ZoneOption
    @OptionGroup var options: ArchiveOptions

    private var chosenFormat: String {
        let ending = URL(fileURLWithPath: output).pathExtension.lowercased()
        return format ?? (["csv", "json"].contains(ending) ? ending : "csv")
    }

    func validate() throws {
        guard names.count <= (group == nil ? 2 : 1) else {
            throw ValidationError("expected HOST and SUBJECT, or --group and SUBJECT, found \(names.count) names")
        }
        guard ["csv", "json", "xml"].contains(chosenFormat) else {
            throw ValidationError("--format: expected csv, json or xml, found \"\(chosenFormat)\"")
        }
        guard chosenFormat != "xml" || output != "-" else { throw ValidationError("-o: expected a folder for XML") }
        if let resolution, resolution < 1 {
            throw ValidationError("--resolution: expected at least 1 second, found \(resolution)")
        }
    }

    func run() async throws {
        try await orExplain {
            let reader = try ArchiveReader(directory: options.directory)
            let host = group == nil ? names.first : nil
            let owner = try OwnerChoice(host: host, group: group).owner(in: reader.layout)
            let subject = names.count == (group == nil ? 2 : 1) ? names.last : nil
            let choice = try owner.flatMap { owner in
                try subject.map { try SeriesChoice($0, of: owner, in: reader.layout, now: time(nil)) }
            }
            let failures = try await chosenFormat == "xml" ? dump(owner, choice, reader) : write(owner, choice, reader)
            for failure in failures { FileHandle.standardError.write(Data("plexus: \(failure)\n".utf8)) }
            if !failures.isEmpty { throw ExitCode(1) }
        }
    }

    private func dump(
        _ owner: ArchiveFile.Owner?, _ choice: SeriesChoice?, _ reader: ArchiveReader
    ) async throws -> [String] {
        let folder = output
        return try await onThread {
            let all = owner.map { reader.layout.files(of: $0) } ?? reader.layout.files()
            let files = choice.map { choice in all.filter { choice.paths.contains($0.path) } } ?? all
            let bar = ProgressBar("exporting")
            var failures: [String] = []
            for (index, file) in files.enumerated() {
                bar.show(index, of: files.count, file.path)
                do { _ = try DumpExport.write(file, to: folder, now: time(nil)) } catch { failures.append("\(error)") }
            }
            bar.show(files.count, of: files.count)
            return failures
        }
    }

    private func write(
        _ owner: ArchiveFile.Owner?, _ choice: SeriesChoice?, _ reader: ArchiveReader
    ) async throws -> [String] {
        let range = try TimeText.range(from: from, to: to, now: time(nil), zone: zone.zone)
        let export = Export(
            reader, range: range.from..<range.to, resolution: resolution, columns: choice?.columns)
        let format = Export.Format(rawValue: chosenFormat) ?? .csv
        let output = output
        return try await onThread {
            let all = choice.map { [$0.series] } ?? reader.layout.everySeries(of: owner)
            let file = try ExportFile(output)
            let bar = ProgressBar("exporting")
            var failures: [String] = []
            var isFirst = true
            try file.write(Array(Export.head(format).utf8))
            for (index, series) in all.enumerated() {
                bar.show(index, of: all.count)
                do {
                    _ = try export.write(series, as: format, isFirst: &isFirst) { try file.write($0) }
                } catch let error as ExportFileError {
                    throw error
                } catch {
                    failures.append("\(error)")
                }
            }
            try file.write(Array(Export.foot(format, isEmpty: isFirst).utf8))
            try file.finish()
            bar.show(all.count, of: all.count)
            return failures
        }
    }
}
