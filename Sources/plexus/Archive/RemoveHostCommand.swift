import Archive
import ArgumentParser
import ClusterState
import Foundation
import MetricModel

struct RemoveHostCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "remove-host",
        abstract: "Deletes the history of hosts, and has the aggregator forget them.",
        discussion: """
            The aggregator must be stopped. A host whose agent still sends comes back, without its history. At a terminal the \
            hosts are shown and the question is put; anywhere else it takes --yes. What an interrupted run has left is \
            deleted too.

            EXAMPLES
              plexus archive remove-host web7
              plexus archive remove-host 'lab/*' --dry-run
              plexus archive remove-host --older-than 90d --yes
              plexus archive remove-host 'web*' --older-than 2w
            """)

    @Argument(help: "Hosts, with * for any text and ? for any character; with CLUSTER/ only there.") var hosts:
        [String] = []
    @Option(help: "Only hosts whose newest row is older: a number and h, d, w or y.") var olderThan: String?
    @Flag(help: "Do not ask.") var yes = false
    @OptionGroup var options: ArchiveOptions
    @Flag(help: "Say what would be deleted, and delete nothing.") var dryRun = false

    func validate() throws {
        guard !hosts.isEmpty || olderThan != nil else {
            throw ValidationError("which hosts? name them, or --older-than")
        }
        _ = try age()
    }

    /// Seconds; nil if the age does not matter.
    private func age() throws -> Int? {
        guard let olderThan else { return nil }
        guard let seconds = AgeText.seconds(olderThan)
        else { throw ValidationError("--older-than: expected a number and h, d, w or y, found \"\(olderThan)\"") }
        return seconds
    }

    func run() async throws {
        try await orExplain {
            let layout = try ArchiveReader(directory: options.directory).layout
            if dryRun {
                return show(try choose(in: layout, remembered: HostMemory(of: layout).hosts), "would delete")
            }
            let archive = try await ClosedArchive(directory: options.directory, progress: ProgressBar.ofJournal())
            defer { archive.release() }
            let removal = HostRemoval(archive)
            let swept = try removal.sweep()
            if swept > 0 { print("deleted what was left of \(SizeText.count(swept, "removed host"))") }
            var memory = try HostMemory(of: layout)
            let chosen = try choose(in: layout, remembered: memory.hosts)
            guard !chosen.isEmpty else { return print("no host is that old") }
            guard try isMeant(chosen) else { return print("nothing was deleted") }
            // First: a second run finds the files of those that are left, and ends it.
            try memory.remove(Set(chosen.map(\.host)))
            let bar = ProgressBar("deleting hosts")
            for (index, age) in chosen.enumerated() {
                if age.files > 0 || layout.hosts(in: age.host.cluster).contains(age.host) {
                    try removal.remove(age.host)
                }
                bar.show(index + 1, of: chosen.count, age.host.description)
            }
            show(chosen, "deleted")
        }
    }

    private func choose(in layout: ArchiveLayout, remembered: [HostKey]) throws -> [HostAge] {
        let now = time(nil)
        let known = Set(layout.hosts() + remembered).sorted()
        for pattern in hosts where !known.contains(where: { $0.fits(pattern) }) {
            throw Failure("there is no host \"\(pattern)\"")
        }
        let named = hosts.isEmpty ? known : known.filter { host in hosts.contains { host.fits($0) } }
        let ages = named.map { HostAge($0, in: layout, now: now) }
        guard let age = try age() else { return ages }
        return ages.filter { $0.newestRow.map { now - $0 > age } ?? false }
    }

    private func show(_ chosen: [HostAge], _ verb: String) {
        var table = Table([("HOST", .left), ("FILES", .right), ("SIZE", .right), ("NEWEST ROW", .left)])
        for age in chosen {
            let newest = age.newestRow.map { Date(timeIntervalSince1970: Double($0)) }
            table.append([
                age.host.description, "\(age.files)", SizeText.bytes(age.size), SizeText.moment(newest),
            ])
        }
        if !chosen.isEmpty { for line in table.lines { print(line) } }
        let size = chosen.reduce(0) { $0 + $1.size }
        print("\(verb) \(SizeText.count(chosen.count, "host")), \(SizeText.bytes(size))")
    }

    private func isMeant(_ chosen: [HostAge]) throws -> Bool {
        if yes { return true }
        guard isatty(STDIN_FILENO) == 1 else {
            throw Failure("this deletes history: say --yes, or look with --dry-run")
        }
        show(chosen, "this deletes")
        print("sure? [y/N] ", terminator: "")
        fflush(nil)
        return ["y", "yes"].contains(readLine()?.lowercased())
    }
}
