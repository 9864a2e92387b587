import ClusterState
import Graphs
import Hummingbird
import MetricModel

/// The documents for scripts and for our own commands.
struct APIRoutes {
    let site: Site

    var routes: [Route] {
        [
            Route(
                "/api/v1/hosts", "All hosts, by cluster and name.",
                [
                    .query("group", Schema.name, "Only those of this group; a cluster is one too."),
                    .query("state", Schema.word(["up", "down", "left"]), "Only those in this state."),
                    .query(
                        "q", ["type": "string", "maxLength": 200],
                        "Only those whose name, cluster or address has all of these words."),
                ], answer: .document("Hosts", "Hosts.")
            ) { request, _ in try hosts(request) },
            Route(
                "/api/v1/host/{cluster}/{host}", "One host: what it is, and every value it gave last.",
                [.path("cluster", "Its cluster."), .path("host", "Its name.")],
                answer: .document("HostDetail", "The host.")
            ) { _, context in try host(context.parameters) },
            Route(
                "/api/v1/values", "The last values of a host.",
                [
                    .query("host", Schema.name, "NAME where it is unique, else CLUSTER/NAME.", isRequired: true),
                    .query(
                        "match", Schema.list(Schema.text()),
                        "Only values whose metric or name fits, with * and ?; several times."),
                ], answer: .document("Values", "Values, by subject.")
            ) { request, _ in try values(request) },
            Route(
                "/api/v1/groups", "All groups, with what their hosts come to.", answer: .document("Groups", "Groups.")
            ) { _, _ in Response(GroupsDocument.json(GroupSummary.all(of: site.hosts(at: site.clock())))) },
            Route(
                "/api/v1/group/{group}", "One group and its hosts.", [.path("group", "Its name.")],
                answer: .document("GroupDetail", "The group.")
            ) { _, context in try group(context.parameters) },
            Route("/api/v1/graphs", "What can be drawn.", answer: .document("Graphs", "Graphs."), errors: []) { _, _ in
                Response(graphs)
            },
            Route(
                "/api/v1/metrics", "Every value that hosts can give: its names, its unit, and what it means.",
                [
                    .query("subject", Schema.text(), "Only those of this subject, as cpu."),
                    .query(
                        "match", Schema.list(Schema.text()),
                        "Only those whose metric or name fits, with * and ?; several times."),
                ], answer: .document("Metrics", "Metrics, by name."), errors: []
            ) { request, _ in try metrics(request) },
            Route(
                "/api/v1/search", "Hosts, groups, graphs, metrics and instances whose names fit, the best first.",
                [
                    .query(
                        "q", ["type": "string", "minLength": 1, "maxLength": 200], "Words that must all fit.",
                        isRequired: true, example: "web"),
                    .query(
                        "limit", ["type": "integer", "minimum": 1, "maximum": 100, "default": 20], "At most so many."),
                ], answer: .document("Search", "What was found."), errors: []
            ) { request, _ in try search(request) },
            Route("/api/v1/status", "How the server does.", answer: .document("Status", "The status."), errors: []) {
                _, _ in Response(StatusDocument.json(site.aggregator))
            },
        ]
    }

    private func hosts(_ request: Request) throws -> Response {
        let filter = try HostFilter(request.queryString)
        if let group = filter.group { try site.requireGroup(group) }
        return Response(HostsDocument.json(site.hosts(at: site.clock()).filter(filter.contains)))
    }

    private func host(_ parameters: Parameters) throws -> Response {
        let now = site.clock()
        return Response(HostDocument.json(try site.host(try parameters.hostKey(), at: now), at: now))
    }

    private func values(_ request: Request) throws -> Response {
        guard let text = request.query("host") else {
            throw WebError.badRequest("host: expected the name of a host", hint: "/api/v1/hosts lists them")
        }
        let now = site.clock()
        let patterns = try MetricPatterns(request.queryString, "match")
        let host = try site.host(try site.key(written: text), at: now)
        return Response(HostDocument.valuesJSON(host, matching: patterns, at: now))
    }

    private func group(_ parameters: Parameters) throws -> Response {
        let name: GroupName = try parameters.name("group", "group")
        try site.requireGroup(name)
        let members = site.hosts(at: site.clock()).filter { $0.groups.contains(name) }
        return Response(GroupsDocument.json(GroupSummary(name, members), members))
    }

    private func metrics(_ request: Request) throws -> Response {
        let query = request.queryString
        let document = MetricsDocument(
            definitions: site.definitions, subject: query["subject"], patterns: try MetricPatterns(query, "match"))
        return Response(document.json)
    }

    private func search(_ request: Request) throws -> Response {
        guard let words = request.query("q").flatMap({ Words($0) }) else {
            throw WebError.badRequest(
                "q: expected 1 to \(Words.longest) characters, one of them no space", hint: "try ?q=web")
        }
        var limit = 20
        if let text = request.query("limit") {
            guard let number = Int(text), Search.limits ~= number else {
                throw WebError.badRequest(
                    "limit: expected \(Search.limits.lowerBound) to \(Search.limits.upperBound), "
                        + "found \"\(text.prefix(40))\"", hint: "try &limit=20")
            }
            limit = number
        }
        return Response(Search(words: words).json(in: site, limit: limit))
    }

    private var graphs: JSON {
        [
            "graphs": .array(
                site.catalogue.definitions.map { definition in
                    [
                        "name": .string(definition.name.text),
                        "title": .string(definition.title),
                        "unit": .string(definition.unit.symbol),
                        "summary": .string(definition.summary),
                        "groups": .bool(definition.drawsGroups), "section": .string(definition.section.title),
                    ]
                })
        ]
    }
}

extension GraphDefinition {
    /// Whether there is something to draw of any group, however large.
    var drawsGroups: Bool { !group.series.isEmpty }
}
