import Archive
import ArgumentParser
import Foundation
import MetricModel

struct RenameHostCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rename-host",
        abstract: "Gives a host's history another name, or moves it to another cluster.",
        discussion: """
            The aggregator must be stopped. Its memory of the host, and of the groups it was in, gets the new name too. Where \
            the new name has history already, --merge moves the files that it lacks; where both have a file, nothing is moved.

            EXAMPLES
              plexus archive rename-host web1 www1
              plexus archive rename-host lab/db1 prod/db1
              plexus archive rename-host web1 www1 --merge --dry-run
            """)

    @Argument(help: "The host: NAME where it is unique, else CLUSTER/NAME.") var old: String
    @Argument(help: "Its new name; without CLUSTER/ it stays in its cluster.") var new: String
    @Flag(help: "Move into the history that the new name has already.") var merge = false
    @OptionGroup var options: ArchiveOptions
    @Flag(help: "Say what would be moved, and move nothing.") var dryRun = false

    func run() async throws {
        try await orExplain {
            let layout = try ArchiveReader(directory: options.directory).layout
            let host = try layout.host(named: old)
            let target = try newKey(in: host.cluster)
            if dryRun {
                let move = try plan(host, target, layout)
                return print("would move \(SizeText.count(move.files.count, "file")) of \(host) to \(target)")
            }
            let archive = try await ClosedArchive(directory: options.directory, progress: ProgressBar.ofJournal())
            defer { archive.release() }
            let move = try plan(host, target, layout)
            // First: a second run finds the files under the old name, and ends it.
            var memory = try HostMemory(of: layout)
            try memory.rename(host, to: target)
            try move.perform(in: archive)
            print("moved \(SizeText.count(move.files.count, "file")) of \(host) to \(target)")
        }
    }

    private func newKey(in cluster: GroupName) throws -> HostKey {
        let parts = new.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        guard parts.count <= 2, let name = parts.last.flatMap({ HostName($0) }),
            let cluster = parts.count == 2 ? GroupName(parts[0]) : cluster
        else { throw Failure("\"\(new)\" cannot be a host's name") }
        return HostKey(cluster: cluster, name: name)
    }

    private func plan(_ host: HostKey, _ target: HostKey, _ layout: ArchiveLayout) throws -> HostMove {
        do {
            return try HostMove(host, to: target, in: layout, merge: merge)
        } catch UpkeepError.bothHave(let old, let new, let files) {
            let joinable = HostMove.joinable(files, of: old, and: new, in: layout, now: time(nil))
            let hint =
                joinable.isEmpty
                ? "" : "; plexus archive import can join those that do not overlap: \(joinable.joined(separator: ", "))"
            throw Failure("\(UpkeepError.bothHave(old: old, new: new, files))\(hint)")
        }
    }
}
