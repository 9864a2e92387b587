import Aggregator
import Archive
import ClusterState
import Graphs
import HTTPTypes
import Hummingbird
import MetricModel
import NIOCore

/// Graphs as pictures and as data: for pages under `/graph`, for scripts under `/api/v1/graph`.
struct GraphRoutes {
    let site: Site

    func add(to router: Router<BasicRequestContext>) {
        router.get("graph/host/:cluster/:host/:file") { request, context in
            let key = try context.parameters.hostKey()
            return try await file(request, context.parameters) { _ in .host(try site.key(written: key.description)) }
        }
        router.get("graph/group/:group/:file") { request, context in
            let group: GroupName = try context.parameters.name("group", "group")
            return try await file(request, context.parameters) { time in try self.group(group, time) }
        }
        router.get("api/v1/graph") { request, _ in try await query(request) }
    }

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

    /// A graph that the query describes.
    private func query(_ request: Request) async throws -> Response {
        guard let name = request.query("name") else {
            throw WebError.badRequest("name: expected the name of a graph", hint: "/api/v1/graphs lists them")
        }
        let format = request.query("format") ?? GraphFormat.json.rawValue
        switch (request.query("host"), request.query("group")) {
        case (let host?, nil):
            return try await answer(request, graph: name, format: format) { _ in .host(try site.key(written: host)) }
        case (nil, let text?):
            guard let group = GroupName(text) else {
                throw WebError.notFound("\"\(text.prefix(80))\" is no name of a group", hint: "/ lists the groups")
            }
            return try await answer(request, graph: name, format: format) { time in try self.group(group, time) }
        default:
            throw WebError.badRequest(
                "expected either host or group", hint: "try ?name=cpu&host=NAME, or host=CLUSTER/NAME, or group=NAME")
        }
    }

    private func group(_ name: GroupName, _ time: TimeRange) throws -> GraphSubject {
        try site.requireGroup(name)
        return site.subject(name, over: time)
    }

    private func answer(
        _ request: Request, graph name: String, format text: String, _ subject: (TimeRange) throws -> GraphSubject
    ) async throws -> Response {
        guard let format = GraphFormat(rawValue: text) else {
            let all = GraphFormat.allCases.map(\.rawValue).joined(separator: ", ")
            throw WebError.badRequest("format: expected one of \(all), found \"\(text.prefix(40))\"", hint: "try png")
        }
        let definition = try site.graph(name)
        let range = try site.range(of: request, at: site.clock())
        let size = try Self.size(request)
        let graph = GraphRequest(
            definition, of: try subject(range.time), time: range.time, size: size, zone: range.zone,
            options: try Self.options(request))
        let data = try await load(graph)
        let age = max(site.aggregator.configuration.interval, min(data.step, Self.longestAge))
        if format == .svg, let id = try Self.inlineID(request) {
            let picture = GraphSVG.text(of: data, as: .inline(id: id), now: Int(site.clock().seconds))
            return Response(picture, type: format.contentType, cache: "max-age=\(age)")
        }
        let content = try await format.content(of: data)
        return Response(bytes: ByteBuffer(bytes: content), type: format.contentType, cache: "max-age=\(age)")
    }

    private func load(_ graph: GraphRequest) async throws -> GraphData {
        do {
            return try await GraphData.load(graph, from: site.aggregator.archive)
        } catch let error as ArchiveError {
            switch error {
            case .tooManyRows, .emptyRange: throw WebError.badRequest("\(error)", hint: "try from=-6h&to=now")
            case .closed:
                throw WebError(status: .serviceUnavailable, error: "the aggregator is stopping", hint: "ask again soon")
            default: throw error
            }
        }
    }

    /// A browser keeps a graph until there is a new row, and for so many seconds at most: rows of a day are no reason to
    /// show yesterday's picture.
    private static let longestAge = 300

    /// What the ids of a picture begin with that is put into a page by its script; nil for a picture on its own.
    private static func inlineID(_ request: Request) throws(WebError) -> String? {
        guard let text = request.query("inline") else { return nil }
        guard let name = GraphName(text) else {
            throw .badRequest(
                "inline: expected letters, digits, _ and -, found \"\(text.prefix(40))\"", hint: "try inline=cpu")
        }
        return name.text
    }

    private static func options(_ request: Request) throws(WebError) -> GraphOptions {
        do {
            return try GraphOptions { request.query(Substring($0)) }
        } catch {
            throw .badRequest("\(error)", hint: "try previous=week&per=core")
        }
    }

    /// The size that was asked for, in pixels.
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

extension GraphFormat {
    fileprivate var contentType: String {
        switch self {
        case .svg: "image/svg+xml; charset=utf-8"
        case .png: "image/png"
        case .pdf: "application/pdf"
        case .csv: "text/csv; charset=utf-8; header=present"
        case .json: "application/json; charset=utf-8"
        }
    }
}
