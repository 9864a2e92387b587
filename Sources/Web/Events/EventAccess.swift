import HTTPTypes
import Hummingbird
import NIOCore

/// Who may tell events: who knows the token of the configuration, and who sits on this host.
struct EventAccess {
    /// nil if the configuration has none.
    let token: String?
    /// Whether a proxy stands before us: then every request comes from this host.
    let isBehindProxy: Bool

    /// Throws ``WebError`` with 401 or 403.
    func check(_ request: Request, from address: SocketAddress?) throws(WebError) {
        if let given = Self.bearer(request.headers[.authorization]) {
            guard let token, Self.areEqual(given, token) else {
                throw WebError(
                    status: .unauthorized, error: "this is not the token of the configuration",
                    hint: "see events in docs/configuration.md", headers: Self.challenge)
            }
            return
        }
        guard isLocal(request, address) else {
            throw WebError(
                status: .unauthorized, error: "events of other hosts need the token of the configuration",
                hint: "send Authorization: Bearer TOKEN", headers: Self.challenge)
        }
    }

    private static let challenge: HTTPFields = [.wwwAuthenticate: "Bearer"]

    /// Whether somebody on this host asks, himself: not a proxy for others, nor a page of another site in his browser.
    private func isLocal(_ request: Request, _ address: SocketAddress?) -> Bool {
        guard address?.isLoopback == true, !isBehindProxy else { return false }
        let forwarded = ["Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Real-IP", "Via"]
        guard !forwarded.contains(where: { name in HTTPField.Name(name).map { request.headers[$0] != nil } ?? false })
        else { return false }
        if let site = HTTPField.Name("Sec-Fetch-Site").flatMap({ request.headers[$0] }), site != "same-origin",
            site != "none"
        {
            return false
        }
        // A name that somebody else's server gives out may lead here too.
        guard let authority = request.head.authority else { return true }
        let host = authority.first == "[" ? authority.prefix { $0 != "]" } + "]" : authority.prefix { $0 != ":" }
        return host == "localhost" || host == "[::1]"
            || (host.hasPrefix("127.") && host.allSatisfy { $0.isNumber || $0 == "." })
    }

    private static func bearer(_ header: String?) -> String? {
        guard let header, header.lowercased().hasPrefix("bearer ") else { return nil }
        return String(header.dropFirst(7))
    }

    /// Takes as long whether the first byte differs or the last.
    private static func areEqual(_ left: String, _ right: String) -> Bool {
        let (left, right) = (Array(left.utf8), Array(right.utf8))
        guard left.count == right.count else { return false }
        return zip(left, right).reduce(0) { $0 | ($1.0 ^ $1.1) } == 0
    }
}
