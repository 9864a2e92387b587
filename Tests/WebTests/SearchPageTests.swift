import Testing
import Web

@Suite("The search")
struct SearchPageTests {
    @Test("leads straight to the one host of a name, and keeps what is chosen for all pages")
    func redirect() async throws {
        try await Fixture.use { fixture in
            let host = try await fixture.get("/search?q=web2&tz=Europe/Berlin")
            #expect(host.status == 302)
            #expect(host.header("Location") == "/host/prod/web2?tz=Europe%2FBerlin")
            // Two hosts of the name, and one that is looked for among hosts only.
            #expect(try await fixture.get("/search?q=web1").status == 200)
            #expect(try await fixture.get("/search?q=web2&kind=host").status == 200)
        }
    }

    @Test(
        "lists what fits, the very names first",
        arguments: [
            ("web1", ["/host/lab/web1", "/host/prod/web1"]), ("frontend", ["/group/frontend"]),
            ("prod/we", ["/host/prod/web1", "/host/prod/web2"]), ("load", ["/compare?graph=load"]),
            ("load.one", ["/metric/load.one"]),
        ])
    func list(words: String, first: [String]) async throws {
        try await Fixture.use { fixture in
            let page = try await fixture.get("/search?q=\(words)")
            #expect(page.status == 200)
            let links = page.text.matches(of: #/<th scope="row" class="name"><a href="([^"]*)"/#)
            #expect(links.prefix(first.count).map { String($0.output.1) } == first)
        }
    }

    @Test("tells what can be found where nothing is asked, and the nearest name where nothing fits")
    func nothing() async throws {
        try await Fixture.use { fixture in
            for address in ["/search", "/search?q=", "/search?q=+"] {
                let page = try await fixture.get(address)
                #expect(page.status == 200)
                #expect(page.text.contains("a host, by its name or its address"), "\(address)")
            }
            let page = try await fixture.get("/search?q=fronted")
            #expect(page.status == 200)
            #expect(page.text.contains(#"Did you mean <a href="/search?q=frontend">frontend</a>"#))
            #expect(try await fixture.get("/search?q=xyzzyplugh").text.contains("Nothing is called “xyzzyplugh”"))
        }
    }

    @Test(
        "lets no word become markup and refuses what it does not know",
        arguments: [
            ("%3Cscript%3E", 200, "value=\"&lt;script&gt;\""),
            ("%22+onfocus=%22", 200, "value=\"&quot; onfocus=&quot;\""),
            ("web&kind=thing", 400, "kind: expected one of host, group"),
            ("web&page=-1", 400, "page: expected a number"),
            (String(repeating: "a", count: 201), 400, "q: expected at most 200 characters"),
            ("%ff", 400, "percent-encoded"),
        ])
    func hostile(query: String, status: Int, sentence: String) async throws {
        try await Fixture.use { fixture in
            let page = try await fixture.get("/search?q=\(query)")
            #expect(page.status == status)
            #expect(page.text.lowercased().contains(sentence.lowercased()), "\(page.text)")
            #expect(!page.text.contains("<script>"))
        }
    }
}
