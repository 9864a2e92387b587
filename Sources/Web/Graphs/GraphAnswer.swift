import Aggregator
import Foundation
import Graphs
import HTTPTypes
import Hummingbird
import MetricModel
import NIOCore

/// A graph that has been fetched, on its way to a client.
struct GraphAnswer {
    let site: Site
    let data: GraphData
    let format: GraphFormat
    /// What an SVG marks, in seconds since 1970.
    var moment: Int?

    /// The graph, drawn only if the client does not have it already.
    func response(to request: Request) async throws -> Response {
        let now = Int(site.clock().seconds)
        let age = GraphAge.seconds(of: data, now: now, interval: site.aggregator.configuration.interval)
        let edition = "\(site.pictures.secret) \(site.aggregator.startedAt.milliseconds) \(moment ?? 0)"
        let tag = EntityTag(of: data, as: format, edition: edition)
        var headers: HTTPFields = [
            .contentType: format.contentType, .cacheControl: "max-age=\(age)", .eTag: tag.header(),
        ]
        if let known = tag.name(in: request.headers[.ifNoneMatch]) {
            headers[.eTag] = known
            return Transfer.unchanged(headers)
        }
        let content: ByteBuffer
        if format == .svg, let moment {
            content = ByteBuffer(string: GraphSVG.text(of: data, as: .standalone, moment: moment))
        } else if format == .png || format == .pdf {
            content = ByteBuffer(bytes: try await picture(tag))
        } else {
            content = ByteBuffer(bytes: try await format.content(of: data))
        }
        return Response(status: .ok, headers: headers, body: ResponseBody(byteBuffer: content))
    }

    private func picture(_ tag: EntityTag) async throws -> Data {
        if let known = site.pictures.picture(tag) { return known }
        let content = try await format.content(of: data)
        site.pictures.keep(content, as: tag)
        return content
    }
}

extension GraphFormat {
    /// The type of what ``content(of:)`` gives.
    var contentType: String { Self.contentTypes[rawValue] ?? "application/octet-stream" }

    private static let contentTypes = [
        "png": "image/png",
        "svg": "image/svg+xml; charset=utf-8",
        "pdf": "application/pdf",
        "csv": "text/csv; charset=utf-8; header=present",
        "json": "application/json; charset=utf-8",
    ]
}
