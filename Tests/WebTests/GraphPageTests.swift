import Foundation
import Testing
import Web

@Suite("The page of one graph")
struct GraphPageTests {
    @Test(
        "shows it large, its numbers, and the same over other times",
        arguments: ["/host/prod/old/graph/load", "/group/prod/graph/load"])
    func page(address: String) async throws {
        try await Fixture.use { fixture in
            let page = try await fixture.get(address)
            #expect(page.status == 200)
            let text = page.text
            #expect(text.contains("<h1>Load average</h1>") && text.contains(#"viewBox="0 0 960 400""#))
            let ids = text.matches(of: #/<title id="([^"]*)-title">/#).map { String($0.output.1) }
            #expect(ids == ["load", "load-1h", "load-24h", "load-7d", "load-30d", "load-1y"])
            for suffix in ["svg", "png", "pdf", "csv", "json"] {
                let file = "/graph\(address.replacing("/graph/", with: "/")).\(suffix)?from=-3h&to=now&size=1200x480"
                #expect(page.addresses.contains(file), "\(file)")
            }
            #expect(text.contains(#"<th scope="col" class="n">p95</th>"#))
        }
    }

    @Test("of a host leads to where its values came from, and has its rows")
    func numbers() async throws {
        try await Fixture.use { fixture in
            let page = try await fixture.get("/host/prod/old/graph/load?range=1h")
            #expect(page.addresses.contains("/explain/prod/old/load.one"))
            #expect(page.text.contains(#"title="load.one">1 min</a></th><td class="n">2.00</td>"#))
            #expect(page.text.contains("<summary>All ") || page.text.contains("<summary>The newest 240 of "))
            #expect(page.text.contains(#"<th scope="col">Until</th>"#))
        }
    }

    @Test("can draw it otherwise, by links that keep the rest")
    func choices() async throws {
        try await Fixture.use { fixture in
            let page = try await fixture.get("/host/prod/old/graph/load?per=core&high=4&range=24h&low=")
            #expect(page.status == 200)
            #expect(page.text.contains(#"high=4&amp;per=core&amp;range=24h" aria-current="true">core</a>"#))
            #expect(page.addresses.contains("/host/prod/old/graph/load?per=core&high=4&previous=week&range=24h"))
            #expect(page.addresses.contains("/host/prod/old/graph/load?range=7d&per=core&high=4"))
            #expect(page.text.contains(#"<input name="high" value="4""#))
            #expect(page.text.contains(#"<input type="hidden" name="per" value="core">"#))
            let group = try await fixture.get("/group/prod/graph/load?view=spread")
            #expect(group.text.contains(#"view=spread&amp;range=3h" aria-current="true">"#))
        }
    }

    @Test("has one graph for each instance, whatever it is called")
    func instances() async throws {
        try await Fixture.use { fixture in
            let page = try await fixture.get("/host/prod/old/graph/filesystem?each=instance")
            #expect(page.text.contains("filesystem-of-7-title"))
            #expect(page.text.contains("/&lt;img src=x&gt;&quot;&#39;&amp;</a>"))
            #expect(!page.text.contains("<img src=x"))
            for instance in Fixture.fileSystems {
                let own = "/host/prod/old/graph/filesystem?instance=\(Link.encoded(instance))&range=3h"
                #expect(page.addresses.contains(own), "\(own)")
                #expect(try await fixture.get(own).status == 200)
            }
            // 960 pixels are as fine as rows are: the same instance alone.
            let alone = try await fixture.get("/host/prod/old/graph/filesystem?instance=%2Fsrv%2F3&range=1h").text
            #expect(alone.contains("File systems on old: /srv/3"))
            #expect(!alone.contains("/srv/4</text>"))
        }
    }

    @Test(
        "says what is unknown",
        arguments: [
            ("/host/prod/old/graph/laod", 404, "did you mean load?"),
            ("/host/prod/nobody/graph/load", 404, "there is no host"),
            ("/group/nobody/graph/load", 404, "there is no group"),
            ("/host/prod/old/graph/filesystem?instance=%2Fsrv%2F9", 404, "did you mean /srv/"),
            ("/host/prod/old/graph/filesystem?instance=%3Cb%3E", 404, "&lt;b&gt;"),
            ("/host/prod/old/graph/load?instance=sda", 400, "has no instances"),
            ("/group/prod/graph/filesystem?instance=%2F", 400, "has no instances"),
            ("/host/prod/old/graph/filesystem?each=disk", 400, "try each=instance"),
            ("/host/prod/old/graph/load?previous=month", 400, "try previous=week"),
            ("/host/prod/old/graph/load?low=3&high=2", 400, "a number above low"),
            ("/host/prod/old/graph/load?view=pie", 400, "expected one of totals"),
            ("/host/prod/old/graph/%3Cb%3E", 404, "&lt;b&gt;"), ("/host/prod/old/graph/%zz", 404, "no graph"),
        ])
    func unknown(address: String, status: Int, sentence: String) async throws {
        try await Fixture.use { fixture in
            let page = try await fixture.get(address)
            #expect(page.status == status, "\(address)")
            #expect(page.text.contains(sentence), "\(page.text)")
        }
    }
}
