import Aggregator
import Archive
import ClusterState
import Graphs
import HTTPTypes
import Hummingbird
import MetricModel
import NIOCore

/// Graphs of a host or a group as pictures and as data, by an address that ends with the name of a file.
struct GraphRoutes {
    let site: Site

    var routes: [Route] {
        let file = Route.Parameter.path("file", "GRAPH.FORMAT, as cpu.png; the formats are those of /api/v1/graph.")
        return [
            Route(
                "/graph/host/{cluster}/{host}/{file}", "A graph of a host.",
                [.path("cluster", "Its cluster."), .path("host", "Its name."), file] + Self.parameters,
                answer: Self.answer
            ) { request, context in
                let key = try context.parameters.hostKey()
                return try await self.file(request, context.parameters) { _ in
                    .host(try site.key(written: key.description))
                }
            },
            Route(
                "/graph/group/{group}/{file}", "A graph of a group.",
                [.path("group", "Its name."), file] + Self.parameters, answer: Self.answer
            ) { request, context in
                let group: GroupName = try context.parameters.name("group", "group")
                return try await self.file(request, context.parameters) { time in try self.group(group, time) }
            },
        ]
    }

    static let parameters: [Route.Parameter] = [
        .query("from", Schema.text(), "now-6h, 08:00 yesterday, end-2d, 2026-11-22T10:00:00Z, or seconds since 1970."),
        .query("to", Schema.text(), "The same; now unless told."),
        .query(
            "range", Schema.word(RangePreset.allCases.map(\.rawValue) + [""]),
            "A span until now, instead of both; empty is none."),
        .query("at", Schema.text(), "The middle of the range, instead."),
        .query("tz", Schema.text(), "Whose days and hours are meant and shown, as Europe/Berlin."),
        .query(
            "size", ["type": "string", "pattern": "^[0-9]{3,4}x[0-9]{2,4}$", "default": "800x300"],
            "Pixels of a picture; data is as fine as such a picture."),
        .query("previous", Schema.word(PreviousChoice.allCases.map(\.rawValue)), "Which earlier time is drawn beside."),
        .query("peaks", Schema.word(["on", "off"]), "Whether the highest values within rows are drawn."),
        .query(
            "per", Schema.word(Normalisation.allCases.map(\.rawValue)), "What hosts of different sizes are divided by."),
        .query("view", Schema.word(GroupView.allCases.map(\.rawValue)), "How a group is drawn."),
        .query("instance", Schema.name, "The one instance that is drawn, as sda."),
        .query(
            "busiest", ["type": "integer", "minimum": 1, "maximum": .integer(Int64(GraphData.maximumInstances))],
            "How many instances are drawn."),
        .query("low", Schema.number(), "The low end of the axis."),
        .query("high", Schema.number(), "The high end of the axis."),
    ]

    static let answer = Route.Answer(
        status: .ok, summary: "The graph.",
        content: GraphFormat.allCases.map { format in
            let type = format.contentType.split(separator: ";")[0]
            return (String(type), format == .json ? Schema.named("Graph") : [:])
        })

    /// A graph whose name and format are the last part of the path.
    private func file(
        _ request: Request, _ parameters: Parameters, _ subject: (TimeRange) throws -> GraphSubject
    ) async throws -> Response {
        let parts = (parameters.get("file") ?? "").split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 2 else {
            throw WebError.badRequest(
                "expected the name of a graph and a format, found \"\(parts.joined(separator: ".").prefix(80))\"",
                hint: "try cpu.png")
        }
        return try await answer(request, graph: String(parts[0]), format: String(parts[1]), subject)
    }

    private func answer(
        _ request: Request, graph name: String, format text: String, _ subject: (TimeRange) throws -> GraphSubject
    ) async throws -> Response {
        let format = try Self.format(text)
        let definition = try site.graph(name)
        let range = try site.range(of: request, at: Timestamp(seconds: Int64(site.graphClock)))
        let graph = GraphRequest(
            definition, of: try subject(range.time), time: range.time, size: try Self.size(request), zone: range.zone,
            options: try request.graphOptions())
        let data = try await site.load(graph)
        return try await GraphAnswer(site: site, data: data, format: format, moment: range.moment).response(to: request)
    }

    static func format(_ text: String) throws(WebError) -> GraphFormat {
        guard let format = GraphFormat(rawValue: text) else {
            let all = GraphFormat.allCases.map(\.rawValue).joined(separator: ", ")
            throw .badRequest("format: expected one of \(all), found \"\(text.prefix(40))\"", hint: "try png")
        }
        return format
    }

    private func group(_ name: GroupName, _ time: TimeRange) throws -> GraphSubject {
        try site.requireGroup(name)
        return site.subject(name, over: time)
    }

    static func size(_ request: Request) throws(WebError) -> GraphSize {
        guard let text = request.query("size") else { return GraphSize() }
        guard let size = GraphSize(text) else {
            let (widths, heights) = (GraphSize.widths, GraphSize.heights)
            throw .badRequest(
                """
                size: expected WIDTHxHEIGHT from \(widths.lowerBound)x\(heights.lowerBound) \
                to \(widths.upperBound)x\(heights.upperBound), found "\(text.prefix(40))"
                """, hint: "try size=800x300")
        }
        return size
    }
}

extension Request {
    /// How a graph is wanted otherwise than its definition says; what a form sends empty is as that says.
    func graphOptions() throws(WebError) -> GraphOptions {
        let query = queryString
        do {
            return try GraphOptions { key in query[key].flatMap { $0.isEmpty ? nil : $0 } }
        } catch {
            throw .badRequest("\(error)", hint: "try previous=week&per=core")
        }
    }
}

extension Site {
    /// The present of graphs, in seconds since 1970.
    var graphClock: Int { GraphAge.aligned(Int(clock().seconds), interval: aggregator.configuration.interval) }

    /// The numbers of a graph, and what happened meanwhile.
    func load(_ graph: GraphRequest) async throws -> GraphData {
        do {
            var data = try await GraphData.load(graph, from: aggregator.archive)
            data.marks = marks(of: graph.subject, in: graph.time)
            return data
        } catch let error as ArchiveError {
            switch error {
            case .tooManyRows, .emptyRange: throw WebError.badRequest("\(error)", hint: "try from=-6h&to=now")
            case .closed:
                throw WebError(status: .serviceUnavailable, error: "the aggregator is stopping", hint: "ask again soon")
            default: throw error
            }
        }
    }
}
