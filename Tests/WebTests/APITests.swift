import Foundation
import Testing
import Web

@Suite("Documents")
struct APITests {
    @Test("hosts have their fields in the documented order")
    func fieldOrder() async throws {
        try await Fixture.use { fixture in
            let answer = try await fixture.get("/api/v1/hosts?group=frontend")
            #expect(answer.type == "application/json; charset=utf-8")
            let pattern =
                #/
                {"hosts":\[{"cluster":"prod","groups":\["frontend","prod"\],"name":"web1","address":"127\.0\.0\.1",
                "state":"up","last_heard":"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ","interval":15,"metrics":\d+,"lost":0,
                "rejected":0,"load_one":1\.5,"cores":4,"late":0,"duplicates":0,"skew":[-\d.e]+}\]}\n
                /#
            #expect(answer.text.wholeMatch(of: pattern) != nil, "\(answer.text)")
        }
    }

    @Test(
        "hosts are filtered",
        arguments: [
            ("", ["old", "web2", "db 1", "web1", "web1", Fixture.hostileHost]), ("?state=down", ["web2"]),
            ("?state=left", ["old"]),
            ("?group=lab", ["web1"]), ("?group=prod&state=up", ["web1", "db 1"]), ("?group=lab&state=down", []),
        ])
    func filters(query: String, names: [String]) async throws {
        try await Fixture.use { fixture in
            let hosts = try await fixture.get("/api/v1/hosts" + query).fields["hosts"] as? [[String: Any]]
            #expect(hosts?.compactMap { $0["name"] as? String }.sorted() == names.sorted())
        }
    }

    @Test("a host that is down has no present values")
    func down() async throws {
        try await Fixture.use { fixture in
            let text = try await fixture.get("/api/v1/hosts?state=down").text
            #expect(text.contains(#""state":"down""#))
            #expect(text.contains(#""address":"192.0.2.7""#))
            #expect(text.contains(#""load_one":null"#))
        }
    }

    @Test("a host's document has all its values with units and ages")
    func host() async throws {
        try await Fixture.use { fixture in
            let answer = try await fixture.get("/api/v1/host/prod/web1")
            #expect(answer.fields["kernel"] as? String == "Linux 6.1.0")
            #expect(answer.fields["booted"] as? String == "2023-11-14T22:13:20Z")
            let values = try #require(answer.fields["values"] as? [[String: Any]])
            let load = try #require(values.first { $0["metric"] as? String == "load.one" })
            #expect(load["name"] as? String == "load_one")
            #expect(load["value"] as? Double == 1.5)
            #expect((load["age"] as? Int ?? -1) >= 0)
            let memory = try #require(values.first { $0["metric"] as? String == "memory.used" })
            #expect(memory["unit"] as? String == "bytes")
            #expect(
                values.contains { $0["metric"] as? String == "host.cpu_model" && $0["value"] as? String == "<EPYC>" })
            // What was not told is left out, not zero.
            #expect(!values.contains { $0["metric"] as? String == "memory.free" })
        }
    }

    @Test("graphs are listed")
    func graphs() async throws {
        try await Fixture.use { fixture in
            let graphs = try #require(try await fixture.get("/api/v1/graphs").fields["graphs"] as? [[String: Any]])
            #expect(graphs.compactMap { $0["name"] as? String } == ["load", "memory", "filesystem"])
            #expect(graphs.compactMap { $0["title"] as? String } == ["Load average", "Memory", "File systems"])
        }
    }

    @Test("the status tells of the aggregator, what it hears and what it writes")
    func status() async throws {
        try await Fixture.use { fixture in
            let answer = try await fixture.get("/api/v1/status")
            let names = answer.text.matches(of: #/"(\w+)":/#).map { String($0.output.1) }
            let expected = ["version", "started_at", "clock", "interval", "data", "listeners", "sources", "archive"]
            #expect(names.filter(expected.contains) == expected)
            let clock = try #require(answer.fields["clock"] as? [String: Any])
            #expect(clock["leap_seconds"] is NSNull)
            let sources = try #require(answer.fields["sources"] as? [[String: Any]])
            #expect(sources.compactMap { $0["address"] as? String } == ["127.0.0.1"])
            #expect(sources.first?["datagrams"] as? Int == 4)
            #expect(sources.first?["last_error"] is NSNull)
            let archive = try #require(answer.fields["archive"] as? [String: Any])
            #expect(archive["rows_failed"] as? Int == 0)
            #expect(archive["errors"] as? [String] == [])
        }
    }

    @Test(
        "errors say what is wrong and what would work",
        arguments: [
            ("/api/v1/hosts?state=sleepy", 400, "state: expected up, down or left"),
            ("/api/v1/hosts?group=nobody", 404, "no group nobody"),
            ("/api/v1/host/prod/nobody", 404, "there is no host"),
            ("/api/v1/host/prod/%ff", 400, "not percent-encoded"),
            ("/api/v1/nothing", 404, "there is no such page"), ("/api/v1/graph", 400, "name: expected"),
            ("/api/v1/graph?name=load", 400, "group: expected 1 to 12 of host, group or hosts, found nothing"),
            ("/api/v1/graph?name=laod&host=db%201", 404, "there is no graph"),
            ("/api/v1/graph?name=load&host=web1", 400, "2 hosts are called web1"),
            ("/api/v1/graph?name=load&host=nobody", 404, "there is no host"),
            ("/api/v1/graph?name=load&host=a/b/c", 404, "host: expected a host"),
            ("/api/v1/graph?name=load&group=nobody", 404, "there is no group"),
            ("/api/v1/graph?name=load&host=db%201&format=gif", 400, "format: expected one of svg, png, pdf, csv, json"),
        ])
    func errors(address: String, status: Int, sentence: String) async throws {
        try await Fixture.use { fixture in
            let answer = try await fixture.get(address)
            #expect(answer.status == status)
            #expect(answer.type == "application/json; charset=utf-8")
            #expect(Set(answer.fields.keys) == ["error", "hint"])
            #expect((answer.fields["error"] as? String)?.contains(sentence) == true, "\(answer.text)")
            #expect((answer.fields["hint"] as? String)?.isEmpty == false)
        }
    }
}
