import HTTPTypes
import Hummingbird

/// What a request may be like before anybody looks at it.
enum RequestLimits {
    /// Bytes of path and query.
    static let address = 8192
    /// Bytes that a request may bring; only events bring any.
    static let body = 16_384

    /// Throws ``WebError`` with 413 or 414, or 400 where the query cannot be read.
    static func check(_ request: Request) throws(WebError) {
        guard request.uri.string.utf8.count <= address else {
            throw WebError(
                status: .uriTooLong, error: "expected an address of at most \(address) bytes, found more",
                hint: "name fewer things at once")
        }
        let length = request.headers[.contentLength].map { Int($0) ?? .max } ?? 0
        guard length <= body else { throw tooLarge }
        _ = try QueryString(parsing: request.uri.query ?? "")
    }

    static let tooLarge = WebError(
        status: .contentTooLarge, error: "expected at most \(body) bytes, found more", hint: "send less at once")
}
