import Testing
import Web

@Suite("The page of a host")
struct HostPageTests {
    @Test("begins with the last three hours over those of the day before, in pictures and in words")
    func headline() async throws {
        try await Fixture.use { fixture in
            let text = try await fixture.get("/host/prod/old").text
            #expect(text.contains(#"data-json="/graph/host/prod/old/load.json?from=-3h&amp;to=now&amp;previous=day"#))
            #expect(text.contains(#">Last 3 h: median 2.00, p95 2.00, peak 2.00 at "#))
            #expect(text.contains("Too little is known of the same hours yesterday to compare with."))
            #expect(text.contains(#"previous=day" aria-current="true">the day before</a>"#))
        }
    }

    @Test(
        "compares with what the length of the range allows",
        arguments: [
            ("range=24h", "previous=day"), ("range=7d", "previous=week"), ("range=1y", nil),
            ("previous=none", "previous=none"), ("range=7d&previous=day", "previous=day"),
        ] as [(String, String?)])
    func previous(query: String, drawn: String?) async throws {
        try await Fixture.use { fixture in
            let text = try await fixture.get("/host/prod/old?\(query)").text
            let picture = try #require(text.firstMatch(of: #/data-json="[^"]*load.json\?([^"]*)"/#)?.output.1)
            #expect(picture.split(separator: "&amp;").map(String.init).first { $0.hasPrefix("previous=") } == drawn)
            let words = text.contains("unlike the same hours of")
            #expect(words == !query.contains("1y"))
        }
    }

    @Test("around a moment marks it, and keeps it over other lengths")
    func moment() async throws {
        try await Fixture.use { fixture in
            let short = try await fixture.get("/h/old?at=2023-11-15T03:12&tz=UTC")
            let text = try await fixture.get(try #require(short.header("Location"))).text
            #expect(text.contains("<p>2023-11-15 01:42–04:42 UTC, around <strong>2023-11-15 03:12 UTC</strong></p>"))
            #expect(text.contains(#"href="/host/prod/old?at=1700017920&amp;range=12h&amp;tz=UTC""#))
            #expect(text.contains(#"range=3h&amp;tz=UTC" aria-label="3 hours" aria-current="true""#))
            let address = "/graph/host/prod/web1/load.svg?at=1700017920&range=3h&tz=UTC"
            // Of nothing there is no mark; of a picture with numbers there is.
            #expect(!(try await fixture.get(address).text.contains("03:12</title>")))
            let marked = try await fixture.get("/graph/host/prod/old/load.svg?at=-20min&range=1h&inline=load").text
            #expect(marked.contains(#"<path class="gx""#))
        }
    }

    @Test("folds the graphs by section, and escapes what a section is called")
    func sections() async throws {
        try await Fixture.use { fixture in
            let text = try await fixture.get("/host/prod/old").text
            #expect(
                text.contains(
                    """
                    <details class="section" id="files-b-more-b" open><summary>\
                    <h2>Files &amp; &lt;b&gt;more&lt;/b&gt;<small>1 graph</small></h2>
                    """))
            #expect(text.contains(##"<a href="#files-b-more-b">Files &amp; &lt;b&gt;"##))
            #expect(!text.contains("<b>more"))
        }
    }

    @Test("draws the busiest instances, and leads to one graph for each")
    func instances() async throws {
        try await Fixture.use { fixture in
            let text = try await fixture.get("/host/prod/old").text
            #expect(text.contains("the busiest 5 of 8"))
            let link = "/host/prod/old/graph/filesystem?each=instance&range=3h#each"
            #expect(text.contains("href=\"\(link.replacing("&", with: "&amp;"))\">One for each</a>"))
            #expect(try await fixture.get("/host/prod/old/graph/filesystem?each=instance&range=3h").status == 200)
        }
    }

    @Test(
        "says why it cannot be shown",
        arguments: [
            ("open=netwrok", "expected sections, found &quot;netwrok&quot;"), ("open=%3Cb%3E", "&lt;b&gt;"),
            ("previous=month", "previous: expected one of none, day, week"), ("peaks=maybe", "expected one of on, off"),
        ])
    func refused(query: String, sentence: String) async throws {
        try await Fixture.use { fixture in
            let page = try await fixture.get("/host/prod/old?\(query)")
            #expect(page.status == 400 && page.text.contains(sentence) && page.text.contains("try "))
        }
    }

    @Test("keeps what is open and what is beside it over other times")
    func kept() async throws {
        try await Fixture.use { fixture in
            let text = try await fixture.get("/host/prod/old?open=all&previous=week&range=24h").text
            #expect(text.contains(#"href="/host/prod/old?range=7d&amp;open=all&amp;previous=week""#))
            #expect(text.contains(#"<input type="hidden" name="open" value="all">"#))
        }
    }
}
