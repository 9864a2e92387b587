import Aggregator
import Archive
import Foundation
import Graphs
import Hummingbird
import MetricModel

/// The pages of one graph of a host or a group.
struct GraphPageRoutes {
    let site: Site

    func add(to router: some RouterMethods<WebContext>) {
        router.get("host/:cluster/:host/graph/:graph") { request, context in
            let key = try context.parameters.hostKey()
            return try await page(request, context.parameters, of: .host(try site.key(written: key.description)))
        }
        router.get("group/:group/graph/:graph") { request, context in
            let name: GroupName = try context.parameters.name("group", "group")
            try site.requireGroup(name)
            return try await page(request, context.parameters, of: .group(name))
        }
    }

    /// The other times over which the graph is drawn.
    private static let spans: [RangePreset] = [.hour, .day, .week, .month, .year]

    private func page(_ request: Request, _ parameters: Parameters, of owner: GraphOwner) async throws -> Response {
        let definition = try site.graph(Link.decoded(parameters.get("graph") ?? "") ?? "")
        let now = site.clock()
        let range = try site.range(of: request, at: now, usual: .threeHours)
        let options = try request.graphOptions()
        let instances = site.instances(of: definition, owner)
        try require(options.instance, of: definition, among: instances)
        let graph = await site.draw(
            definition, of: subject(owner, range), over: range, as: options, size: DrawnGraph.large)
        var spans: [(range: PageRange, graph: DrawnGraph)] = []
        for preset in Self.spans {
            let query = TimeQuery(range: preset.rawValue, zone: try request.timeQuery().zone)
            let range = try PageRange(query, now: Int(now.seconds), zone: site.zone)
            let id = "\(definition.name)-\(preset.rawValue)"
            spans.append(
                (range, await site.draw(definition, of: subject(owner, range), over: range, as: options, id: id)))
        }
        return Response(
            GraphPage(
                owner: owner, graph: graph, instances: instances,
                each: try await each(request, definition, owner, instances, range, options), spans: spans,
                range: range, freshness: site.freshness(at: now, zone: range.zone)
            ).page)
    }

    private func subject(_ owner: GraphOwner, _ range: PageRange) -> GraphSubject {
        switch owner {
        case .host(let key): .host(key)
        case .group(let name): site.subject(name, over: range.time)
        }
    }

    /// One graph for each instance if the address wants it; nil if not.
    private func each(
        _ request: Request, _ definition: GraphDefinition, _ owner: GraphOwner, _ instances: [InstanceName],
        _ range: PageRange, _ options: GraphOptions
    ) async throws -> [DrawnGraph]? {
        guard let text = request.query("each"), !text.isEmpty else { return nil }
        guard text == "instance" else {
            throw WebError.badRequest(
                "each: expected instance, found \"\(text.prefix(40))\"", hint: "try each=instance")
        }
        guard !instances.isEmpty else { return nil }
        return await instances.prefix(GraphPage.maximumEach).enumerated().concurrently { number, instance in
            var options = options
            options.instance = instance
            return await site.draw(
                definition, of: subject(owner, range), over: range, as: options,
                id: "\(definition.name)-of-\(number)")
        }
    }

    private func require(
        _ instance: InstanceName?, of definition: GraphDefinition, among known: [InstanceName]
    ) throws(WebError) {
        guard let instance, !known.contains(instance) else { return }
        guard definition.isOfInstances, !known.isEmpty else {
            throw .badRequest("\(definition.name) has no instances here", hint: "leave out instance=")
        }
        let nearest = Spelling.nearest(to: instance.text, among: known.prefix(500).map(\.text))
        throw .notFound(
            "\(definition.title) has no history of \"\(instance.text.prefix(80))\"",
            hint: nearest.map { "did you mean \($0)?" } ?? "there is \(known[0])")
    }
}

extension Site {
    /// The instances of which a graph of a host can be drawn one by one; none of a group, or of what has none.
    func instances(of definition: GraphDefinition, _ owner: GraphOwner) -> [InstanceName] {
        guard case .host(let host) = owner,
            let subject = definition.series.lazy.flatMap(\.metrics).first(where: {
                $0.instance == Expression.everyInstance
            })?.subject
        else { return [] }
        return aggregator.archive.layout.instances(of: subject, host: host).sorted {
            NaturalOrder.precedes($0.text, $1.text)
        }
    }
}
