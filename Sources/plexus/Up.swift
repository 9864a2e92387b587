import Agent
import Aggregator
import ArgumentParser
import Logging
import MetricModel
import Transport

struct Up: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Agent, aggregator and pages in one process, without configuration.",
        discussion: """
            The way to try Plexus, and to watch one host. Agents of other hosts on the same network segment are heard too.

            EXAMPLES
              plexus up
              plexus up --data /tmp/plexus --http 127.0.0.1:9000 --interval 5
            """)

    @Option(help: "Where history is kept (/var/lib/plexus if writable, else $XDG_STATE_HOME/plexus).")
    var data: String?
    @Option(help: "Where to serve pages, ADDR:PORT.") var http = "127.0.0.1:8650"
    @Option(help: "The time zone of pages and graphs, as Europe/Berlin or UTC (this machine's).") var tz: String?
    @Option(help: "Seconds between two rows of history, 1 to 300.") var interval = 15
    @Flag(name: .shortAndLong, help: "Log more.") var verbose = false

    func run() async throws {
        try await orExplain {
            raiseOpenFileLimit()
            let logger = Logger.standardError(verbose: verbose)
            var configuration = Configuration(directory: data ?? DataDirectory.standard)
            configuration.http = http
            configuration.zone = tz
            configuration.interval = try Server.checked(interval: interval)
            let (address, zone) = try Server.check(configuration)
            let aggregator = try makeAggregator(configuration, logger)
            var settings = Settings()
            settings.interval = configuration.interval
            settings.stateFolder = "\(configuration.directory)/agent"
            let agent = AgentService(settings: settings, aggregator: aggregator, logger: logger)
            try await Server.run(aggregator, at: address, zone: zone, agent: agent, logger: logger)
        }
    }

    /// Without a network this host can still be watched.
    private func makeAggregator(_ configuration: Configuration, _ logger: Logger) throws -> Aggregator {
        do {
            return try Aggregator(configuration, logger: logger, progress: ProgressBar.ofJournal())
        } catch let error as TransportError {
            logger.warning("other hosts are not heard: \(error)")
            var alone = configuration
            alone.listen = []
            return try Aggregator(alone, logger: logger, progress: ProgressBar.ofJournal())
        }
    }
}
