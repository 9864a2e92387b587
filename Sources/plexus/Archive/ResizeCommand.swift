import Archive
import ArgumentParser
import Collectors
import Foundation
import MetricModel
import Wire

struct ResizeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "resize",
        abstract: "Gives files the archives that their class asks for now, or another class.",
        discussion: """
            As after an upgrade that changed the classes: rows that both have stay, new ones are told from the finest there \
            are. The aggregator must be stopped. The exit status is 1 if a file could not be resized.

            EXAMPLES
              plexus archive resize --all --dry-run        what it would cost
              plexus archive resize --all
              plexus archive resize prod/db1 --subject disk --class planning
              plexus archive resize --all --step 60        before starting with --interval 60
            """)

    @Argument(help: "This host's files: NAME where it is unique, else CLUSTER/NAME.") var host: String?
    @Option(help: "This group's files.") var group: String?
    @Flag(help: "All files.") var all = false
    @Option(help: "Only files of this subject.") var subject: String?
    @Option(name: .customLong("class"), help: "planning, detail or brief, instead of their own.") var retention: String?
    @Option(help: "Seconds a step, 1 to 300, instead of their own.") var step: Int?
    @Flag(help: "Say what it would cost, and change nothing.") var dryRun = false
    @OptionGroup var options: ArchiveOptions

    func validate() throws {
        guard [host != nil, group != nil, all].count(where: { $0 }) == 1 else {
            throw ValidationError("give one of HOST, --group and --all")
        }
        if let retention, Retention(word: retention) == nil {
            throw ValidationError("--class: expected planning, detail or brief, found \"\(retention)\"")
        }
        if let step, !(1...300).contains(step) {
            throw ValidationError("--step: expected 1 to 300 seconds, found \(step)")
        }
        if let subject, SubjectName(subject) == nil {
            throw ValidationError("--subject: expected a subject, as disk, found \"\(subject)\"")
        }
    }

    func run() async throws {
        try await orExplain {
            let archive = try await ClosedArchive(directory: options.directory, progress: ProgressBar.ofJournal())
            defer { archive.release() }
            let wanted = subject.flatMap { SubjectName($0) }
            let files = try OwnerChoice(host: host, group: group).files(in: archive.layout)
                .filter { wanted == nil || $0.subject == wanted }
            let (retention, step, dryRun) = (retention.flatMap { Retention(word: $0) }, step, dryRun)
            let summary = try await onThread {
                let resizing = Resizing(
                    in: archive, definitions: Catalogue.definitions + [.foreign], to: retention, step: step,
                    now: time(nil), isDryRun: dryRun)
                var summary = Summary()
                let bar = ProgressBar("resizing files")
                for (index, file) in files.enumerated() {
                    bar.show(index, of: files.count)
                    summary.add(Result { try resizing.resize(file) })
                }
                bar.show(files.count, of: files.count)
                return summary
            }
            show(summary)
            if !summary.refused.isEmpty { throw ExitCode(1) }
        }
    }

    private struct Summary {
        var resized = 0
        var unchanged = 0
        var before = 0
        var after = 0
        var refused: [String] = []

        mutating func add(_ outcome: Result<Resizing.Outcome, any Error>) {
            switch outcome {
            case .success(.unchanged(let bytes)):
                unchanged += 1
                before += bytes
                after += bytes
            case .success(.resized(let old, let new)):
                resized += 1
                before += old
                after += new
            case .failure(let error): refused.append("\(error)")
            }
        }
    }

    private func show(_ summary: Summary) {
        for reason in summary.refused { print("refused \(reason)") }
        print(
            "\(SizeText.count(summary.resized, "file")) \(dryRun ? "would be resized" : "resized"), "
                + "\(summary.unchanged) as they should be, \(summary.refused.count) refused: "
                + "\(SizeText.bytes(summary.before)) before, \(SizeText.bytes(summary.after)) after")
    }
}

extension Retention {
    /// nil if it is no class.
    init?(word: String) {
        guard let found = Retention.ofAgents.first(where: { "\($0)" == word }) else { return nil }
        self = found
    }
}
