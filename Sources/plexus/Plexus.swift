import ArgumentParser
import MetricModel

/// Every command but the agent, which is a program of its own.
@main
struct Plexus: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "plexus",
        abstract: "Watches a cluster of Linux hosts.",
        discussion: """
            A tiny agent on each host (plexus-agent) multicasts what it reads; an aggregator hears it, keeps history and \
            serves pages.

            EXAMPLES
              plexus up                                     try it: this host, one process, no configuration
              plexus aggregator --http 0.0.0.0:8650         on one host of the segment
              plexus status                                 who is up, and how loaded
              plexus graph cpu --host web1 -o cpu.png       a picture
              plexus send room_temperature 21.5 --unit C    one value from a script
              plexus event "deploy 42" --host web1          a mark on graphs

            EXIT STATUS
              0 done, 1 found something wrong, 2 could not do it, 64 wrong usage
            """,
        version: "plexus \(Version.text)",
        subcommands: [
            Up.self, AggregatorCommand.self, GraphCommand.self, StatusCommand.self, SendCommand.self,
            EventCommand.self, ExplainCommand.self, ArchiveCommand.self,
        ])

    static func main() async {
        await main(SendCommand.takingNegativeNumbers(Array(CommandLine.arguments.dropFirst())))
    }
}
