import ArgumentParser

// The simulated cluster of `scripts/bench pages`: a year of history of hosts that do not exist, and those hosts alive.
@main
struct PagesBench: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "pages-bench", abstract: "The simulated cluster of scripts/bench pages.",
        subcommands: [HistoryCommand.self, PlayCommand.self, GangliaCommand.self])
}
