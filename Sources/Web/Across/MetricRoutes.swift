import Aggregator
import ClusterState
import Graphs
import Hummingbird
import MetricModel

/// The pages of metrics: all there are, and one across hosts.
struct MetricRoutes {
    let site: Site

    func add(to router: some RouterMethods<WebContext>) {
        router.get("metric") { request, _ in try metrics(request) }
        router.get("metric/:metric") { request, context in try await metric(request, context.parameters) }
    }

    private func metrics(_ request: Request) throws -> Response {
        let now = site.clock()
        let range = try site.range(of: request, at: now)
        return Response(
            MetricsPage(
                definitions: site.definitions, hosts: site.hostsBySubject,
                filter: try Words(request.queryString, "q"),
                freshness: site.freshness(at: now, zone: range.zone)
            ).page)
    }

    private func metric(_ request: Request, _ parameters: Parameters) async throws -> Response {
        let text = parameters.get("metric") ?? ""
        guard let name = Link.decoded(text) else {
            throw WebError.badRequest(
                "\"\(text.prefix(80))\" is not percent-encoded UTF-8", hint: "write % as %25, and other bytes as %XX")
        }
        let now = site.clock()
        let range = try site.range(of: request, at: now)
        guard let (metric, definition, field) = site.metric(called: name) else {
            if let other = GangliaNames.metric(name)?.metric, site.metric(called: other.description) != nil {
                return .redirect(to: Link.metric(other.description).with(range.query), type: .found)
            }
            let known = site.definitions.flatMap { each in each.fields.map { each.metricPattern(of: $0) } }
            let nearest = Spelling.nearest(to: name, among: known)
            throw WebError.notFound(
                "there is no metric \"\(name.prefix(80))\"",
                hint: nearest.map { "did you mean \($0)?" } ?? "/metric lists them")
        }
        guard field.kind != .text else {
            throw WebError.badRequest("\(name) is no number", hint: "/metric lists what can be drawn")
        }
        let choice = try Self.choice(request)
        let hosts = try site.hosts(of: choice, over: range.time)
        let order = choice.order
        var rows = (order.isPresent ? order : .now).sorted(site.rows(of: metric, on: hosts))
        let paging = try Paging(request.queryString, count: rows.count, size: MetricPage.pageRows)
        let shown: [MetricRow]
        if rows.count <= MetricPage.sortableRows {
            rows = order.sorted(try await site.history(of: rows, field, over: range))
            shown = Array(rows[paging.range])
        } else {
            shown = order.sorted(try await site.history(of: Array(rows[paging.range]), field, over: range))
        }
        let drawn = await site.draw(
            try Self.item(metric, choice, hosts.count), over: range, size: DrawnItem.large, id: "across")
        return Response(
            MetricPage(
                metric: metric, subject: definition.title, field: field,
                siblings: definition.fields.filter { $0.kind != .text }, drawn: drawn,
                rows: rows, shown: shown, choice: choice, paging: paging, groups: site.groupNames, range: range,
                freshness: site.freshness(at: now, zone: range.zone)
            ).page)
    }

    /// A line for each host while they are few, else their spread.
    private static func item(_ metric: MetricName, _ choice: MetricPage.Choice, _ count: Int) throws -> GraphItem {
        var pairs = [("metrics", metric.pattern)] + choice.placePairs
        if choice.placePairs.isEmpty { pairs.append(("hosts", "*")) }
        if count > GroupDefinition.maximumHosts { pairs.append(("view", GroupView.spread.rawValue)) }
        return try GraphItem(explaining: pairs)
    }

    private static func choice(_ request: Request) throws(WebError) -> MetricPage.Choice {
        var choice = MetricPage.Choice()
        func value(_ key: String) -> String? { request.query(key).flatMap { $0.isEmpty ? nil : $0 } }
        if let text = value("group") {
            guard let group = GroupName(text) else {
                throw .notFound("\"\(text.prefix(80))\" is no name of a group", hint: "/ lists the groups")
            }
            choice.group = group
        }
        if let text = value("hosts") {
            do {
                choice.hosts = try NamePattern(written: text)
            } catch {
                throw .badRequest("hosts: \(error)", hint: "try hosts=web*")
            }
        }
        choice.order = try MetricOrder(request.queryString)
        if let text = value("show") {
            guard ["map", "table"].contains(text) else {
                throw .badRequest("show: expected map or table, found \"\(text.prefix(40))\"", hint: "try show=map")
            }
            choice.isMap = text == "map"
        }
        return choice
    }
}

extension Site {
    /// What is known of a metric, `load.one` or `disk@*.reads`; nil where no definition has it.
    func metric(called name: String) -> (metric: MetricName, definition: Definition, field: Field)? {
        guard let metric = MetricName(name) else { return nil }
        for definition in definitions
        where definition.subject == metric.subject && definition.hasInstances == (metric.instance != nil) {
            if let index = definition.index(of: metric.field) { return (metric, definition, definition.fields[index]) }
        }
        return nil
    }

    /// The hosts of a group and those that a pattern fits; all where neither is chosen.
    func hosts(of choice: MetricPage.Choice, over time: TimeRange) throws -> Set<HostKey> {
        guard choice.group != nil || choice.hosts != nil else { return Set(everyHost) }
        var hosts = Set(try choice.group.map { try members(of: $0, over: time) } ?? [])
        if let pattern = choice.hosts { hosts.formUnion(everyHost.filter(pattern.fits)) }
        return hosts
    }

    /// How many hosts tell of each subject.
    var hostsBySubject: [SubjectName: Int] {
        aggregator.read { state in
            state.hosts.values.reduce(into: [:]) { counts, host in
                for subject in Set(host.latest.keys.map(\.subject)) { counts[subject, default: 0] += 1 }
            }
        }
    }
}
