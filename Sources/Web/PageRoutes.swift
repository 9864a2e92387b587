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
