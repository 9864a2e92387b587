import Aggregator
import ClusterState
import Graphs
import HTTPTypes
import Hummingbird
import MetricModel

/// The search, for people.
struct SearchRoutes {
    let site: Site

    func add(to router: some RouterMethods<WebContext>) {
        router.get("search") { request, _ in try search(request) }
    }

    private func search(_ request: Request) throws -> Response {
        let query = request.queryString
        let now = site.clock()
        let freshness = site.freshness(at: now, zone: try site.range(of: request, at: now).zone)
        let kind = try Self.kind(query["kind"])
        let words = try Words(query, "q")
        let results = words.map { Search(words: $0).results(in: site) } ?? []
        let best = results.prefix { $0.rank == 0 }
        if kind == nil, best.count == 1, let host = best.first?.host, best.first?.kind == .host {
            return .redirect(to: Link.host(host).href, type: .found)
        }
        let shown = results.filter { kind == nil || $0.kind == kind }
        let paging = try Paging(query, count: shown.count, size: SearchPage.size)
        let hosts = shown[paging.range].compactMap(\.host)
        let states = site.aggregator.read { state in
            hosts.reduce(into: [HostKey: Host.State]()) { $0[$1] = state.hosts[$1]?.state }
        }
        return Response(
            SearchPage(
                words: words, kind: kind, results: results, paging: paging, states: states,
                nearest: words.map { results.isEmpty ? site.nearestNames(to: $0.text) : [] } ?? [],
                freshness: freshness
            ).page)
    }

    private static func kind(_ text: String?) throws(WebError) -> SearchResult.Kind? {
        guard let text, !text.isEmpty else { return nil }
        guard let kind = SearchResult.Kind(rawValue: text) else {
            let all = SearchResult.Kind.allCases.map(\.rawValue).joined(separator: ", ")
            throw .badRequest("kind: expected one of \(all), found \"\(text.prefix(40))\"", hint: "try kind=host")
        }
        return kind
    }
}

extension Site {
    /// What may have been meant: at most one host, group, graph and metric.
    fileprivate func nearestNames(to text: String) -> [String] {
        let (hosts, groups) = aggregator.read { state in
            (
                state.hosts.keys.prefix(Self.maximumCandidates).map(\.name.text),
                state.groups.keys.prefix(Self.maximumCandidates).map(\.text)
            )
        }
        let graphs = catalogue.definitions.map(\.name.text)
        let metrics = definitions.flatMap { definition in definition.fields.map { "\(definition.subject).\($0.name)" } }
        var seen: Set<String> = []
        return [hosts, groups, graphs, metrics].compactMap { nearest(to: text, among: $0) }.filter {
            seen.insert($0).inserted
        }
    }
}
