import Aggregator
import ArgumentParser
import Graphs
import Logging
import ServiceLifecycle
import Web

/// What the long-running commands share: one tree of services, and one way to stop it.
enum Server {
    static func run(
        _ aggregator: Aggregator, agent: AgentService? = nil, rereading config: String? = nil, logger: Logger
    ) async throws {
        let catalogue = GraphCatalogue()
        for problem in catalogue.problems { logger.warning("\(problem)") }
        let web = try WebServer(aggregator, catalogue: catalogue, address: aggregator.configuration.http, logger: logger)
        var services: [any Service] = [AggregatorService(aggregator: aggregator), web]
        if let agent { services.append(agent) }
        if let config { services.append(RereadService(path: config, aggregator: aggregator, logger: logger)) }
        var quiet = logger
        quiet.logLevel = .error
        let group = ServiceGroup(
            configuration: .init(
                services: services.map { .init(service: $0) }, gracefulShutdownSignals: [.sigterm, .sigint],
                logger: quiet))
        logger.info("history in \(aggregator.configuration.directory), one row every \(aggregator.configuration.interval) s")
        logger.info("pages at http://\(aggregator.configuration.http)/")
        try await group.run()
    }

    static func checked(interval: Int) throws -> Int {
        guard (1...300).contains(interval) else {
            throw ValidationError("--interval: expected 1 to 300 seconds, found \(interval)")
        }
        return interval
    }
}
