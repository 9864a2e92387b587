import Hummingbird
import MetricModel

/// The list of all hosts.
struct HostsRoutes {
    let site: Site

    func add(to router: some RouterMethods<WebContext>) {
        router.get("hosts") { request, _ in try hosts(request) }
    }

    private func hosts(_ request: Request) throws -> Response {
        let query = request.queryString
        let now = site.clock()
        let zone = try site.range(of: request, at: now).zone
        let (filter, order) = (try HostFilter(query), try HostOrder(query))
        if let group = filter.group { try site.requireGroup(group) }
        let all = site.hosts(at: now)
        let chosen = all.filter(filter.contains).sorted(by: order.isBefore)
        let paging = try Paging(query, count: chosen.count, size: HostsPage.size)
        return Response(
            HostsPage(
                hosts: Array(chosen[paging.range]), filter: filter, order: order, paging: paging, total: all.count,
                freshness: site.freshness(at: now, zone: zone)
            ).page)
    }
}
