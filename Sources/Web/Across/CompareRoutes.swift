import Aggregator
import ClusterState
import Graphs
import Hummingbird
import MetricModel

/// The page that compares hosts and groups.
struct CompareRoutes {
    let site: Site

    func add(to router: some RouterMethods<WebContext>) {
        router.get("compare") { request, _ in try await compare(request) }
    }

    private func compare(_ request: Request) async throws -> Response {
        let now = site.clock()
        let range = try site.range(of: request, at: now)
        let query = request.queryString
        let definitions = site.catalogue.definitions.filter(\.comparesHosts)
        let name = query["graph"].flatMap { $0.isEmpty ? nil : $0 } ?? definitions.first?.name.text ?? "load"
        let definition = try site.graph(name)
        guard definition.comparesHosts else {
            throw WebError.badRequest(
                "\(name) has no one value of a host to compare",
                hint: definitions.first.map { "try graph=\($0.name)" } ?? "give one a host: in its group")
        }
        var chosen = ComparePage.Chosen(graph: name)
        var drawn: DrawnItem?
        if query.pairs.contains(where: { ["host", "group", "hosts"].contains($0.key) && !$0.value.isEmpty }) {
            let item = try GraphItem(
                explaining: [("graph", name)] + query.pairs.filter { $0.key != "metrics" }.map { ($0.key, $0.value) })
            // A name that nobody has is the reader's to mend, not a picture's to tell.
            _ = try site.request(for: item, over: range, size: DrawnItem.large)
            (chosen.places, chosen.combination, chosen.options) = (item.places, item.combination, item.options)
            drawn = await site.draw(item, over: range, size: DrawnItem.large, id: "compare")
        }
        return Response(
            ComparePage(
                drawn: drawn, chosen: chosen, definitions: definitions,
                groups: site.groupNames, range: range, freshness: site.freshness(at: now, zone: range.zone)
            ).page)
    }
}

extension GraphDefinition {
    /// Whether there is one value of a host that tells it from others.
    var comparesHosts: Bool {
        group.host != nil
            || series.contains { $0.role == .values && $0.draw != .band && !$0.isForEachInstance }
    }
}

extension Site {
    /// Every group there is, or once was.
    var groupNames: [GroupName] { aggregator.read { Array($0.groups.keys) }.sorted() }
}
