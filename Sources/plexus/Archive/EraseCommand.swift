import Archive
import ArgumentParser
import Foundation
import Graphs

struct EraseCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "erase",
        abstract: "Makes values unknown that were never true, as a spike.",
        discussion: """
            Coarser rows are told anew from what is left of finer ones. The aggregator must be stopped. A host's spike is in \
            the sums of its groups too: erase it there as well.

            EXAMPLES
              plexus archive erase web1 network.rx_bytes --from -2h --to now --above 1e10
              plexus archive erase prod/db1 disk@sda --from 2026-11-22T03:00Z --to 2026-11-22T03:10Z --dry-run
              plexus archive erase --group web network.rx_bytes_sum --from -2h --to now --above 1e12
            """)

    @Argument(
        help: ArgumentHelp(
            "Whose, and what: SUBJECT, SUBJECT@INSTANCE, either with .FIELD.", valueName: "HOST SUBJECT"))
    var names: [String]
    @Option(help: "A group's, instead of a host's.") var group: String?
    @Option(parsing: .unconditional, help: "From when: now-6h, -1d, 2026-11-22T03:00Z, or seconds since 1970.")
    var from: String
    @Option(parsing: .unconditional, help: "Until when.") var to: String
    @Option(parsing: .unconditional, help: "Only values above this.") var above: Double?
    @Option(parsing: .unconditional, help: "Only values below this.") var below: Double?
    @Flag(help: "Say what would go, and change nothing.") var dryRun = false
    @OptionGroup var zone: ZoneOption
    @OptionGroup var options: ArchiveOptions

    func validate() throws {
        guard names.count == (group == nil ? 2 : 1) else {
            throw ValidationError(
                "expected HOST and SUBJECT, or --group and SUBJECT, found \(names.count) names beside the options")
        }
        guard above == nil || below == nil else { throw ValidationError("give either --above or --below") }
    }

    func run() async throws {
        try await orExplain {
            let now = time(nil)
            let time = try TimeText.range(from: from, to: to, now: now, zone: zone.zone)
            let limit = above.map { Erasure.Limit.above($0) } ?? below.map { .below($0) }
            let erasure = Erasure(time.from..<time.to, limit)
            let archive = try await ClosedArchive(directory: options.directory, progress: ProgressBar.ofJournal())
            defer { archive.release() }
            let owner = try OwnerChoice(host: group == nil ? names[0] : nil, group: group).owner(in: archive.layout)
            guard let owner, let text = names.last else { return }
            let choice = try SeriesChoice(text, of: owner, in: archive.layout, now: now)
            let isDryRun = dryRun
            let counts = try await onThread {
                try choice.erase(erasure, in: archive, now: now, isDryRun: isDryRun)
            }
            show(counts)
        }
    }

    private func show(_ counts: [ErasureCount]) {
        var table = Table([
            ("KIND", .left), ("ROW", .right), (dryRun ? "WOULD GO" : "ERASED", .right), ("TOLD ANEW", .right),
        ])
        for count in counts {
            table.append([
                count.consolidation.rawValue, SizeText.span(count.resolution), "\(count.erased)", "\(count.renewed)",
            ])
        }
        for line in table.lines { print(line) }
    }
}
