import Testing
import Web

@Suite("A group's page")
struct GroupPageTests {
    @Test("draws all graphs as the address says, and keeps it in its links")
    func options() async throws {
        try await Fixture.use { fixture in
            let page = try await fixture.get("/group/prod?view=spread&per=core&sort=cpu&range=24h")
            #expect(page.status == 200)
            func links(_ part: String) -> [String] { page.addresses.filter { $0.contains(part) } }
            for kept in ["per=core", "sort=cpu", "range=24h"] {
                #expect(links("view=top").contains { $0.hasPrefix("/group/prod?") && $0.contains(kept) }, "\(kept)")
            }
            #expect(links("sort=memory").contains { $0.contains("view=spread") && $0.hasSuffix("#hosts") })
            #expect(links("range=7d").contains { $0.contains("view=spread") && $0.contains("sort=cpu") })
        }
    }

    @Test("lists its hosts, those that need a look first, and what happened to them")
    func members() async throws {
        try await Fixture.use { fixture in
            let page = try await fixture.get("/group/prod")
            let hosts = page.text.matches(of: #/class="name"><a href="/host/prod/([^"?]*)"/#).map {
                String($0.output.1)
            }
            #expect(hosts == ["web2", "db%201", "web1", "old"])
            let told = try await fixture.post(#"{"text": "rack <moved>", "groups": ["lab"]}"#)
            #expect(told.status == 201, "\(told.text)")
            for address in ["/group/lab", "/host/lab/web1"] {
                let page = try await fixture.get(address)
                #expect(page.text.contains("rack &lt;moved&gt;</th>"), "\(address)")
                #expect(page.addresses.contains { $0.hasPrefix("/events?") && $0.contains("range=3h") })
            }
            #expect(try await !fixture.get("/group/frontend").text.contains("rack &lt;moved&gt;"))
        }
    }

    @Test("of hosts that are all down still draws their history")
    func down() async throws {
        let page = try await Fixture.answerWithoutHosts("/group/prod", past: true)
        #expect(page.status == 200)
        #expect(page.text.contains("✕ 1 down"))
    }

    @Test(
        "refuses what it does not know",
        arguments: [
            ("view=none", "view: expected one of"), ("per=host", "per: expected one of"),
            ("sort=size", "sort: expected one of"), ("open=nothing", "open: expected"),
        ])
    func refused(query: String, sentence: String) async throws {
        try await Fixture.use { fixture in
            let page = try await fixture.get("/group/prod?\(query)")
            #expect(page.status == 400)
            #expect(page.text.lowercased().contains(sentence), "\(page.text)")
        }
    }
}
