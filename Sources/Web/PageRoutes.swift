import Graphs
import HTTPTypes
import Hummingbird
import MetricModel

/// The pages.
struct PageRoutes {
    let site: Site

    func add(to router: Router<BasicRequestContext>) {
        router.get("/") { _, _ in overview() }
        router.get("group/:group") { request, context in try group(request, context.parameters) }
        router.get("host/:cluster/:host") { request, context in try host(request, context.parameters) }
        router.get("h/:host") { _, context in try redirect(context.parameters) }
        router.get("style.css") { request, _ in styleSheet(request) }
        router.get("favicon.svg") { _, _ in
            Response(Favicon.svg, type: "image/svg+xml", cache: "public, max-age=86400")
        }
    }

    private func overview() -> Response {
        let now = site.clock()
        return Response(OverviewPage(hosts: site.hosts(at: now), freshness: site.freshness(at: now)).page)
    }

    private func group(_ request: Request, _ parameters: Parameters) throws -> Response {
        let name: GroupName = try parameters.name("group", "group")
        let range = try PageRange(query: request.query("range"))
        try site.requireGroup(name)
        let now = site.clock()
        let members = site.hosts(at: now).filter { $0.groups.contains(name) }
        return Response(
            GroupPage(
                name: name, members: members, definitions: site.graphs(of: members.map(\.key)), range: range,
                freshness: site.freshness(at: now)
            ).page)
    }

    private func host(_ request: Request, _ parameters: Parameters) throws -> Response {
        let key = try parameters.hostKey()
        let range = try PageRange(query: request.query("range"))
        let now = site.clock()
        let host = try site.host(key, at: now)
        return Response(
            HostPage(
                host: host, definitions: site.graphs(of: host), range: range,
                freshness: site.freshness(at: now)
            ).page)
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
}
