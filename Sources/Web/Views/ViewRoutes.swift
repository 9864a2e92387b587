import Foundation
import Graphs
import Hummingbird
import MetricModel

/// Views: those that are saved, and any that an address says.
struct ViewRoutes {
    let site: Site

    func add(to router: some RouterMethods<WebContext>) {
        router.get("views") { request, _ in try views(request) }
        router.get("view") { request, _ in try await described(request) }
        router.get("view/:view") { request, context in try await saved(request, context.parameters) }
    }

    private func views(_ request: Request) throws -> Response {
        let now = site.clock()
        let range = try site.range(of: request, at: now)
        let item = try request.query("item").map(ViewQuery.item)
        return Response(
            ViewsPage(
                views: site.catalogue.views,
                added: item.map { ($0, $0.words(try? site.definition(of: $0))) },
                freshness: site.freshness(at: now, zone: range.zone)
            ).page)
    }

    private func described(_ request: Request) async throws -> Response {
        let query = request.queryString
        var view = try ViewQuery.view(query)
        let now = site.clock()
        let range = try site.range(of: request, at: now)
        if let item = try Self.added(query) {
            // What cannot be drawn is told to whoever adds it, not to those who look at the view.
            _ = try site.request(for: item, over: range, size: DrawnGraph.size)
            view.items.append(item)
            guard let pairs = ViewQuery.pairs(view), view.items.count <= SavedView.maximumItems else {
                throw WebError.badRequest(
                    "a view has at most \(SavedView.maximumItems) graphs", hint: "begin another at /views")
            }
            return .redirect(to: Link.view.with(pairs + range.query), type: .found)
        }
        return try await answer(view, isSaved: false, range)
    }

    /// The graph that a form adds: by its parts, or by the address of a page or a graph.
    private static func added(_ query: QueryString) throws(WebError) -> GraphItem? {
        if let address = query["add"], !address.isEmpty {
            guard let mark = address.firstIndex(of: "?") else {
                throw .badRequest(
                    "add: expected an address with a query, found \"\(address.prefix(80))\"",
                    hint: "try the address of /compare, /aggregate or /api/v1/graph")
            }
            let own = try QueryString(parsing: String(address[address.index(after: mark)...].prefix { $0 != "#" }))
            return try GraphItem(
                explaining: own.pairs.map { ($0.key == "name" ? "graph" : $0.key, $0.value) })
        }
        guard ["graph", "metrics"].contains(where: { query[$0]?.isEmpty == false }) else { return nil }
        return try GraphItem(
            explaining: query.pairs.filter { !["title", "notes", "name"].contains($0.key) }.map { ($0.key, $0.value) })
    }

    private func saved(_ request: Request, _ parameters: Parameters) async throws -> Response {
        let text = parameters.get("view") ?? ""
        guard let name = Link.decoded(text), let view = site.catalogue.view(name) else {
            let known = site.catalogue.views.map(\.name)
            let nearest = Spelling.nearest(to: Link.decoded(text) ?? "", among: known)
            throw WebError.notFound(
                "there is no view \"\((Link.decoded(text) ?? text).prefix(80))\"",
                hint: nearest.map { "did you mean \($0)?" } ?? "/views lists them")
        }
        var time = try request.timeQuery()
        if time.range == nil, time.from == nil, time.to == nil, time.at == nil, view.from ?? view.to != nil {
            let preset = view.to == nil ? view.from.flatMap { RangePreset(named: String($0.dropFirst())) } : nil
            if let preset, view.from == preset.start {
                time.range = preset.rawValue
            } else {
                (time.from, time.to) = (view.from, view.to)
            }
        }
        let range = try PageRange(time, now: Int(site.clock().seconds), zone: site.zone)
        return try await answer(view, isSaved: true, range)
    }

    private func answer(_ view: SavedView, isSaved: Bool, _ range: PageRange) async throws -> Response {
        var graphs: [DrawnItem] = []
        for (index, item) in view.items.enumerated() {
            graphs.append(await site.draw(item, over: range, size: DrawnGraph.size, id: "item\(index + 1)"))
        }
        return Response(
            ViewPage(
                view: view, graphs: graphs, isSaved: isSaved, definitions: site.catalogue.definitions,
                groups: site.groupNames, range: range,
                freshness: site.freshness(at: site.clock(), zone: range.zone)
            ).page)
    }
}
