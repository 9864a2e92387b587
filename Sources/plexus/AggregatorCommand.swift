import Aggregator
import ArgumentParser
import Graphs
import Logging
import MetricModel
import ServiceLifecycle
import Transport
import Web

struct AggregatorCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "aggregator",
        abstract: "Hears agents, keeps history, serves pages.",
        discussion: """
            EXAMPLES
              plexus aggregator                                     the segment's agents, pages on this host only
              plexus aggregator --http 0.0.0.0:8650                 pages for everyone
              plexus aggregator --listen 239.2.11.71 --listen 0.0.0.0:8650
              plexus aggregator --config /etc/plexus/plexus.yaml    groups by pattern, tag or cluster; SIGHUP rereads them

            Flags win over the file.
            """)

    @Option(help: "A YAML file with settings and groups.") var config: String?
    @Option(help: "Where history is kept (/var/lib/plexus if writable, else $XDG_STATE_HOME/plexus).")
    var data: String?
    @Option(help: "A group or address to hear, ADDR[:PORT]; several times (239.2.11.71:8649).") var listen: [String] =
        []
    @Option(help: "The interface on which to join groups (all).") var interface: String?
    @Option(help: "The archive's step in seconds, 1 to 300 (15).") var interval: Int?
    @Option(help: "The cluster of hosts that send Ganglia messages (default).") var cluster: String?
    @Option(help: "Where to serve pages, ADDR:PORT (127.0.0.1:8650).") var http: String?
    @Option(help: "The time zone of pages and graphs, as Europe/Berlin or UTC (this machine's).") var tz: String?
    @Option(help: "The path below which a proxy serves the pages, as /plexus.") var httpBase: String?
    @Flag(name: .shortAndLong, help: "Log more.") var verbose = false

    func run() async throws {
        try await orExplain {
            let logger = Logger.standardError(verbose: verbose)
            let configuration = try readConfiguration()
            let (address, zone) = try Server.check(configuration)
            let aggregator = try Aggregator(configuration, logger: logger, progress: ProgressBar.ofJournal())
            try await Server.run(aggregator, at: address, zone: zone, rereading: config, logger: logger)
        }
    }

    private func readConfiguration() throws -> Configuration {
        var configuration = Configuration(directory: DataDirectory.standard)
        if let config { try ConfigurationFile.apply(config, to: &configuration) }
        if let data { configuration.directory = data }
        if !listen.isEmpty {
            configuration.listen = try listen.map { try Endpoint(parsing: $0) }
        }
        if let interface { configuration.interface = interface }
        if let interval { configuration.interval = try Server.checked(interval: interval) }
        if let cluster {
            guard let name = GroupName(cluster) else {
                throw ValidationError("--cluster: \"\(cluster)\" cannot be a cluster's name")
            }
            configuration.cluster = name
        }
        if let http { configuration.http = http }
        if let tz { configuration.zone = tz }
        if let httpBase { configuration.httpBase = httpBase }
        return configuration
    }
}
