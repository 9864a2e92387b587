import Archive
import ArgumentParser
import Foundation

struct RestoreCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "restore",
        abstract: "Puts a backup back, into an archive or a new folder.",
        discussion: """
            The aggregator must be stopped. The whole backup is verified before the first file is written. Files whose \
            history here is as new or newer stay, unless --force. The next start of the aggregator takes up the rows of the \
            backup's journal.

            EXAMPLES
              plexus archive restore /backup/plexus                    the newest backup in the folder
              plexus archive restore /backup/plexus/20261128T110203Z --host web1
              plexus archive restore plexus.tar --data /var/lib/plexus
              plexus archive restore /backup/plexus --dry-run
            """)

    @Argument(help: "A backup, a folder of backups, or a tar file.") var source: String
    @Option(help: "Only this host; several times. NAME where it is unique, else CLUSTER/NAME.") var host: [String] = []
    @OptionGroup var options: ArchiveOptions
    @Flag(help: "Replace files here that are newer than the backup's.") var force = false
    @Flag(help: "Verify the backup, say what would be written, and write nothing.") var dryRun = false

    func run() async throws {
        try await orExplain {
            let source = try BackupSource(source)
            let layout = ArchiveLayout(directory: options.directory)
            if dryRun { return tell(try plan(source, layout), of: source, isDone: false) }
            try FileManager.default.createDirectory(atPath: layout.root, withIntermediateDirectories: true)
            let archive = try await ClosedArchive(
                directory: options.directory, progress: ProgressBar.ofJournal(),
                report: { FileHandle.standardError.write(Data("plexus: \($0)\n".utf8)) })
            defer { archive.release() }
            let restore = try plan(source, layout)
            let bar = ProgressBar("writing files")
            try restore.perform(in: archive) { bar.show($0, of: $1) }
            tell(restore, of: source, isDone: true)
        }
    }

    private func plan(_ source: BackupSource, _ layout: ArchiveLayout) throws -> Restore {
        let bar = ProgressBar("verifying the backup")
        return try Restore(from: source, hosts: host, into: layout, force: force, now: time(nil)) {
            bar.show($0, of: $1)
        }
    }

    private func tell(_ restore: Restore, of source: BackupSource, isDone: Bool) {
        func count(_ fate: Restore.Fate) -> Int { restore.items.count { $0.fate == fate } }
        let size = restore.items.reduce(0) { $0 + ($1.fate == .kept ? 0 : $1.size) }
        var parts = ["\(count(.new)) new", "\(count(.replaced)) replaced"]
        if count(.kept) > 0 { parts.append("\(count(.kept)) kept, since they are as new here") }
        if count(.beside) > 0 { parts.append("\(count(.beside)) in place of damaged ones") }
        print(
            "\(source.path): \(isDone ? "wrote" : "would write") \(SizeText.bytes(size)): files "
                + "\(parts.joined(separator: ", ")); \(restore.journalRows) rows wait in the journal")
    }
}
