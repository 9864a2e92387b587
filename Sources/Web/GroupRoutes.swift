import Graphs
import Hummingbird
import MetricModel

/// The pages of a group.
struct GroupRoutes {
    let site: Site

    func add(to router: some RouterMethods<WebContext>) {
        router.get("group/:group") { request, context in try await group(request, context.parameters) }
        router.get("group/:group/wall") { request, context in try await wall(request, context.parameters) }
    }

    private func group(_ request: Request, _ parameters: Parameters) async throws -> Response {
        let name: GroupName = try parameters.name("group", "group")
        let now = site.clock()
        let range = try site.range(of: request, at: now)
        try site.requireGroup(name)
        let members = site.hosts(at: now).filter { $0.groups.contains(name) }
        let graphs = await site.draw(
            site.graphs(of: members.map(\.key)), of: site.subject(name, over: range.time), over: range)
        return Response(
            GroupPage(
                name: name, members: members, graphs: graphs, range: range,
                freshness: site.freshness(at: now, zone: range.zone)
            ).page)
    }

    private func wall(_ request: Request, _ parameters: Parameters) async throws -> Response {
        let name: GroupName = try parameters.name("group", "group")
        let now = site.clock()
        let range = try site.range(of: request, at: now)
        try site.requireGroup(name)
        let order = try Self.order(request.query("sort"))
        let members = site.subject(name, over: range.time).members
        let choices = site.graphs(of: members).filter { $0.group.host != nil }
        let definition: GraphDefinition
        if let graph = request.query("graph") {
            definition = try site.graph(graph)
        } else if let first = choices.first {
            definition = first
        } else {
            throw WebError.notFound("no graph tells the hosts of \(name) apart", hint: "give one a host: in its group")
        }
        guard definition.group.host != nil else {
            throw WebError.badRequest(
                "\(definition.name) has no one value of a host",
                hint: choices.first.map { "try graph=\($0.name)" } ?? "give it a host: in its group")
        }
        var hosts: [(key: HostKey, data: GraphData)] = []
        for host in members.prefix(WallPage.maximumHosts) {
            let request = GraphRequest(
                definition, of: .comparison([.host(host)]), time: range.time, size: WallPage.size, zone: range.zone)
            hosts.append((host, try await site.load(request)))
        }
        return Response(
            WallPage(
                name: name, members: members.count, definition: definition, hosts: hosts, order: order,
                definitions: choices, range: range,
                freshness: site.freshness(at: now, zone: range.zone)
            ).page)
    }

    private static func order(_ text: String?) throws(WebError) -> WallOrder {
        guard let text else { return .name }
        guard let order = WallOrder(rawValue: text) else {
            let all = WallOrder.allCases.map(\.rawValue).joined(separator: ", ")
            throw .badRequest("sort: expected one of \(all), found \"\(text.prefix(40))\"", hint: "try sort=max")
        }
        return order
    }
}
