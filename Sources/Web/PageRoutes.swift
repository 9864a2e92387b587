import Graphs
import HTTPTypes
import Hummingbird
import MetricModel
import NIOCore

/// The pages.
struct PageRoutes {
    let site: Site

    func add(to router: Router<BasicRequestContext>) {
        router.get("/") { _, _ in overview() }
        router.get("group/:group") { request, context in try await group(request, context.parameters) }
        router.get("host/:cluster/:host") { request, context in try await host(request, context.parameters) }
        router.get("h/:host") { _, context in try redirect(context.parameters) }
        router.get("style.css") { request, _ in styleSheet(request) }
        router.get("plexus.js") { request, _ in script(request) }
        router.get("favicon.svg") { _, _ in
            Response(Favicon.svg, type: "image/svg+xml", cache: "public, max-age=86400")
        }
    }

    private func overview() -> Response {
        let now = site.clock()
        return Response(OverviewPage(hosts: site.hosts(at: now), freshness: site.freshness(at: now)).page)
    }

    private func group(_ request: Request, _ parameters: Parameters) async throws -> Response {
        let name: GroupName = try parameters.name("group", "group")
        let range = try PageRange(query: request.query("range"))
        try site.requireGroup(name)
        let now = site.clock()
        let members = site.hosts(at: now).filter { $0.groups.contains(name) }
        let time = range.time(now: now)
        let graphs = await site.draw(
            site.graphs(of: members.map(\.key)), of: site.subject(name, over: time), over: time)
        return Response(
            GroupPage(
                name: name, members: members, graphs: graphs, range: range, freshness: site.freshness(at: now)
            ).page)
    }

    private func host(_ request: Request, _ parameters: Parameters) async throws -> Response {
        let key = try parameters.hostKey()
        let range = try PageRange(query: request.query("range"))
        let now = site.clock()
        let host = try site.host(key, at: now)
        let graphs = await site.draw(site.graphs(of: host), of: .host(key), over: range.time(now: now))
        return Response(
            HostPage(host: host, graphs: graphs, range: range, freshness: site.freshness(at: now)).page)
    }

    /// A short address for people who type: the host's own page, or a choice where several are called so.
    private func redirect(_ parameters: Parameters) throws -> Response {
        let name: HostName = try parameters.name("host", "host")
        let keys = site.keys(named: name)
        if keys.count > 1 {
            let freshness = site.freshness(at: site.clock())
            return Response(ChoicePage(name: name, keys: keys, freshness: freshness).page, status: .multipleChoices)
        }
        return .redirect(to: Link.host(try site.key(written: name.text)), type: .found)
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
