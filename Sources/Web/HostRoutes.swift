import Graphs
import HTTPTypes
import Hummingbird
import MetricModel

/// The pages of a host.
struct HostRoutes {
    let site: Site

    func add(to router: some RouterMethods<WebContext>) {
        router.get("host/:cluster/:host") { request, context in try await host(request, context.parameters) }
        router.get("h/:host") { request, context in try redirect(request, context.parameters) }
    }

    private func host(_ request: Request, _ parameters: Parameters) async throws -> Response {
        let key = try parameters.hostKey()
        let now = site.clock()
        let range = try site.range(of: request, at: now, usual: .threeHours)
        let choice = try SectionChoice(request.query("open"), among: site.catalogue.definitions.map(\.section))
        let wanted = try request.graphOptions()
        // What is of one graph alone is none of this page's business.
        var options = GraphOptions()
        (options.previous, options.hasPeaks) = (wanted.previous, wanted.hasPeaks)
        let host = try site.host(key, at: now)
        let definitions = site.graphs(of: host)
        let first = Headline.graphs(among: definitions)
        let headline = await first.concurrently { [options] definition in
            await site.draw(
                definition, of: .host(key), over: range, as: Headline.options(options, for: definition, over: range))
        }
        let sections = await site.sections(
            definitions.filter { !first.contains($0) }, of: .host(key), over: range, choice, as: options,
            beside: first.count)
        return Response(
            HostPage(
                host: host, comparison: try await site.compare(key, over: range), headline: headline,
                sections: sections, events: site.brief(of: EventFilter(host: key), over: range),
                previous: options.previous, query: choice.query + options.pairs, range: range,
                freshness: site.freshness(at: now, zone: range.zone)
            ).page)
    }

    /// A short address for people who type: the host's own page, or a choice where several are called so.
    ///
    /// What the address says about time is kept: `/h/web1?at=03:12`.
    private func redirect(_ request: Request, _ parameters: Parameters) throws -> Response {
        let query = try request.timeQuery().pairs
        let name: HostName = try parameters.name("host", "host")
        let keys = site.keys(named: name)
        if keys.count > 1 {
            let freshness = site.freshness(at: site.clock())
            return Response(
                ChoicePage(name: name, keys: keys, query: query, freshness: freshness).page, status: .multipleChoices)
        }
        return .redirect(to: Link.host(try site.key(written: name.text)).with(query), type: .found)
    }
}
