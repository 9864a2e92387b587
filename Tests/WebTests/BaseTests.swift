import HTTPTypes
import Testing
import Web

@Suite("Behind a proxy")
struct BaseTests {
    @Test("every address of every page lies below the base, and leads somewhere, whether the proxy takes it off or not")
    func links() async throws {
        try await Fixture.use(base: "/tools/plexus/") { fixture in
            for page in ["/", "/host/prod/web1", "/group/prod", "/h/web1", "/nowhere"] {
                for address in [page, "/tools/plexus" + page] {
                    let answer = try await fixture.get(address)
                    #expect(!answer.addresses.isEmpty)
                    for link in answer.addresses where link.hasPrefix("/") {
                        #expect(link.hasPrefix("/tools/plexus/"), "\(address): \(link)")
                        if page == "/host/prod/web1" { #expect(try await fixture.get(link).status == 200, "\(link)") }
                    }
                }
            }
            #expect(try await fixture.get("/tools/plexus").status == 200)
            #expect(
                try await fixture.get("/tools/plexus/h/db%201").header("Location") == "/tools/plexus/host/prod/db%201")
            let picture = try await fixture.get("/tools/plexus/graph/host/prod/old/nothing.png")
            #expect(picture.type == "image/svg+xml")
            #expect(try await fixture.get("/tools/plexus/api/v1/nothing").type == "application/json; charset=utf-8")
            #expect(try await fixture.get("/tools/plexus/api/v1/hosts", method: .post).status == 405)
            #expect(try await fixture.get("/tools/plexus/api/v1/openapi.json").text.contains(#""url":"/tools/plexus""#))
        }
    }

    @Test(
        "a base is a path",
        arguments: [("", ""), ("/", ""), ("/a", "/a"), ("/a/b/", "/a/b"), ("//a", "/a"), ("/a-b_c.d~e", "/a-b_c.d~e")])
    func base(text: String, path: String) throws { #expect(try WebBase(parsing: text).path == path) }

    @Test(
        "nothing else is", arguments: ["a", "/a b", "/a?b", "/ü", "/../a", "/a%20", "http://x/", "/{a}", "/:a", "/*"])
    func notBase(text: String) { #expect(throws: WebServerError.badBase(text)) { try WebBase(parsing: text) } }
}
