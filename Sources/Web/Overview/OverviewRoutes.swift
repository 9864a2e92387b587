import Hummingbird
import MetricModel

/// The page of everything.
struct OverviewRoutes {
    let site: Site

    func add(to router: some RouterMethods<WebContext>) {
        router.get("/") { request, _ in try await overview(request) }
    }

    private func overview(_ request: Request) async throws -> Response {
        let query = request.queryString
        let now = site.clock()
        let range = try site.range(of: request, at: now, usual: OverviewPage.usualRange)
        let order = try GroupOrder(query)
        let hosts = site.hosts(at: now)
        let members = GroupSummary.members(of: hosts)
        let groups = members.map { GroupSummary($0.key, $0.value) }.sorted(by: order.isBefore)
        let paging = try Paging(query, count: groups.count, size: OverviewPage.size)
        var rows: [GroupsTable.Row] = []
        for group in groups[paging.range] {
            rows.append(
                OverviewPage.row(
                    group, members[group.name, default: []], await site.trend(of: group.name, over: range.time)))
        }
        return Response(
            OverviewPage(
                hosts: hosts, groups: rows, order: order, paging: paging, range: range,
                freshness: site.freshness(at: now, zone: range.zone)
            ).page)
    }
}
