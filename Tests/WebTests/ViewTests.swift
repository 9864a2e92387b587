import Foundation
import Graphs
import Testing
import Web

@Suite("Views")
struct ViewTests {
    private static let item = "graph=load&group=prod&per=core&title=A%20%26%20B"

    @Test("a graph can be added to each that is saved, or to a new one")
    func adding() async throws {
        try await Fixture.use { fixture in
            let page = try await fixture.get("/views?item=" + Link.encoded(Self.item))
            #expect(page.text.contains("Add “A &amp; B” to a view"))
            let ways = page.addresses.filter { $0.hasPrefix("/view?") }
            #expect(ways.count == 2)
            for way in ways {
                let view = try await fixture.get(way)
                #expect(view.status == 200 && view.text.contains("<b>A &amp; B</b>"))
            }
            #expect(try await fixture.get(try #require(ways.last)).text.matches(of: #/<figure/#).count == 3)
        }
    }

    @Test(
        "what a form adds becomes one more item of the address",
        arguments: [
            ("graph=load&group=prod&metrics=&host=&hosts=", "graph=load&group=prod"),
            ("graph=&metrics=load.one&group=&hosts=web*", "metrics=load.one&hosts=web%2A"),
            (
                "add=%2Fcompare%3Fgraph%3Dload%26group%3Dprod%26group%3Dlab%26range%3D7d",
                "graph=load&group=prod&group=lab"
            ),
            ("add=http%3A%2F%2Fx%2Fapi%2Fv1%2Fgraph%3Fname%3Dload%26host%3Dold%23a", "graph=load&host=old"),
        ])
    func form(sent: String, item: String) async throws {
        try await Fixture.use { fixture in
            let answer = try await fixture.get("/view?title=T&item=graph%3Dload%26group%3Dlab&range=24h&\(sent)")
            #expect(answer.status == 302)
            let place = try #require(answer.header("Location"))
            #expect(
                place.hasPrefix("/view?title=T&item=graph%3Dload%26group%3Dlab&item=\(Link.encoded(item))&range=24h"))
            #expect(try await fixture.get(place).status == 200)
        }
    }

    @Test("what cannot be drawn is not added, but told")
    func impossible() async throws {
        try await Fixture.use { fixture in
            #expect(try await fixture.get("/view?graph=load&group=nobody").status == 404)
            #expect(try await fixture.get("/view?graph=nothing&group=prod").status == 404)
            // In a view that is looked at, the other graphs are still to be seen.
            let page = try await fixture.get(
                "/view?item=graph%3Dload%26group%3Dnobody&item=graph%3Dload%26group%3Dprod")
            #expect(page.status == 200 && page.text.contains("there is no group nobody"))
        }
    }

    @Test("the file that a page shows is the view of its address")
    func file() async throws {
        let address =
            "title=Web%20%22%26%22&name=web-1&item=\(Link.encoded(Self.item))"
            + "&item=\(Link.encoded("metrics=load.*&hosts=~%5Eweb&across=p99"))"
        try await Fixture.use { fixture in
            let text = try await fixture.get("/view?" + address).text
            let shown = try #require(text.firstMatch(of: #/<pre><code>([^<]*)</code></pre>/#)?.output.1)
            let yaml = String(shown).replacing("&quot;", with: "\"").replacing("&#39;", with: "'").replacing(
                "&amp;", with: "&")
            var view = try SavedView(parsing: yaml, file: "web-1.yaml")
            view.from = nil
            #expect(view == (try ViewQuery.view(try QueryString(parsing: address))))
            #expect(ViewQuery.pairs(view)?.map(\.0) == ["name", "title", "item", "item"])
        }
    }

    @Test("one that is saved shows its own time, unless the address says another")
    func time() async throws {
        try await Fixture.use { fixture in
            let own = try await fixture.get("/view/saved").text
            #expect(own.contains(#"range=7d" aria-label="7 days" aria-current="true""#))
            let other = try await fixture.get("/view/saved?range=24h").text
            #expect(other.contains(#"range=24h" aria-label="24 hours" aria-current="true""#))
        }
    }
}
