import ArgumentParser

// The measured parts of `scripts/bench archive`. Each command does a fixed amount of work and prints what it took as one
// line of JSON; before the work it prints `ready` and waits for a line, so that whoever started it can look at the disk.
@main
struct ArchiveBench: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "archive-bench", abstract: "The measured parts of scripts/bench archive.",
        subcommands: [
            CreateCommand.self, WriteCommand.self, StoreCommand.self, FetchCommand.self, FillCommand.self,
            OpenCommand.self, FeedCommand.self,
        ])
}
