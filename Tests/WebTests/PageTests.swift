import Testing
import Web

@Suite("Pages")
struct PageTests {
    @Test("the overview says what is down, and gives groups and hosts")
    func overview() async throws {
        try await Fixture.use { fixture in
            let page = try await fixture.get("/")
            #expect(page.status == 200)
            #expect(page.type == "text/html; charset=utf-8")
            let text = page.text
            #expect(text.contains("<title>1 down · Plexus</title>"))
            #expect(text.contains(#"1 of 6 hosts down: <a class="down" href="/host/prod/web2">✕ web2</a>"#))
            #expect(text.contains(#"<meta http-equiv="refresh" content="15">"#))
            for state in ["● up", "✕ down", "○ left"] { #expect(text.contains(state)) }
            #expect(text.contains(#"<a href="/group/frontend">frontend</a>"#))
            #expect(text.contains("Newest data "))
            #expect(text.matches(of: #/<script/#).count == 1)
            #expect(text.contains(#"<script type="module" src="/plexus.js?v="#))
            #expect(!text.contains("style="))
        }
    }

    @Test("the overview sums what is up, and shows nothing of what is not")
    func totals() async throws {
        try await Fixture.use { fixture in
            let text = try await fixture.get("/").text
            // Four hosts are up: load 1.5 + 0.25 + 3 + 0, four cores each, 40 % busy, 2 of 8 GB used.
            #expect(text.contains("<dd>0.30 <small>4.75 on 16\u{A0}cores</small></dd>"))
            #expect(text.contains("<dd>40.0\u{A0}%</dd>"))
            #expect(text.contains("<dd>25.0\u{A0}% <small>of 29.8\u{A0}GiB</small></dd>"))
            let down = try #require(text.split(separator: "\n").last { $0.contains(#"href="/host/prod/web2""#) })
            #expect(down.contains(#"<td class="n muted" data-label="load">–</td>"#))
            #expect(down.contains("1\u{A0}h ago"))
        }
    }

    @Test("an overview without hosts says how to begin")
    func empty() async throws {
        let page = try await Fixture.answerWithoutHosts("/")
        #expect(page.status == 200)
        #expect(page.text.contains("No host has been heard yet."))
    }

    @Test("every link and picture of every page leads somewhere")
    func links() async throws {
        try await Fixture.use { fixture in
            var waiting = ["/"]
            var seen: Set<String> = ["/"]
            var looked: [Substring: Int] = [:]
            while let address = waiting.popLast() {
                // Some have no end: a comparison leads to one with one more. A few of each kind stand for all.
                let kind = address.split(separator: "/").first?.prefix { $0 != "?" } ?? ""
                let isEndless = ["metric", "compare", "aggregate", "view", "views"].contains(kind)
                looked[kind, default: 0] += 1
                guard !isEndless || looked[kind, default: 0] <= 30 else { continue }
                let page = try await fixture.get(address)
                #expect(page.status == 200, "\(address): \(page.text.prefix(200))")
                guard page.type?.hasPrefix("text/html") == true else { continue }
                // All pages look alike: the hostile host's stand for all in depth.
                let isOffShow =
                    address.contains("range=") || address.contains("from=")
                    || (address.hasPrefix("/host/") && !address.contains("script"))
                guard !isOffShow else { continue }
                guard !isEndless || looked[kind, default: 0] <= 3 else { continue }
                for next in page.addresses where next.hasPrefix("/") && seen.insert(next).inserted {
                    waiting.append(next)
                }
            }
            for kind in ["/host/", "/group/", "/graph/host/", "/graph/group/", "/style.css", "/favicon.svg"] {
                #expect(seen.contains { $0.hasPrefix(kind) }, "no link to \(kind)")
            }
        }
    }

    @Test("no page lets a hostile name become markup", arguments: ["/", "host", "group"])
    func hostileNames(kind: String) async throws {
        try await Fixture.use { fixture in
            let cluster = Link.encoded(Fixture.hostileCluster)
            let address =
                switch kind {
                case "host": "/host/\(cluster)/\(Link.encoded(Fixture.hostileHost))"
                case "group": "/group/\(cluster)"
                default: kind
                }
            let page = try await fixture.get(address)
            #expect(page.status == 200)
            #expect(page.text.contains("&lt;script&gt;alert(&quot;1&quot;)"))
            for markup in ["<script>", "<img src=x", "<b>", "<EPYC>", "<i>"] { #expect(!page.text.contains(markup)) }
        }
    }

    @Test("a host's page shows its facts, counters, graphs and values")
    func host() async throws {
        try await Fixture.use { fixture in
            let text = try await fixture.get("/host/prod/web1").text
            for fact in [
                "Linux 6.1.0", "&lt;EPYC&gt;", "2023-11-14 22:13 UTC", "127.0.0.1", "15\u{A0}s", "Clock behind ours by",
                "Lost", "Late", "Duplicates", "Rejected", "Cluster and groups",
                #"<a href="/group/frontend">frontend</a>"#, #"<h3>Load average<small>load</small></h3>"#,
                #"href="/explain/prod/web1/load.one">1.50</a></td>"#, "7.45\u{A0}GiB",
            ] { #expect(text.contains(fact), "\(fact)") }
            for graph in ["load", "memory"] {
                let address = "/graph/host/prod/web1/\(graph)"
                #expect(
                    text.contains("data-json=\"\(address).json?from=-3h&amp;to=now&amp;previous=day&amp;size=440x280\"")
                )
                #expect(text.contains("<title id=\"\(graph)-title\">"))
                #expect(text.contains("href=\"\(address).png?from=-3h&amp;to=now&amp;previous=day&amp;size=1200x480\""))
            }
        }
    }

    @Test(
        "a range is chosen by a link",
        arguments: [
            ("1h", "1h"), ("3h", "3h"), ("12h", "12h"), ("24h", "24h"), ("7d", "7d"), ("30d", "30d"), ("90d", "90d"),
            ("1y", "1y"), ("1d", "24h"), ("1w", "7d"), ("1m", "30d"), ("6h", nil),
        ])
    func ranges(range: String, shown: String?) async throws {
        try await Fixture.use { fixture in
            for page in ["/host/prod/web1", "/group/prod"] {
                let answer = try await fixture.get("\(page)?range=\(range)")
                #expect(answer.status == 200)
                #expect(
                    answer.text.matches(of: #/range=(\w+)[^"]*" aria-label="[^"]*" aria-current/#).map {
                        String($0.output.1)
                    }
                        == (shown.map { [$0] } ?? []))
            }
        }
    }

    @Test(
        "what does not exist is told",
        arguments: [
            ("/host/prod/nobody", 404, "there is no host &quot;prod/nobody&quot;"),
            ("/host/prod/web9", 404, "did you mean web"),
            ("/group/nobody", 404, "there is no group nobody"), ("/group/fronted", 404, "did you mean frontend?"),
            ("/h/nobody", 404, "there is no host"), ("/nowhere", 404, "there is no such page"),
            ("/host/prod", 404, "no such page"),
            ("/host/prod/%zz", 400, "is not percent-encoded"), ("/host/prod/..", 404, "is no name of a host"),
            ("/host/prod/a%2Fb", 404, "is no name of a host"), ("/group/%00", 404, "is no name of a group"),
            ("/host/prod/web1?range=2d", 400, "expected one of 1h, 3h"),
            ("/host/prod/web1?from=yesterdayish", 400, "expected a time as now-6h"),
            ("/host/prod/web1?from=now&to=-1h", 400, "a start before the end"),
            ("/host/prod/web1?at=noon&from=-1h", 400, "expected both from and to"),
            ("/host/prod/web1?at=noonish&from=-1h&to=now", 400, "noonish"),
            ("/host/prod/web1?from=%zz", 400, "percent-encoded"),
            ("/host/prod/web1?from=-1d+12h", 400, "write -1d%2B12h or -1d%2012h"),
            ("/?tz=Europe/Berlln", 400, "did you mean Europe/Berlin?"), ("/group/prod?tz=%3Cb%3E", 400, "&lt;b&gt;"),
            ("/h/db%201?from=%zz", 400, "percent-encoded"), ("/group/prod?range=%3Cb%3E", 400, "&lt;b&gt;"),
            ("/host/<b>/<b>", 404, "&lt;b&gt;"),
        ])
    func unknown(address: String, status: Int, sentence: String) async throws {
        try await Fixture.use { fixture in
            let page = try await fixture.get(address)
            #expect(page.status == status)
            #expect(page.type == "text/html; charset=utf-8")
            #expect(page.text.contains(sentence), "\(page.text)")
        }
    }

    @Test("a graph in a page has its whole name for those who hear it, and no host's in what is seen")
    func heading() async throws {
        try await Fixture.use { fixture in
            let text = try await fixture.get("/host/prod/old").text
            #expect(text.contains(#"<title id="load-title">Load average on old</title>"#))
            #expect(text.contains(#">Load average</text>"#))
            let file = try await fixture.get("/graph/host/prod/old/load.svg").text
            #expect(file.contains(#">Load average on old</text>"#))
        }
    }

    @Test("a short address leads to the host, or to a choice")
    func shortAddress() async throws {
        try await Fixture.use { fixture in
            let unique = try await fixture.get("/h/db%201")
            #expect(unique.status == 302)
            #expect(unique.header("Location") == "/host/prod/db%201")
            let timed = try await fixture.get("/h/db%201?at=08:00+yesterday&tz=Europe/Berlin&x=y")
            #expect(
                timed.header("Location") == "/host/prod/db%201?at=08%3A00%20yesterday&tz=Europe%2FBerlin")
            let choice = try await fixture.get("/h/web1?at=noon")
            #expect(
                choice.addresses.filter { $0.hasPrefix("/host/") } == [
                    "/host/lab/web1?at=noon", "/host/prod/web1?at=noon",
                ]
            )
            let several = try await fixture.get("/h/web1")
            #expect(several.status == 300)
            #expect(several.addresses.filter { $0.hasPrefix("/host/") } == ["/host/lab/web1", "/host/prod/web1"])
        }
    }

    @Test("the style sheet is kept for ever under its hash, and asked for again without")
    func styleSheet() async throws {
        try await Fixture.use { fixture in
            #expect(
                try await fixture.get(StyleSheet.address).header("Cache-Control")
                    == "public, max-age=31536000, immutable")
            #expect(try await fixture.get("/style.css").header("Cache-Control") == "no-cache")
            let text = try await fixture.get("/style.css").text
            #expect(text.utf8.count < 20_000)
            #expect(!text.contains("url("))
            #expect(text.count { $0 == "{" } == text.count { $0 == "}" })
        }
    }
}
