import Graphs
import HTTPTypes
import Hummingbird
import Logging
import MetricModel
import NIOCore

/// Stands before every route: turns errors into pages, pictures and documents, and adds what every answer has.
struct Answers: RouterMiddleware {
    let site: Site
    /// The methods of every route that takes more than GET.
    let table: RouteTable

    func handle(
        _ request: Request, context: WebContext, next: (Request, WebContext) async throws -> Response
    ) async throws -> Response {
        try await Link.$base.withValue(site.base.path) {
            var response = await Link.$kept.withValue((try? Kept(request)) ?? .nothing) {
                await Renewal.$current.withValue(Renewal(request)) { await answer(to: request, context, next) }
            }
            for (name, value) in Self.headers { response.headers[name] = value }
            response = try await Transfer.prepared(response, for: request)
            return request.method == .head ? response.createHeadResponse() : response
        }
    }

    private func answer(
        to request: Request, _ context: WebContext, _ next: (Request, WebContext) async throws -> Response
    ) async -> Response {
        let path = site.base.stripped(request.uri.path)
        do {
            try RequestLimits.check(request)
            _ = try Kept(request)
            let methods = table.methods(of: path)
            guard methods.contains(request.method) else {
                throw WebError(
                    status: .methodNotAllowed, error: "nothing here takes \(request.method.rawValue.prefix(20))",
                    hint: "use " + methods.map(\.rawValue).joined(separator: " or "),
                    headers: [.allow: methods.map(\.rawValue).joined(separator: ", ")])
            }
            return try await next(request, context)
        } catch {
            let explained = WebError(error)
            if explained.status.kind == .serverError { context.logger.error("\(path): \(error)") }
            var response = answer(explained, in: AnswerForm(request, path: path))
            for field in explained.headers { response.headers[field.name] = field.value }
            // What was too large is not read to its end.
            if explained.status == .contentTooLarge { response.headers[.connection] = "close" }
            return response
        }
    }

    /// Pages load nothing from elsewhere and run only the scripts of this server; no other site may frame them.
    static let headers: [(HTTPField.Name, String)] = [
        (
            "Content-Security-Policy",
            "default-src 'none'; img-src 'self' data:; style-src 'self'; script-src 'self'; connect-src 'self'; "
                + "form-action 'self'; base-uri 'none'; frame-ancestors 'self'"
        ),
        ("X-Content-Type-Options", "nosniff"),
        ("Referrer-Policy", "same-origin"),
    ].compactMap { name, value in HTTPField.Name(name).map { ($0, value) } }

    /// An error in the form that was asked for.
    private func answer(_ error: WebError, in form: AnswerForm) -> Response {
        switch form {
        case .document: Response(error.json, status: error.status)
        case .text: Response("\(error)\n", type: "text/plain; charset=utf-8", status: error.status)
        case .picture(let size):
            Response(ErrorPicture(error: error, size: size).svg.text, type: "image/svg+xml", status: error.status)
        case .page:
            Response(ErrorPage(error: error, freshness: site.freshness(at: site.clock())).page, status: error.status)
        }
    }
}
