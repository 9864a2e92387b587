import Graphs
import Hummingbird
import MetricModel

/// The page of metrics by pattern.
struct AggregateRoutes {
    let site: Site

    func add(to router: some RouterMethods<WebContext>) {
        router.get("aggregate") { request, _ in try await aggregate(request) }
    }

    private func aggregate(_ request: Request) async throws -> Response {
        let now = site.clock()
        let range = try site.range(of: request, at: now)
        let query = request.queryString
        var chosen = AggregatePage.Chosen()
        // A form has one field for all of them.
        chosen.metrics = query.all("metrics").joined(separator: " ")
        chosen.hosts = query["hosts"] ?? ""
        (chosen.group, chosen.across) = (query["group"], query["across"])
        (chosen.draw, chosen.view) = (query["draw"], query["view"])
        var drawn: DrawnItem?
        if !chosen.metrics.isEmpty || !chosen.hosts.isEmpty {
            let item = try GraphItem(explaining: chosen.pairs)
            _ = try site.request(for: item, over: range, size: DrawnItem.large)
            drawn = await site.draw(item, over: range, size: DrawnItem.large, id: "aggregate")
        }
        return Response(
            AggregatePage(
                drawn: drawn, chosen: chosen, groups: site.groupNames, range: range,
                freshness: site.freshness(at: now, zone: range.zone)
            ).page)
    }
}
