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
        let range = try site.range(of: request, at: now, usual: .threeHours)
        let choice = try SectionChoice(request.query("open"), among: site.catalogue.definitions.map(\.section))
        let order = try HostOrder(request.queryString)
        var options = try request.graphOptions()
        // What is of one graph alone is none of this page's business.
        (options.instance, options.limits) = (nil, AxisLimits())
        try site.requireGroup(name)
        let members = site.hosts(at: now).filter { $0.groups.contains(name) }
        let subject = site.subject(name, over: range.time)
        // Of a group that nobody is in now, those who were tell what there is to draw.
        let definitions = site.graphs(of: members.isEmpty ? subject.members : members.map(\.key))
        let first = Headline.graphs(ofGroup: definitions)
        let headline = await site.draw(first, of: subject, over: range, as: options)
        let sections = await site.sections(
            definitions.filter { !first.contains($0) }, of: subject, over: range, choice, as: options,
            beside: first.count)
        return Response(
            GroupPage(
                name: name, members: members, order: order, headline: headline, sections: sections,
                events: site.brief(of: EventFilter(group: name), over: range), options: options,
                query: choice.query + options.pairs, range: range,
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
        let definition = try site.graph(request, ofHosts: choices)
        let hosts = try await members.prefix(WallPage.maximumHosts).concurrently { host in
            let request = GraphRequest(
                definition, of: .comparison([.host(host)]), time: range.time, size: WallPage.size, zone: range.zone)
            return (key: host, data: try await site.load(request))
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
