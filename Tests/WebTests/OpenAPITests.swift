import Foundation
import HTTPTypes
import Testing
import Web

@Suite("The OpenAPI document")
struct OpenAPITests {
    /// What each address is asked with, besides the examples of the document.
    private static let parameters = [
        "cluster": "prod", "host": "old", "group": "prod", "file": "load.png", "c": "prod", "h": "old", "m": "load_one",
        "metric": "load.one",
    ]

    @Test("tells every address, and each answers as it says")
    func answers() async throws {
        try await Fixture.use { fixture in
            let document = try await fixture.get("/api/v1/openapi.json").fields
            #expect(document["openapi"] as? String == "3.1.0")
            let paths = try #require(document["paths"] as? [String: [String: Any]])
            for path in [
                "/api/v1/hosts", "/api/v1/host/{cluster}/{host}", "/api/v1/groups", "/api/v1/group/{group}",
                "/api/v1/graphs", "/api/v1/graph", "/api/v1/aggregate", "/api/v1/metrics", "/api/v1/values",
                "/api/v1/events",
                "/api/v1/search", "/api/v1/explain", "/api/v1/status", "/api/v1/openapi.json", "/metrics", "/federate",
                "/graph.php",
                "/graph/host/{cluster}/{host}/{file}", "/graph/group/{group}/{file}",
            ] { #expect(paths[path]?["get"] != nil, "\(path)") }
            for (path, operations) in paths {
                guard let get = operations["get"] as? [String: Any] else { continue }
                let answer = try await fixture.get(Self.address(path, get))
                #expect(answer.status == 200, "\(path): \(answer.text.prefix(200))")
                let success = (get["responses"] as? [String: [String: Any]])?["200"]?["content"] as? [String: Any]
                let type = answer.type?.split(separator: ";").first.map(String.init) ?? ""
                #expect(success?[type] != nil, "\(path): \(type)")
            }
            #expect(paths["/api/v1/events"]?["post"] != nil)
        }
    }

    /// With every path parameter, and the query's that are required.
    private static func address(_ path: String, _ operation: [String: Any]) -> String {
        var address = path
        var query: [String] = []
        for parameter in operation["parameters"] as? [[String: Any]] ?? [] {
            let name = parameter["name"] as? String ?? ""
            let examples = parameter["example"] as? [String]
            let value = parameters[name] ?? examples?.first ?? parameter["example"] as? String ?? "x"
            if parameter["in"] as? String == "path" {
                address = address.replacing("{\(name)}", with: value)
            } else if parameter["required"] as? Bool == true || path == "/graph.php" && parameters[name] != nil {
                query.append("\(name)=\(value)")
            }
        }
        if ["/api/v1/graph", "/api/v1/aggregate"].contains(path) { query.append("host=old") }
        return query.isEmpty ? address : "\(address)?\(query.joined(separator: "&"))"
    }

    @Test("refers only to what is in it")
    func references() async throws {
        try await Fixture.use { fixture in
            let answer = try await fixture.get("/api/v1/openapi.json")
            let components = try #require(answer.fields["components"] as? [String: [String: Any]])
            for match in answer.text.matches(of: #/"\$ref":"#/components/(\w+)/(\w+)"/#) {
                #expect(components[String(match.output.1)]?[String(match.output.2)] != nil, "\(match.output.0)")
            }
        }
    }
}
