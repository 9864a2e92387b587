package import Hummingbird
import HummingbirdCore
package import Logging
import NIOCore
import ServiceLifecycle

/// Serves pages, pictures and documents over HTTP/1.1 until it is told to stop.
package struct WebServer: Service {
    /// Where it listens: `127.0.0.1:8650`.
    package let address: WebAddress
    private let responder: RouterResponder<WebContext>
    private let logger: Logger
    private let isListening: @Sendable (WebAddress) -> Void

    /// A server that listens to nothing yet.
    ///
    /// - Parameters:
    ///   - site: What it serves.
    ///   - address: Where it will listen.
    ///   - logger: For what goes wrong with a connection.
    ///   - isListening: Told the address, with the true port, once connections are taken.
    package init(
        _ site: Site, address: WebAddress, logger: Logger,
        isListening: @escaping @Sendable (WebAddress) -> Void = { _ in }
    ) {
        self.address = address
        self.logger = logger
        self.isListening = isListening
        responder = Self.router(site).buildResponder()
    }

    /// All routes, for a server or for tests without one.
    ///
    /// Behind a proxy each is there twice, since some proxies take the base off and some leave it on.
    package static func router(_ site: Site) -> Router<WebContext> {
        let router = Router(context: WebContext.self, options: .autoGenerateHeadEndpoints)
        let table = routes(of: site)
        router.add(middleware: Answers(site: site, table: table))
        add(table, of: site, to: router)
        if !site.base.path.isEmpty { add(table, of: site, to: router.group(RouterPath(site.base.path))) }
        return router
    }

    private static func add(_ table: RouteTable, of site: Site, to router: some RouterMethods<WebContext>) {
        table.add(to: router)
        AssetRoutes(site: site).add(to: router)
        OverviewRoutes(site: site).add(to: router)
        HostsRoutes(site: site).add(to: router)
        EventsRoutes(site: site).add(to: router)
        SearchRoutes(site: site).add(to: router)
        GroupRoutes(site: site).add(to: router)
        HostRoutes(site: site).add(to: router)
        WeekRoutes(site: site).add(to: router)
        GraphPageRoutes(site: site).add(to: router)
        ExplainRoutes(site: site).add(to: router)
        MetricRoutes(site: site).add(to: router)
        CompareRoutes(site: site).add(to: router)
        AggregateRoutes(site: site).add(to: router)
        ViewRoutes(site: site).add(to: router)
    }

    /// Every address for programs.
    static func routes(of site: Site) -> RouteTable {
        let routes =
            APIRoutes(site: site).routes + EventRoutes(site: site).routes + GraphRoutes(site: site).routes
            + ItemRoutes(site: site).routes
            + [ExplainRoutes(site: site).route, GangliaRoute(site: site).route] + TextRoutes(site: site).routes
        return RouteTable(routes: routes).describingItself(below: site.base)
    }

    /// Serves until the task is cancelled or the service group stops gracefully.
    ///
    /// Throws ``WebServerError`` where the address cannot be listened on.
    package func run() async throws {
        let application = Application(
            responder: responder,
            server: .http1(configuration: HTTP1Channel.Configuration(idleTimeout: Self.idleTimeout)),
            configuration: ApplicationConfiguration(address: .hostname(address.host, port: address.port)),
            onServerRunning: { [address, isListening] channel in
                isListening(WebAddress(host: address.host, port: channel.localAddress?.port ?? address.port))
            },
            logger: logger)
        do {
            try await application.run()
        } catch let error as IOError {
            throw WebServerError(errno: error.errnoCode, address: address)
        } catch is SocketAddressError {
            throw WebServerError.notThisHost(address)
        }
    }

    /// A client that says nothing for so long is gone; its connection must not be kept for ever.
    private static let idleTimeout = TimeAmount.seconds(60)
}
