import Graphs
import Hummingbird
import MetricModel

/// The hours of the week of a host or a group.
struct WeekRoutes {
    let site: Site

    func add(to router: some RouterMethods<WebContext>) {
        router.get("host/:cluster/:host/week") { request, context in
            let key = try context.parameters.hostKey()
            return try await week(request, of: .host(try site.key(written: key.description)))
        }
        router.get("group/:group/week") { request, context in
            let name: GroupName = try context.parameters.name("group", "group")
            try site.requireGroup(name)
            return try await week(request, of: .group(name))
        }
    }

    private func week(_ request: Request, of owner: GraphOwner) async throws -> Response {
        let now = site.clock()
        let range = try site.range(of: request, at: now, usual: .month)
        let subject: GraphSubject
        let choices: [GraphDefinition]
        switch owner {
        case .host(let key):
            subject = .host(key)
            choices = site.graphs(of: [key])
        case .group(let name):
            subject = site.subject(name, over: range.time)
            choices = site.graphs(of: subject.members)
        }
        let definitions = choices.filter { $0.group.host != nil }
        let statistic = try Self.statistic(request.query("of"))
        let definition = try site.graph(request, ofHosts: definitions)
        // As many rows as hours, as far as the archive has such.
        let hours = (range.time.to - range.time.from) / HoursOfWeek.longestRow
        let graph = GraphRequest(
            definition, of: .comparison([subject]), time: range.time, size: GraphSize(width: hours + 1, height: 300),
            zone: range.zone)
        return Response(
            WeekPage(
                owner: owner, definition: definition, data: try await site.load(graph), statistic: statistic,
                definitions: definitions, range: range, freshness: site.freshness(at: now, zone: range.zone)
            ).page)
    }

    private static func statistic(_ text: String?) throws(WebError) -> HoursOfWeek.Statistic {
        guard let text, !text.isEmpty else { return .mean }
        guard let statistic = HoursOfWeek.Statistic(rawValue: text) else {
            let all = HoursOfWeek.Statistic.allCases.map(\.rawValue).joined(separator: ", ")
            throw .badRequest("of: expected one of \(all), found \"\(text.prefix(40))\"", hint: "try of=p95")
        }
        return statistic
    }
}

extension Site {
    /// The graph of an address, which must tell hosts apart by one value; the first of some unless told.
    func graph(_ request: Request, ofHosts choices: [GraphDefinition]) throws(WebError) -> GraphDefinition {
        guard let text = request.query("graph"), !text.isEmpty else {
            guard let first = choices.first else {
                throw .notFound("no graph here has one value of a host", hint: "give one a host: in its group")
            }
            return first
        }
        let definition = try graph(text)
        guard definition.group.host != nil else {
            throw .badRequest(
                "\(definition.name) has no one value of a host",
                hint: choices.first.map { "try graph=\($0.name)" } ?? "give it a host: in its group")
        }
        return definition
    }
}
