import Archive
import ArgumentParser
import ClusterState
import Foundation
import Graphs

struct RewindCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rewind",
        abstract: "Takes out rows that a wrong clock has dated in the future.",
        discussion: """
            A file whose newest row lies ahead takes no older one, and one more than a day ahead is not touched. Rows after \
            the time go, and the file goes on from there; older rows that those had overwritten are unknown. The aggregator \
            must be stopped, and the clock be right. The exit status is 1 if a file could not be rewound.

            EXAMPLES
              plexus archive rewind --to now --dry-run
              plexus archive rewind --to now                          all hosts and groups
              plexus archive rewind --to 2026-11-22T03:00Z 'web*' lab/db1
            """)

    @Argument(help: "Only these hosts: * for any text and ? for any character; with CLUSTER/ only there.") var hosts:
        [String] = []
    @Option(parsing: .unconditional, help: "The newest time that is true: now, -1d, 2026-11-22T03:00Z, or seconds.")
    var to: String
    @Flag(help: "Say what would go, and change nothing.") var dryRun = false
    @Flag(help: "Print JSON.") var json = false
    @OptionGroup var zone: ZoneOption
    @OptionGroup var options: ArchiveOptions

    /// What was done, or would be.
    private struct Report: Encodable {
        struct Refusal: Encodable {
            let path: String
            let reason: String
        }

        let to: Date
        let isDryRun: Bool
        var rewound = 0
        var unchanged = 0
        /// Values that were known.
        var valuesGone = 0
        /// nil while no file was rewound.
        var newestRow: Date?
        var refused: [Refusal] = []

        mutating func add(_ outcome: Rewinding.Outcome) {
            switch outcome {
            case .unchanged: unchanged += 1
            case .rewound(let from, _, let values):
                rewound += 1
                valuesGone += values
                newestRow = max(newestRow ?? .distantPast, Date(timeIntervalSince1970: Double(from)))
            }
        }
    }

    func run() async throws {
        try await orExplain {
            let now = time(nil)
            let to = try TimeText.moment(to, now: now, zone: zone.zone)
            let archive = try await ClosedArchive(
                // Rows that wait are written too, whatever their time: they would come back otherwise.
                directory: options.directory, now: dryRun ? now : ClosedArchive.anyTime,
                progress: ProgressBar.ofJournal())
            defer { archive.release() }
            let files = try files(in: archive.layout)
            let dryRun = dryRun
            let report = try await onThread {
                let rewinding = try Rewinding(in: archive, to: to, isDryRun: dryRun)
                var report = Report(to: Date(timeIntervalSince1970: Double(to)), isDryRun: dryRun)
                let bar = ProgressBar("rewinding files")
                for (index, file) in files.enumerated() {
                    bar.show(index, of: files.count)
                    do {
                        report.add(try rewinding.rewind(file))
                    } catch {
                        report.refused.append(Report.Refusal(path: file.path, reason: "\(error)"))
                    }
                }
                bar.show(files.count, of: files.count)
                return report
            }
            if json { try printJSON(report) } else { show(report) }
            if !report.refused.isEmpty { throw ExitCode(1) }
        }
    }

    private func files(in layout: ArchiveLayout) throws -> [ArchiveFile] {
        guard !hosts.isEmpty else { return layout.files() }
        let known = layout.hosts()
        for pattern in hosts where !known.contains(where: { $0.fits(pattern) }) {
            throw Failure("there is no host \"\(pattern)\"")
        }
        return known.filter { host in hosts.contains { host.fits($0) } }.flatMap { layout.files(of: .host($0)) }
    }

    private func show(_ report: Report) {
        for refusal in report.refused { print("refused \(refusal.reason)") }
        print(
            "\(SizeText.count(report.rewound, "file")) \(dryRun ? "would be rewound" : "rewound") to "
                + "\(SizeText.moment(report.to)), \(report.unchanged) not later, \(report.refused.count) refused: "
                + SizeText.count(report.valuesGone, "value")
                + (report.newestRow.map { ", the newest of \(SizeText.moment($0))" } ?? ""))
    }
}
