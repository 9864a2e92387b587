import Archive
import ArgumentParser
import Foundation

struct BackupCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backup",
        abstract: "Copies an archive while an aggregator writes it.",
        discussion: """
            Every row that was in the journal when the backup began is in it. A folder takes many backups, each in a folder \
            named for its time, where files that have not changed are hard links to the one before; a name that ends in .tar \
            is one file, and - is one on standard output. MANIFEST in it has the checksums, for sha256sum and for restore. The \
            exit status is 1 if a file was damaged and so left out.

            EXAMPLES
              plexus archive backup /backup/plexus --keep 7
              plexus archive backup web1.tar --host web1
              plexus archive backup - | ssh backup.example.org 'cat > plexus.tar'
              plexus archive backup /backup/plexus --dry-run
            """)

    @Argument(help: "A folder, a file that ends in .tar, or - for standard output.") var destination: String
    @Option(help: "Only this host; several times. NAME where it is unique, else CLUSTER/NAME.") var host: [String] = []
    @Option(help: "Afterwards remove all backups in the folder but the newest so many.") var keep: Int?
    @OptionGroup var options: ArchiveOptions
    @Flag(help: "Say what would be copied, and copy nothing.") var dryRun = false

    private var isTar: Bool { destination == "-" || destination.hasSuffix(".tar") }

    func validate() throws {
        if let keep, keep < 1 { throw ValidationError("--keep: expected at least 1, found \(keep)") }
        guard keep == nil || !isTar else { throw ValidationError("--keep is for a folder of backups") }
    }

    func run() async throws {
        try await orExplain {
            let layout = try ArchiveReader(directory: options.directory).layout
            let hosts = host.isEmpty ? nil : Set(try host.map { try layout.host(named: $0) })
            let now = time(nil)
            if dryRun {
                let files =
                    hosts.map { hosts in hosts.sorted().flatMap { layout.files(of: .host($0)) } } ?? layout.files()
                let size = files.reduce(0) { $0 + ((try? FileFacts(of: $1.path, now: now))?.size ?? 0) }
                return print(
                    "would copy \(SizeText.count(files.count, "file")) of \(SizeText.bytes(size)), and the journal")
            }
            var backup = Backup(of: layout, hosts: hosts, now: now)
            let bar = ProgressBar("copying files")
            let report: Backup.Report
            var place = destination
            var removed = 0
            if isTar {
                var tar = try BackupTar(destination == "-" ? nil : destination, now: now)
                report = try backup.write(to: &tar) { bar.show($0, of: $1) }
            } else {
                var folder = try BackupFolder(destination, now: now)
                report = try backup.write(to: &folder) { bar.show($0, of: $1) }
                place = folder.path
                if let keep { removed = try folder.keepNewest(keep) }
            }
            tell(report, in: place, removed)
            if !report.faults.isEmpty { throw ExitCode(1) }
        }
    }

    private func tell(_ report: Backup.Report, in place: String, _ removed: Int) {
        var text = "\(place): \(SizeText.count(report.files, "file"))"
        if report.unchanged > 0 { text += ", \(report.unchanged) of them unchanged" }
        text += ", \(SizeText.count(report.segments, "segment")) of the journal, \(SizeText.bytes(report.bytes)) copied"
        if removed > 0 { text += "; \(SizeText.count(removed, "old backup")) removed" }
        let faults = report.faults.map { "plexus: not copied: \($0)\n" }.joined()
        FileHandle.standardError.write(Data(faults.utf8))
        // Standard output may be the backup.
        (destination == "-" ? FileHandle.standardError : .standardOutput).write(Data("\(text)\n".utf8))
    }
}
