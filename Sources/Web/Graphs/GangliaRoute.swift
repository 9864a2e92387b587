import Aggregator
import ClusterState
import Graphs
import HTTPTypes
import Hummingbird
import MetricModel
import NIOCore
import Wire

/// Graphs by the address and the parameters of Ganglia's web pages, for links and scripts that have them.
struct GangliaRoute {
    let site: Site

    var route: Route {
        let text = Schema.text()
        return Route(
            "/graph.php", "A graph by the parameters of ganglia-web; unknown ones are ignored.",
            [
                .query("c", text, "The cluster."), .query("h", text, "The host; without it the cluster is drawn."),
                .query("m", text, "A metric, as gmond calls it or as we do."),
                .query("g", text, "A report, as load_report, or one of our graphs."),
                .query("r", text, "hour, 2hr, 4hr, day, week, month or year."),
                .query("cs", text, "The start, instead of r."), .query("ce", text, "The end."),
                .query("tz", text, "The time zone."),
                .query("z", text, "small, medium, large, xlarge, xxlarge or mobile."),
                .query("width", text, "Pixels of the plot."), .query("height", text, "Pixels of the plot."),
                .query("aggregate", text, "1 for one graph of several hosts."),
                .query("hreg[]", Schema.list(text), "Regular expressions of their names."),
                .query("mreg[]", Schema.list(text), "Regular expressions of metrics."),
                .query("hl", text, "Hosts by name instead: HOST|CLUSTER,HOST|CLUSTER."),
                .query("gtype", text, "line, stack or percent."),
                .query("show_total", text, "1 for a line of all together."),
                .query("json", text, "1 for data."), .query("csv", text, "1 for data."),
            ],
            answer: .content(
                ["image/png", "image/svg+xml", "application/pdf", "application/json", "text/csv"], "The graph.")
        ) { request, _ in try await answer(request) }
    }

    private func answer(_ request: Request) async throws -> Response {
        let query = try GangliaQuery(request.queryString, now: site.graphClock, zone: site.zone)
        let subject = try subject(query)
        let graph = GraphRequest(
            try definition(query, subject), of: subject, time: query.time, size: query.size, zone: query.zone)
        let data = try await site.load(graph)
        var response: Response
        switch query.output {
        case .json: response = Response(GangliaDocument.json(data))
        case .csv: response = Response(GangliaDocument.csv(data), type: "text/csv; charset=utf-8; header=present")
        case .picture:
            guard let format = GraphFormat(rawValue: query.picture), format != .json, format != .csv else {
                throw WebError.badRequest(
                    "image_format: found \"\(query.picture.prefix(40))\", which is no kind of picture",
                    hint: "leave it out for PNG")
            }
            response = try await GraphAnswer(site: site, data: data, format: format).response(to: request)
        }
        if !query.ignored.isEmpty, let name = HTTPField.Name("X-Plexus-Ignored") {
            response.headers[name] = query.ignored.joined(separator: ", ")
        }
        return response
    }

    private func subject(_ query: GangliaQuery) throws(WebError) -> GraphSubject {
        if let aggregate = query.aggregate {
            let hosts = try site.hosts(of: aggregate, in: query.cluster)
            let text = aggregate.patterns.map(\.text).joined(separator: ", ")
            return .hosts(
                HostSelection(
                    text.isEmpty ? "\(hosts.count) hosts" : text, hosts: hosts, metrics: try metrics(query.drawn),
                    draw: aggregate.draw.style))
        }
        if let host = query.host {
            return .host(try site.key(written: query.cluster.map { "\($0)/\(host)" } ?? host))
        }
        guard let name = GroupName(query.cluster ?? "") else {
            throw .notFound("\"\((query.cluster ?? "").prefix(80))\" is no name of a cluster", hint: "/ lists them")
        }
        try site.requireGroup(name)
        return site.subject(name, over: query.time)
    }

    private func definition(_ query: GangliaQuery, _ subject: GraphSubject) throws(WebError) -> GraphDefinition {
        if let aggregate = query.aggregate, try !metrics(query.drawn).isEmpty {
            return .ofMetrics(isShare: aggregate.draw == .share, total: aggregate.hasTotal ? "Total" : nil)
        }
        switch query.drawn {
        case .metrics: return .ofMetrics()
        case .report(let name):
            if let own = Self.reports[name] { return try site.graph(own) }
            if let metrics = Self.metricReports[name] { return try self.metrics(metrics, subject, title: name) }
            return try site.graph(name)
        case .metric(let name): return try metrics([name], subject, title: nil)
        }
    }

    /// Which metrics of several hosts are drawn; none for a report, which has one value of each host.
    private func metrics(_ drawn: GangliaQuery.Drawn) throws(WebError) -> [NamePattern] {
        switch drawn {
        case .report: return []
        case .metrics(let patterns): return patterns
        case .metric(let name):
            do {
                return [try NamePattern(glob: NamePattern.escaped(name))]
            } catch {
                throw .badRequest("m: \(error)", hint: "try m=load_one")
            }
        }
    }

    /// What ganglia-web comes with, by the graphs of ours that show the same.
    private static let reports = [
        "load_report": "load", "load_all_report": "load", "cpu_report": "cpu", "mem_report": "memory",
        "network_report": "network", "disk_report": "filesystem",
    ]
    private static let metricReports = ["packet_report": ["pkts_in", "pkts_out"]]

    private func metrics(
        _ names: [String], _ subject: GraphSubject, title: String?
    ) throws(WebError) -> GraphDefinition {
        var found: [(metric: MetricName, field: Field)] = []
        for name in names {
            guard let place = place(of: name, subject) else {
                throw .notFound(
                    "there is no metric \"\(name.prefix(80))\"", hint: "/api/v1/metrics lists them")
            }
            found.append(place)
        }
        guard let definition = GraphDefinition(of: found, title: title ?? found.first?.field.title ?? "") else {
            throw .notFound("there is nothing to draw", hint: "/api/v1/metrics lists what there is")
        }
        return definition
    }

    /// Where a metric's history is: by gmond's name, by our own two, or as a foreign one.
    private func place(of name: String, _ subject: GraphSubject) -> (metric: MetricName, field: Field)? {
        let definitions = site.definitions
        if let place = GangliaPlace.all(in: definitions)[name] {
            let field = place.definition.fields[place.field]
            return (MetricName(subject: place.definition.subject, field: field.name), field)
        }
        if let metric = MetricName(name) {
            let definition = definitions.first {
                $0.subject == metric.subject && $0.hasInstances == (metric.instance != nil)
            }
            return definition.flatMap { found in found.index(of: metric.field).map { (metric, found.fields[$0]) } }
        }
        for definition in definitions where !definition.hasInstances {
            for field in definition.fields where definition.flatName(of: field, instance: nil) == name {
                return (MetricName(subject: definition.subject, field: field.name), field)
            }
        }
        guard case .host(let key) = subject else { return nil }
        let latest = site.aggregator.read { $0.hosts[key]?.latest ?? [:] }
        for latest in latest.values {
            guard let instance = latest.sample.instance else { continue }
            let isForeign = latest.definition.subject == GangliaSenders.foreign.subject
            for field in latest.definition.fields {
                let isMeant =
                    isForeign
                    ? instance.text == name : latest.definition.flatName(of: field, instance: instance) == name
                if isMeant {
                    return (
                        MetricName(subject: latest.definition.subject, instance: instance, field: field.name), field
                    )
                }
            }
        }
        return nil
    }
}
