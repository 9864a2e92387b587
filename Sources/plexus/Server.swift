import Aggregator
import ArgumentParser
import Foundation
import Graphs
import Logging
import ServiceLifecycle
import UnixSignals
import Web

/// What the long-running commands share: one tree of services, and one way to stop it.
enum Server {
    static func run(
        _ aggregator: Aggregator, at address: WebAddress, zone: TimeZone, agent: AgentService? = nil,
        rereading config: String? = nil,
        logger: Logger
    ) async throws {
        // Before any thread of the aggregator's draws: the time zone is the process's.
        GraphPicture.useUTC()
        let catalogue = catalogue()
        for problem in catalogue.problems { logger.warning("\(problem)") }
        var quiet = logger
        quiet.logLevel = .error
        let base = try WebBase(parsing: aggregator.configuration.httpBase)
        let web = WebServer(
            Site(aggregator: aggregator, catalogue: catalogue, zone: zone, base: base), address: address, logger: quiet
        ) {
            bound in
            logger.info("pages at http://\(bound)\(base.path)/")
        }
        var services: [any Service] = [AggregatorService(aggregator: aggregator), web]
        if let agent { services.append(agent) }
        if let config { services.append(RereadService(path: config, aggregator: aggregator, logger: logger)) }
        let group = ServiceGroup(
            configuration: .init(
                services: services.map { .init(service: $0) }, gracefulShutdownSignals: [.sigterm, .sigint],
                logger: quiet))
        logger.info(
            "history in \(aggregator.configuration.directory), one row every \(aggregator.configuration.interval) s")
        try await group.run()
    }

    /// The graphs that came with the program, and the administrator's.
    static func catalogue() -> GraphCatalogue {
        let program = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
        return GraphCatalogue(folders: GraphCatalogue.standardFolders(executable: program))
    }

    /// What can be told to be wrong before anything is begun.
    static func check(_ configuration: Configuration) throws -> (address: WebAddress, zone: TimeZone) {
        guard !configuration.directory.isEmpty else { throw ValidationError("--data: expected a folder") }
        _ = try WebBase(parsing: configuration.httpBase)
        return (try WebAddress(parsing: configuration.http), try zone(configuration.zone))
    }

    /// The zone of a name; the machine's if there is none.
    static func zone(_ name: String?) throws -> TimeZone {
        guard let name else { return ZoneName.machine }
        do {
            return try ZoneName.zone(name)
        } catch {
            throw ValidationError("tz: \(error)")
        }
    }

    static func checked(interval: Int) throws -> Int {
        guard (1...300).contains(interval) else {
            throw ValidationError("--interval: expected 1 to 300 seconds, found \(interval)")
        }
        return interval
    }
}
