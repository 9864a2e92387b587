import HTTPTypes
import Testing
import Web

@Suite("Every answer")
struct HeaderTests {
    private static let addresses = [
        "/", "/host/prod/web1", "/group/prod", "/h/web1", "/h/nobody", "/style.css", "/favicon.svg", "/nowhere",
        "/api/v1/hosts",
        "/api/v1/status", "/api/v1/graphs", "/api/v1/host/prod/web1", "/api/v1/nowhere",
        "/graph/host/prod/old/load.png",
        "/graph/host/prod/old/nothing.png", "/graph/host/prod/old/load.csv", "/api/v1/graph?name=load&host=old",
        "/metrics", "/federate", "/graph.php?h=old&m=load_one", "/graph.php", "/api/v1/openapi.json",
        "/api/v1/search?q=web", "/api/v1/events",
    ]

    @Test("has the headers of safety", arguments: addresses)
    func safety(address: String) async throws {
        try await Fixture.use { fixture in
            let answer = try await fixture.get(address)
            #expect(
                answer.header("Content-Security-Policy")
                    == "default-src 'none'; img-src 'self' data:; style-src 'self'; script-src 'self'; "
                    + "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'self'")
            #expect(answer.header("X-Content-Type-Options") == "nosniff")
            #expect(answer.header("Referrer-Policy") == "same-origin")
            #expect(answer.header("Cache-Control") != nil || answer.status == 302)
        }
    }

    @Test("to HEAD is that to GET without its content", arguments: addresses)
    func head(address: String) async throws {
        try await Fixture.use { fixture in
            let get = try await fixture.get(address)
            let head = try await fixture.get(address, method: .head)
            #expect(head.status == get.status)
            #expect(head.type == get.type)
            #expect(head.bytes.isEmpty)
            // What is streamed has no length.
            let length = head.header("Content-Length").flatMap { Int($0) } ?? 0
            #expect(length > 0 || get.bytes.isEmpty || address == "/federate")
        }
    }

    @Test("to other methods is a refusal", arguments: ["/", "/api/v1/hosts", "/nowhere"])
    func methods(address: String) async throws {
        try await Fixture.use { fixture in
            for method: HTTPRequest.Method in [.post, .put, .delete] {
                let answer = try await fixture.get(address, method: method)
                #expect(answer.status == 405)
                #expect(answer.header("Allow") == "GET, HEAD")
            }
        }
    }
}
