import Graphs
import HTTPTypes
import Hummingbird
import Logging
import MetricModel

/// Stands before every route: turns errors into pages, pictures and documents, and adds the headers that every answer has.
struct Answers: RouterMiddleware {
    let site: Site

    func handle(
        _ request: Request, context: BasicRequestContext,
        next: (Request, BasicRequestContext) async throws -> Response
    ) async throws -> Response {
        var response: Response
        do {
            guard request.method == .get || request.method == .head else {
                throw WebError(
                    status: .methodNotAllowed, error: "nothing here takes \(request.method.rawValue)",
                    hint: "use GET or HEAD")
            }
            response = try await next(request, context)
        } catch {
            let explained = WebError(error)
            if explained.status.kind == .serverError {
                context.logger.error("\(request.uri.path): \(error)")
            }
            response = answer(explained, to: request)
        }
        for (name, value) in Self.headers { response.headers[name] = value }
        if response.status == .methodNotAllowed { response.headers[.allow] = "GET, HEAD" }
        return request.method == .head ? response.createHeadResponse() : response
    }

    /// Pages run no script but our own and load nothing from elsewhere; no other site may frame them.
    static let headers: [(HTTPField.Name, String)] = [
        (
            "Content-Security-Policy",
            "default-src 'none'; img-src 'self' data:; style-src 'self'; script-src 'self'; "
                + "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'self'"
        ),
        ("X-Content-Type-Options", "nosniff"),
        ("Referrer-Policy", "same-origin"),
    ].compactMap { name, value in HTTPField.Name(name).map { ($0, value) } }

    /// An error in the form that was asked for.
    private func answer(_ error: WebError, to request: Request) -> Response {
        let path = request.uri.path
        if path.hasPrefix("/graph/"), path.hasSuffix(".png") {
            let size = (try? GraphRoutes.size(request)) ?? GraphSize()
            return Response(
                ErrorPicture(error: error, size: size).svg.text, type: "image/svg+xml", status: error.status)
        }
        if path.hasPrefix("/api/") || path.hasPrefix("/graph/") { return Response(error.json, status: error.status) }
        return Response(
            ErrorPage(error: error, freshness: site.freshness(at: site.clock())).page, status: error.status)
    }
}
