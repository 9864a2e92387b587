import HTTPTypes
import MetricModel

/// What can be asked of this server and what it answers, as an OpenAPI 3.1 document: made from the table that the router is
/// made from.
struct OpenAPI {
    let table: RouteTable
    /// Below which path everything is.
    let base: WebBase

    var json: JSON {
        [
            "openapi": "3.1.0",
            "info": [
                "title": "Plexus", "version": .string(Version.text),
                "description": .string(
                    "Times are ISO 8601 in UTC, intervals and ages seconds. What is not known is null or left out, "
                        + "never 0. Errors are told in the form that was asked for."),
                "license": ["name": "see LICENSE"],
            ],
            "servers": [["url": .string(base.path.isEmpty ? "/" : base.path)]],
            "paths": .object(paths),
            "components": [
                "schemas": .object(Schemas.all),
                "responses": ["Error": Self.response("What is wrong, and what would work.", Self.errorContent)],
                "securitySchemes": [
                    "token": [
                        "type": "http", "scheme": "bearer",
                        "description": "The token of the configuration; not needed from the server's own host.",
                    ]
                ],
            ],
        ]
    }

    private var paths: [(String, JSON)] {
        var order: [String] = []
        var operations: [String: [(String, JSON)]] = [:]
        for route in table.routes {
            if operations[route.path] == nil { order.append(route.path) }
            operations[route.path, default: []].append((route.method.rawValue.lowercased(), operation(route)))
        }
        return order.map { ($0, .object(operations[$0] ?? [])) }
    }

    private func operation(_ route: Route) -> JSON {
        var fields: [(String, JSON)] = [
            ("summary", .string(route.summary)), ("operationId", .string(Self.identifier(of: route))),
        ]
        if !route.parameters.isEmpty { fields.append(("parameters", .array(route.parameters.map(parameter)))) }
        if let body = route.body {
            fields.append(
                ("requestBody", ["required": .bool(true), "content": ["application/json": ["schema": body]]]))
            fields.append(("security", [["token": []], [:]]))
        }
        fields.append(("responses", .object(responses(route))))
        return .object(fields)
    }

    private func parameter(_ parameter: Route.Parameter) -> JSON {
        let mayBeEmpty = parameter.place == .query && !parameter.isRequired
        var fields: [(String, JSON)] = [
            ("name", .string(parameter.name)), ("in", .string(parameter.place.rawValue)),
            ("required", .bool(parameter.isRequired)), ("description", .string(parameter.summary)),
            ("schema", mayBeEmpty ? parameter.schema.orEmpty : parameter.schema),
        ]
        if let example = parameter.example { fields.append(("example", example)) }
        return .object(fields)
    }

    private func responses(_ route: Route) -> [(String, JSON)] {
        let answer = route.answer
        let success = Self.response(answer.summary, answer.content)
        var responses = [(String(answer.status.code), success)]
        if route.method == .get { responses.append(("304", ["description": "What the client has is still right."])) }
        let codes = Set(route.errors.map(\.code) + [400, 405, 413, 414, 500, 503]).sorted()
        responses += codes.map { (String($0), ["$ref": "#/components/responses/Error"]) }
        return responses
    }

    private static let errorContent: [(type: String, schema: JSON)] = [
        ("application/json", Schema.named("Error")), ("image/svg+xml", Schema.text()), ("text/plain", Schema.text()),
    ]

    private static func response(_ summary: String, _ content: [(type: String, schema: JSON)]) -> JSON {
        [
            "description": .string(summary),
            "content": .object(content.map { ($0.type, ["schema": $0.schema]) }),
        ]
    }

    /// `get_api_v1_hosts`.
    private static func identifier(of route: Route) -> String {
        let words = route.path.split(whereSeparator: { !$0.isLetter && !$0.isNumber })
        return ([Substring(route.method.rawValue.lowercased())] + words).joined(separator: "_")
    }
}

extension JSON {
    /// The schema with the empty string, since forms send the fields that nobody has filled in: what is empty counts as not
    /// there.
    fileprivate var orEmpty: JSON {
        guard case .object(let fields) = self else { return self }
        if let items = fields.first(where: { $0.0 == "items" })?.1 {
            return .object(fields.map { $0.0 == "items" ? ("items", items.orEmpty) : $0 })
        }
        let isText = fields.contains { $0.0 == "type" && $0.1 == "string" }
        let isBound = fields.contains { ["minLength", "enum", "pattern", "format"].contains($0.0) }
        return isText && !isBound ? self : ["anyOf": [self, ["type": "string", "maxLength": 0]]]
    }
}
