import ClusterState
import Graphs
import Hummingbird
import MetricModel

/// The documents for scripts and for our own commands.
struct APIRoutes {
    let site: Site

    func add(to router: Router<BasicRequestContext>) {
        router.get("api/v1/hosts") { request, _ in try hosts(request) }
        router.get("api/v1/host/:cluster/:host") { _, context in try host(context.parameters) }
        router.get("api/v1/graphs") { _, _ in Response(graphs) }
        router.get("api/v1/status") { _, _ in Response(StatusDocument.json(site.aggregator)) }
    }

    private func hosts(_ request: Request) throws -> Response {
        var hosts = site.hosts(at: site.clock())
        if let text = request.query("group") {
            guard let group = GroupName(text) else {
                throw WebError.badRequest(
                    "group: \"\(text.prefix(80))\" is no name of a group", hint: "/ lists the groups")
            }
            try site.requireGroup(group)
            hosts.removeAll { !$0.groups.contains(group) }
        }
        if let text = request.query("state") {
            guard let state = Host.State(rawValue: text) else {
                throw WebError.badRequest(
                    "state: expected up, down or left, found \"\(text.prefix(40))\"", hint: "try ?state=down")
            }
            hosts.removeAll { $0.state != state }
        }
        return Response(HostsDocument.json(hosts))
    }

    private func host(_ parameters: Parameters) throws -> Response {
        let now = site.clock()
        return Response(HostDocument.json(try site.host(try parameters.hostKey(), at: now), at: now))
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
                        "groups": .bool(definition.drawsGroups),
                    ]
                })
        ]
    }
}

extension GraphDefinition {
    /// Whether there is something to draw of any group, however large.
    var drawsGroups: Bool { !group.series.isEmpty }
}
