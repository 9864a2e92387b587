import Dispatch
import HTTPTypes
import Hummingbird
import MetricModel
import NIOCore

/// What Prometheus reads: our own health, and the last values of all hosts.
struct TextRoutes {
    let site: Site

    var routes: [Route] {
        let answer = Route.Answer.content(["text/plain"], "Text in the Prometheus format 0.0.4.")
        let patterns = Schema.list(Schema.text())
        return [
            Route("/metrics", "How the server does, for Prometheus.", answer: answer, errors: []) { _, _ in
                await health()
            },
            Route(
                "/federate", "The present values of all hosts, for Prometheus; streamed.",
                [
                    .query("match", patterns, "Only metrics that fit, as cpu.* or plexus_cpu_*; several times."),
                    .query("host", patterns, "Only hosts that fit, as web* or prod/*; several times."),
                ], answer: answer, errors: []
            ) { request, _ in try values(request) },
        ]
    }

    /// A disk may be slow, and a task's thread must not wait for it.
    private static let queue = DispatchQueue(label: "health")

    private func health() async -> Response {
        let metrics = HealthMetrics(aggregator: site.aggregator)
        let text = await withCheckedContinuation { continuation in
            Self.queue.async { continuation.resume(returning: metrics.text) }
        }
        return Response(text, type: Exposition.contentType)
    }

    private func values(_ request: Request) throws -> Response {
        let query = request.queryString
        let values = try LastValues(
            site.aggregator, metrics: try MetricPatterns(query, "match"), hosts: try MetricPatterns(query, "host"),
            at: site.clock())
        let isShrunk = Transfer.takesGzip(request.headers[.acceptEncoding])
        var headers: HTTPFields = [
            .contentType: Exposition.contentType, .cacheControl: "no-cache", .vary: "Accept-Encoding",
        ]
        if isShrunk { headers[.contentEncoding] = "gzip" }
        let body = ResponseBody { writer in
            if isShrunk, let gzip = Gzip() {
                try await values.write { text in
                    let piece = gzip.add(ByteBuffer(string: text))
                    if piece.readableBytes > 0 { try await writer.write(piece) }
                }
                try await writer.write(gzip.add(ByteBuffer(), isLast: true))
            } else {
                try await values.write { text in try await writer.write(ByteBuffer(string: text)) }
            }
            try await writer.finish(nil)
        }
        return Response(status: .ok, headers: headers, body: body)
    }
}
