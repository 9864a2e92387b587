import Hummingbird
import MetricModel

/// The page of everything.
struct OverviewRoutes {
    let site: Site

    func add(to router: some RouterMethods<WebContext>) {
        router.get("/") { request, _ in try overview(request) }
    }

    private func overview(_ request: Request) throws -> Response {
        let now = site.clock()
        let freshness = site.freshness(at: now, zone: try site.range(of: request, at: now).zone)
        return Response(OverviewPage(hosts: site.hosts(at: now), freshness: freshness).page)
    }
}
