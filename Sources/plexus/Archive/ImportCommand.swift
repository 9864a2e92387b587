import Archive
import ArgumentParser
import Collectors
import Foundation
import MetricModel

struct ImportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Takes history from a Ganglia tree, or from dumps of rrdtool.",
        discussion: """
            What is known here stays, what is not is taken; done twice, nothing changes. So both may run beside each other \
            first. Dumps lie as CLUSTER/HOST/SUBJECT.xml or .xml.gz, as plexus archive export makes them. The aggregator must \
            be stopped. The exit status is 1 if a file was refused.

            EXAMPLES
              plexus archive import --ganglia /var/lib/ganglia/rrds --dry-run
              plexus archive import --ganglia /var/lib/ganglia/rrds
              plexus archive import /backup/dumps
              plexus archive import dumps/prod/web1/cpu.xml.gz
            """)

    @Argument(help: "Dumps, and folders of them.") var sources: [String] = []
    @Option(help: "A folder of gmetad's: CLUSTER/HOST/METRIC.rrd.") var ganglia: String?
    @Option(help: "Seconds a step of new files, 1 to 300; that of the files there are, else 15.") var step: Int?
    @Flag(help: "Say what would be taken, and change nothing.") var dryRun = false
    @OptionGroup var options: ArchiveOptions

    func validate() throws {
        guard sources.isEmpty == (ganglia != nil) else {
            throw ValidationError("give either dumps or --ganglia and a folder")
        }
        if let step, !(1...300).contains(step) {
            throw ValidationError("--step: expected 1 to 300 seconds, found \(step)")
        }
    }

    func run() async throws {
        try await orExplain {
            try FileManager.default.createDirectory(
                atPath: ArchiveLayout(directory: options.directory).root, withIntermediateDirectories: true)
            let archive = try await ClosedArchive(directory: options.directory, progress: ProgressBar.ofJournal())
            defer { archive.release() }
            let (ganglia, sources, step, dryRun) = (ganglia, sources, step, dryRun)
            let report = try await onThread {
                if let ganglia {
                    let tree = try GangliaTree(ganglia)
                    let bar = ProgressBar("importing")
                    return GangliaImport(
                        into: archive, definitions: Catalogue.definitions,
                        step: step ?? ClosedArchive.step(of: archive.layout), now: time(nil), isDryRun: dryRun
                    ).run(tree) { bar.show($0, of: tree.files, $1) }
                }
                let dumps = DumpImport(into: archive, now: time(nil), isDryRun: dryRun)
                let found = try dumps.sources(in: sources)
                let bar = ProgressBar("importing")
                return dumps.run(found) { bar.show($0, of: found.count, $1) }
            }
            show(report)
            if !report.refused.isEmpty { throw ExitCode(1) }
        }
    }

    private func show(_ report: ImportReport) {
        for refusal in report.refused { print("refused \(refusal.path): \(refusal.reason)") }
        print(
            "\(SizeText.count(report.filesRead, "file")) read, \(SizeText.count(report.values, "value")) "
                + "\(dryRun ? "would be taken" : "taken") into \(report.filesCreated) new files and "
                + "\(report.filesChanged) known ones; \(report.filesUnchanged) knew all; \(report.refused.count) refused"
        )
    }
}
