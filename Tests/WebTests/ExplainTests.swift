import Foundation
import Testing
import Web

@Suite("Where a value came from")
struct ExplainTests {
    @Test("is told with its meaning, its file and its rows")
    func document() async throws {
        try await Fixture.use { fixture in
            let answer = try await fixture.get("/api/v1/explain?host=prod/web1&metric=load.one&at=-1min")
            #expect(answer.status == 200)
            let fields = answer.fields
            #expect(fields["metric"] as? String == "load.one" && fields["host"] as? String == "web1")
            #expect((fields["file"] as? String)?.hasSuffix("/rrd/prod/web1/load.rrd") == true)
            #expect((fields["meaning"] as? String)?.contains("/proc/loadavg") == true)
            let rows = try #require(fields["rows"] as? [[String: Any]])
            #expect(rows.allSatisfy { $0["consolidation"] is String && $0["seconds"] is Int })
        }
    }

    @Test("is a page, and the host's page leads to it")
    func page() async throws {
        try await Fixture.use { fixture in
            let host = try await fixture.get("/host/prod/web1").text
            #expect(host.contains(#"href="/explain/prod/web1/load.one""#))
            let page = try await fixture.get("/explain/prod/web1/load.one?at=-1min")
            #expect(page.status == 200)
            for words in ["What it is", "How its datagrams came", "In the journal", "In the file", "In graphs"] {
                #expect(page.text.contains("<h2>\(words)</h2>"))
            }
            #expect(page.text.contains("/rrd/prod/web1/load.rrd"))
        }
    }

    @Test(
        "of what is not there says so",
        arguments: [
            ("host=prod/web1&metric=load.on", 404, "there is no history of load.on"),
            ("host=prod/web1&metric=load", 400, "metric: expected SUBJECT.FIELD"),
            ("host=prod/nobody&metric=load.one", 404, "there is no host"),
            ("host=prod/web1&metric=load.one&at=soon", 400, "soon"),
            ("host=prod/web1", 400, "expected host and metric"),
        ])
    func errors(query: String, status: Int, sentence: String) async throws {
        try await Fixture.use { fixture in
            let answer = try await fixture.get("/api/v1/explain?\(query)")
            #expect(answer.status == status)
            #expect((answer.fields["error"] as? String)?.contains(sentence) == true, "\(answer.text)")
        }
    }
}
