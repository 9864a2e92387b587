import Aggregator
import ClusterState
import Logging
import ServiceLifecycle
import UnixSignals

/// The aggregator as a part of a running command.
struct AggregatorService: Service {
    let aggregator: Aggregator

    func run() async throws {
        aggregator.start()
        ServiceNotice.ready()
        try? await gracefulShutdown()
        ServiceNotice.stopping()
        await aggregator.stop()
    }
}

/// Rereads the configuration's groups on SIGHUP.
struct RereadService: Service {
    let path: String
    let aggregator: Aggregator
    let logger: Logger

    func run() async throws {
        for await _ in await UnixSignalsSequence(trapping: .sighup).cancelOnGracefulShutdown() {
            var configuration = aggregator.configuration
            do {
                try ConfigurationFile.apply(path, to: &configuration)
                aggregator.setGroups(configuration.groups)
                logger.info("\(path): groups read again; other settings take a restart")
            } catch {
                logger.error("\(error); nothing was changed")
            }
        }
    }
}
