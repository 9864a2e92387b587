import Graphs
import HTTPTypes
import Hummingbird
import MetricModel
import NIOCore

/// The pages.
struct PageRoutes {
    let site: Site

    func add(to router: some RouterMethods<WebContext>) {
        router.get("/") { request, _ in try overview(request) }
        router.get("group/:group") { request, context in try await group(request, context.parameters) }
        router.get("group/:group/wall") { request, context in try await wall(request, context.parameters) }
        router.get("host/:cluster/:host") { request, context in try await host(request, context.parameters) }
        router.get("h/:host") { request, context in try redirect(request, context.parameters) }
        router.get("style.css") { request, _ in styleSheet(request) }
        router.get("plexus.js") { request, _ in script(request) }
        router.get("favicon.svg") { _, _ in
            Response(Favicon.svg, type: "image/svg+xml", cache: "public, max-age=86400")
        }
    }

    private func overview(_ request: Request) throws -> Response {
        let now = site.clock()
        let freshness = site.freshness(at: now, zone: try site.range(of: request, at: now).zone)
        return Response(OverviewPage(hosts: site.hosts(at: now), freshness: freshness).page)
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

    private func host(_ request: Request, _ parameters: Parameters) async throws -> Response {
        let key = try parameters.hostKey()
        let now = site.clock()
        let range = try site.range(of: request, at: now)
        let host = try site.host(key, at: now)
        let graphs = await site.draw(site.graphs(of: host), of: .host(key), over: range)
        return Response(
            HostPage(
                host: host, graphs: graphs, range: range, freshness: site.freshness(at: now, zone: range.zone)
            ).page)
    }

    /// A short address for people who type: the host's own page, or a choice where several are called so.
    ///
    /// What the address says about time is kept: `/h/web1?at=03:12`.
    private func redirect(_ request: Request, _ parameters: Parameters) throws -> Response {
        let query = Link.query(try request.timeQuery().pairs)
        let name: HostName = try parameters.name("host", "host")
        let keys = site.keys(named: name)
        if keys.count > 1 {
            let freshness = site.freshness(at: site.clock())
            return Response(
                ChoicePage(name: name, keys: keys, query: query, freshness: freshness).page, status: .multipleChoices)
        }
        return .redirect(to: Link.host(try site.key(written: name.text)) + query, type: .found)
    }

    private func styleSheet(_ request: Request) -> Response {
        let isThisVersion = request.query("v") == StyleSheet.version
        return Response(
            StyleSheet.text, type: "text/css; charset=utf-8",
            cache: isThisVersion ? "public, max-age=31536000, immutable" : "no-cache")
    }

    private func script(_ request: Request) -> Response {
        let isThisVersion = request.query("v") == Script.version
        return Response(
            bytes: ByteBuffer(bytes: Script.bytes), type: "text/javascript; charset=utf-8",
            cache: isThisVersion ? "public, max-age=31536000, immutable" : "no-cache")
    }
}
