import Testing
import Web

@Suite("The page of events")
struct EventsPageTests {
    @Test("lists what was told, for those it is about, by words and by who told it")
    func list() async throws {
        try await Fixture.use { fixture in
            let told = try await fixture.post(
                #"{"text": "swap <the> fans ウェブ", "hosts": ["lab/web1"], "start": "now-20min", "end": "now-18min", "source": "ci<b>"}"#
            )
            #expect(told.status == 201, "\(told.text)")
            func isListed(_ query: String) async throws -> Bool {
                let page = try await fixture.get("/events?\(query)")
                #expect(page.status == 200)
                #expect(!page.text.contains("<the>"))
                return page.text.contains("swap &lt;the&gt; fans ウェブ</th>")
            }
            for query in ["", "q=FANS", "q=fans+ci&by=told", "host=lab/web1", "group=lab", "from=-19min&to=now"] {
                #expect(try await isListed(query), "\(query)")
            }
            for query in ["q=fans+nobody", "by=noticed", "group=frontend", "host=db%201", "from=-3h&to=-1h"] {
                #expect(try await !isListed(query), "\(query)")
            }
            let page = try await fixture.get("/events?host=lab/web1&tz=Europe/Berlin")
            #expect(page.text.contains("for 2\u{A0}min</small>"))
            #expect(page.text.contains("ci&lt;b&gt;"))
            #expect(
                page.addresses.contains { $0.hasPrefix("/host/lab/web1?at=") && $0.hasSuffix("&tz=Europe%2FBerlin") })
            #expect(page.text.contains("--host lab/web1</code>"))
            let json = try await fixture.get("/api/v1/events?q=fans&by=told")
            #expect((json.fields["events"] as? [Any])?.count == 1)
        }
    }

    @Test("quotes names for a shell")
    func shell() async throws {
        try await Fixture.use { fixture in
            let host = "\(Link.encoded(Fixture.hostileCluster))/\(Link.encoded(Fixture.hostileHost))"
            let page = try await fixture.get("/events?host=\(host)")
            #expect(page.status == 200)
            #expect(page.text.contains("--host &#39;&lt;script&gt;"))
            #expect(page.text.contains("a&quot;b&#39;\\&#39;&#39;"))
        }
    }

    @Test(
        "refuses what it does not know",
        arguments: [
            ("host=nobody", 404, "there is no host"), ("host=web1", 400, "2 hosts are called web1"),
            ("group=nobody", 404, "there is no group"), ("by=me", 400, "by: expected told or noticed"),
            ("page=0", 400, "page: expected"), ("from=x", 400, "expected a time"),
            ("q=" + String(repeating: "a", count: 201), 400, "q: expected at most 200"),
        ])
    func refused(query: String, status: Int, sentence: String) async throws {
        try await Fixture.use { fixture in
            let page = try await fixture.get("/events?\(query)")
            #expect(page.status == status)
            #expect(page.text.contains(sentence) || page.text.lowercased().contains(sentence), "\(page.text)")
        }
    }

    @Test("without an event says so")
    func empty() async throws {
        let page = try await Fixture.answerWithoutHosts("/events?from=-3h&to=-2h")
        #expect(page.status == 200)
        #expect(page.text.contains("Nothing like this happened"))
    }
}
