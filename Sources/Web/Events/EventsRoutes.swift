import Aggregator
import Graphs
import Hummingbird
import MetricModel

/// The list of events, for people.
struct EventsRoutes {
    let site: Site

    func add(to router: some RouterMethods<WebContext>) {
        router.get("events") { request, _ in try events(request) }
    }

    private func events(_ request: Request) throws -> Response {
        let query = request.queryString
        let now = site.clock()
        // To the second: what was told just now is looked for at once.
        let range = try PageRange(
            try request.timeQuery(), now: Int(now.seconds), zone: site.zone, usual: EventsPage.usualRange)
        let filter = try EventFilter(query, in: site)
        let events = site.events(filter, in: range.time)
        let authority = request.head.authority ?? "127.0.0.1:8650"
        return Response(
            EventsPage(
                events: events, filter: filter,
                paging: try Paging(query, count: events.count, size: EventsPage.size), range: range,
                server: "http://\(authority)\(site.base.path)", freshness: site.freshness(at: now, zone: range.zone)
            ).page)
    }
}
