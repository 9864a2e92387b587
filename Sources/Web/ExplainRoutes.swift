import Graphs
import Hummingbird
import MetricModel

/// Where a value came from: a page for people, a document for programs.
struct ExplainRoutes {
    let site: Site

    /// The page.
    func add(to router: some RouterMethods<WebContext>) {
        router.get("explain/:cluster/:host/:metric") { request, context in
            let key = try context.parameters.hostKey()
            let text: String = context.parameters.get("metric").flatMap { Link.decoded($0) } ?? ""
            let explanation = try await explain(text, host: key.description, request)
            let zone = try PageRange.zone(try request.timeQuery().zone)
            return Response(
                ExplainPage(explanation: explanation, freshness: site.freshness(at: site.clock(), zone: zone)).page)
        }
    }

    /// The document.
    var route: Route {
        Route(
            "/api/v1/explain", "Where a value of a host at a moment came from.",
            [
                .query("host", Schema.name, "NAME where it is unique, else CLUSTER/NAME.", isRequired: true),
                .query(
                    "metric", Schema.text(), "SUBJECT.FIELD or SUBJECT@INSTANCE.FIELD.", isRequired: true,
                    example: "cpu.user"),
                .query("at", Schema.text(), "When; now unless told."),
                .query("tz", Schema.text(), "Whose days and hours are meant."),
            ], answer: .document("Explanation", "What it was made from.")
        ) { request, _ in
            guard let host = request.query("host"), let metric = request.query("metric") else {
                throw WebError.badRequest(
                    "expected host and metric", hint: "try ?host=NAME&metric=cpu.user&at=-10min")
            }
            return Response(try await explain(metric, host: host, request).json)
        }
    }

    private func explain(_ text: String, host: String, _ request: Request) async throws -> Explanation {
        let key = try site.key(written: host)
        guard let metric = MetricName(text) else {
            throw WebError.badRequest(
                "metric: expected SUBJECT.FIELD or SUBJECT@INSTANCE.FIELD, found \"\(text.prefix(80))\"",
                hint: "try cpu.user or disk@sda.reads")
        }
        let now = Int(site.clock().seconds)
        let query = try request.timeQuery()
        let zone = try PageRange.zone(query.zone) ?? site.zone
        let time: Int
        do {
            time = try TimeText.moment(query.at ?? "now", now: now, zone: zone)
        } catch {
            throw WebError.badRequest("\(error)", hint: "try at=-10min")
        }
        return try await site.explain(metric, of: key, at: time)
    }
}
