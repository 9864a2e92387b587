import HTTPTypes
import Hummingbird

/// Every route for programs.
struct RouteTable: Sendable {
    let routes: [Route]

    func add(to router: some RouterMethods<WebContext>) {
        for route in routes {
            router.on(RouterPath(route.path), method: route.method, use: route.handle)
        }
    }

    /// The methods that a path takes; GET and HEAD where no route says otherwise.
    func methods(of path: String) -> [HTTPRequest.Method] {
        let parts = path.split(separator: "/")
        let others = routes.filter { $0.method != .get && Self.fits($0.path, parts) }.map(\.method)
        let isRead = others.isEmpty || routes.contains { $0.method == .get && Self.fits($0.path, parts) }
        return (isRead ? [.get, .head] : []) + others
    }

    private static func fits(_ template: String, _ parts: [Substring]) -> Bool {
        let segments = template.split(separator: "/")
        return segments.count == parts.count
            && zip(segments, parts).allSatisfy { $0.first == "{" || $0 == $1 }
    }

    /// With a route to its own description.
    func describingItself(below base: WebBase) -> RouteTable {
        let address = "/api/v1/openapi.json"
        let summary = "This document."
        func route(_ text: String) -> Route {
            Route(
                address, summary,
                answer: .init(status: .ok, summary: "OpenAPI 3.1", content: [("application/json", [:])]),
                errors: []
            ) { _, _ in Response(text, type: "application/json; charset=utf-8", cache: "max-age=300") }
        }
        let whole = RouteTable(routes: routes + [route("")])
        return RouteTable(routes: routes + [route(OpenAPI(table: whole, base: base).json.text + "\n")])
    }
}
