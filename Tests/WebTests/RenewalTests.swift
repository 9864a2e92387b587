import HTTPTypes
import Testing
import Web

@Suite("What is new in an open page")
struct RenewalTests {
    private static func ask(_ fixture: Fixture, _ page: String, _ parts: String) async throws -> Answer {
        var headers = HTTPFields()
        if let name = HTTPField.Name("Plexus-Parts") { headers[name] = parts }
        return try await fixture.get(page, headers: headers)
    }

    @Test("is what the page has not, of what is asked for")
    func changes() async throws {
        try await Fixture.use { fixture in
            let page = try await fixture.get("/host/prod/web1").text
            let held = page.matches(of: #/data-part="([^"]*)" data-version="([^"]*)"/#).map {
                "\($0.output.1)=\($0.output.2)"
            }
            #expect(held.count >= 4)
            let nothing = try await Self.ask(fixture, "/host/prod/web1", held.joined(separator: " "))
            #expect(nothing.type == "application/json; charset=utf-8")
            #expect(nothing.fields["title"] as? String == "web1 · Plexus")
            #expect((nothing.fields["parts"] as? [String: String])?.isEmpty == true, "\(nothing.text)")
            let some = try await Self.ask(fixture, "/host/prod/web1", "load=0 tiles=0 nothing=0")
            let parts = try #require(some.fields["parts"] as? [String: String])
            #expect(parts.keys.sorted() == ["load", "tiles"])
            // As it stands in the page.
            for part in parts.values { #expect(page.contains(part)) }
        }
    }

    @Test(
        "is nothing for whoever asks for nonsense",
        arguments: [
            "", " ", "=", "a", "%zz=1", "load", "<script>=1", String(repeating: "a=1 ", count: 1000),
            String(repeating: "=", count: 4000),
        ])
    func nonsense(parts: String) async throws {
        try await Fixture.use { fixture in
            let answer = try await Self.ask(fixture, "/group/prod", parts)
            #expect(answer.status == 200)
            #expect((answer.fields["parts"] as? [String: String])?.isEmpty == true, "\(answer.text)")
            #expect(try await Self.ask(fixture, "/group/nobody", parts).status == 404)
        }
    }

    @Test("of a long range comes with a pixel of it", arguments: [("range=1h", true), ("range=30d", false)])
    func aligned(query: String, isMoving: Bool) async throws {
        try await MovingFixture.use { moving in
            func end() async throws -> Int? {
                try await moving.fixture.get("\(MovingFixture.page)?\(query)").text
                    .firstMatch(of: #/data-to="(\d+)"/#).flatMap { Int($0.output.1) }
            }
            // Not over the end of five minutes.
            await moving.pass(300 - moving.now % 300 + 10, hasRows: false)
            let first = try #require(try await end())
            await moving.pass(7, hasRows: false)
            let second = try #require(try await end())
            #expect((second > first) == isMoving)
        }
    }
}
