import Graphs
import Hummingbird
import MetricModel

/// Graphs whose query says all of them, for scripts, commands and pages: of the catalogue under `/api/v1/graph`, of metrics
/// by pattern under `/api/v1/aggregate`.
struct ItemRoutes {
    let site: Site

    var routes: [Route] {
        let graphs = site.catalogue.definitions.map(\.name.text)
        return [
            Route(
                "/api/v1/graph", "A graph of a host, a group, hosts by pattern, or of several on one axis.",
                [
                    .query(
                        "name", Schema.word(graphs), "One of /api/v1/graphs.", isRequired: true,
                        example: graphs.first.map { .string($0) })
                ] + places + [format] + GraphRoutes.parameters, answer: GraphRoutes.answer
            ) { request, _ in try await graph(request) },
            Route(
                "/api/v1/aggregate",
                "Metrics by pattern, of hosts by pattern: each host's, or one value of all of them.",
                [
                    .query(
                        "metrics", Schema.list(Schema.text()),
                        "Metrics whose name fits, as load.one or disk@*.reads; several times.", isRequired: true,
                        example: ["load.one"])
                ] + places + [
                    .query("draw", Schema.word(ItemDraw.allCases.map(\.rawValue)), "How they are drawn."), format,
                ] + GraphRoutes.parameters, answer: GraphRoutes.answer
            ) { request, _ in try await answer(request, GraphItem(request.queryString)) },
        ]
    }

    private var places: [Route.Parameter] {
        [
            .query("host", Schema.list(Schema.name), "NAME where it is unique, else CLUSTER/NAME; several times."),
            .query("group", Schema.list(Schema.name), "A group; several times."),
            .query(
                "hosts", Schema.list(Schema.text()),
                "Hosts whose NAME or CLUSTER/NAME fits, as web[1-4]* or {db,web}?, or after a ~ a regular expression."),
            .query("across", Schema.text(), "What the hosts' values become: sum, mean, max, count, or p95."),
        ]
    }

    private var format: Route.Parameter {
        .query("format", Schema.word(GraphFormat.allCases.map(\.rawValue), usual: "json"), "The format.")
    }

    private func graph(_ request: Request) async throws -> Response {
        let query = request.queryString
        guard let name = query["name"] else {
            throw WebError.badRequest("name: expected the name of a graph", hint: "/api/v1/graphs lists them")
        }
        let others = query.pairs.filter { !["name", "graph", "metrics"].contains($0.key) }.map { ($0.key, $0.value) }
        return try await answer(request, GraphItem(explaining: [("graph", try site.graph(name).name.text)] + others))
    }

    private func answer(_ request: Request, _ item: GraphItem) async throws -> Response {
        let format = try GraphRoutes.format(request.query("format") ?? GraphFormat.json.rawValue)
        let range = try site.range(of: request, at: Timestamp(seconds: Int64(site.graphClock)))
        let data = try await site.load(site.request(for: item, over: range, size: try GraphRoutes.size(request)))
        return try await GraphAnswer(site: site, data: data, format: format).response(to: request)
    }
}
