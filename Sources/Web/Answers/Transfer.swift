import HTTPTypes
import Hummingbird
import HummingbirdCore
import NIOCore
import Synchronization

/// How an answer goes over the wire: not at all if the client has it, smaller if it can read gzip.
enum Transfer {
    /// Fewer bytes than this fit in one packet anyhow.
    private static let worthwhile = 1024

    /// The answer with its tag, its encoding, and what caches must know.
    ///
    /// What is streamed has no tag, and is left as it is.
    static func prepared(_ response: Response, for request: Request) async throws -> Response {
        guard let length = response.body.contentLength, length > 0 else { return response }
        var response = response
        let canShrink = isText(response.headers[.contentType])
        if canShrink { response.headers[.vary] = "Accept-Encoding" }
        let isShrunk = canShrink && length >= worthwhile && takesGzip(request.headers[.acceptEncoding])
        let isSuccess = response.status == .ok
        guard isShrunk || isSuccess else { return response }
        var content = try await collected(response.body)
        if isSuccess {
            let tag = EntityTag(header: response.headers[.eTag]) ?? EntityTag(of: content)
            if let known = tag.name(in: request.headers[.ifNoneMatch]) {
                response.headers[.eTag] = known
                return unchanged(response.headers)
            }
            response.headers[.eTag] = tag.header(isGzip: isShrunk)
        }
        // A HEAD request wants to know the length, and so the work is the same.
        if isShrunk, let smaller = Gzip.whole(content) {
            content = smaller
            response.headers[.contentEncoding] = "gzip"
        }
        response.body = ResponseBody(byteBuffer: content)
        response.headers[.contentLength] = String(content.readableBytes)
        return response
    }

    /// Says that what the client has is still right.
    static func unchanged(_ headers: HTTPFields) -> Response {
        var headers = headers
        for name in [HTTPField.Name.contentType, .contentLength, .contentEncoding] { headers[name] = nil }
        return Response(status: .notModified, headers: headers)
    }

    /// Whether a client reads gzip, by its `Accept-Encoding`.
    static func takesGzip(_ header: String?) -> Bool {
        var any: Bool?
        for part in (header ?? "").lowercased().split(separator: ",") {
            let words = part.split(separator: ";").map { $0.filter { $0 != " " && $0 != "\t" } }
            guard let name = words.first else { continue }
            let weight = words.dropFirst().first { $0.hasPrefix("q=") }.flatMap { Double($0.dropFirst(2)) } ?? 1
            if name == "gzip" || name == "x-gzip" { return weight > 0 }
            if name == "*" { any = weight > 0 }
        }
        return any ?? false
    }

    private static func isText(_ type: String?) -> Bool {
        guard let type else { return false }
        return type.hasPrefix("text/") || type.hasPrefix("application/json") || type.hasPrefix("image/svg")
    }

    private static func collected(_ body: ResponseBody) async throws -> ByteBuffer {
        let collector = Collector()
        try await body.write(collector)
        return collector.buffer.withLock { $0 }
    }

    private final class Collector: ResponseBodyWriter {
        let buffer = Mutex(ByteBuffer())

        func write(_ piece: ByteBuffer) {
            buffer.withLock { buffer in
                if buffer.readableBytes == 0 { buffer = piece } else { buffer.writeImmutableBuffer(piece) }
            }
        }

        func finish(_ trailingHeaders: HTTPFields?) {}
    }
}
