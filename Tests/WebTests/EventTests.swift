import Foundation
import HTTPTypes
import MetricModel
import Testing
import Web

@Suite("Events over HTTP")
struct EventTests {
    @Test("that are told are listed, for those they are about, and mark their graphs")
    func round() async throws {
        try await Fixture.use { fixture in
            let told = try await fixture.post(
                #"{"text": "deploy <42> ウェブ", "hosts": ["lab/web1"], "start": "now-5min", "end": "now-1min", "source": "ci"}"#
            )
            #expect(told.status == 201, "\(told.text)")
            #expect(told.fields["hosts"] as? [String] == ["lab/web1"])
            #expect(told.fields["kind"] is NSNull)
            let id = try #require(told.fields["id"] as? String)
            func isListed(_ query: String) async throws -> Bool {
                let events = try await fixture.get("/api/v1/events?\(query)").fields["events"] as? [[String: Any]]
                return events?.contains { $0["id"] as? String == id } == true
            }
            #expect(try await isListed(""))
            #expect(try await isListed("host=lab/web1&from=-3min&to=-2min"))
            #expect(try await isListed("group=lab"))
            #expect(try await !isListed("host=db%201"))
            #expect(try await !isListed("group=frontend"))
            #expect(try await !isListed("from=-2h&to=-1h"))
            let graph = try await fixture.get("/api/v1/graph?name=load&host=lab/web1")
            let marks = graph.fields["events"] as? [[String: Any]]
            #expect(marks?.contains { $0["text"] as? String == "deploy <42> ウェブ" } == true, "\(graph.text)")
        }
    }

    @Test(
        "that cannot be understood are refused",
        arguments: [
            ("", 400, "expected a JSON object"), ("[]", 400, "expected a JSON object"), ("{}", 400, "text: expected"),
            (#"{"text": ""}"#, 400, "text: expected"), (#"{"text": "a\nb"}"#, 400, "text: expected"),
            (#"{"text": 1}"#, 400, "text: expected"), (#"{"text": "  "}"#, 400, "text: expected"),
            (#"{"text": "a", "host": "lab/web1"}"#, 400, "there is no field"),
            (#"{"text": "a", "hosts": "lab/web1"}"#, 400, "hosts: expected"),
            (#"{"text": "a", "hosts": [1]}"#, 400, "hosts: expected"),
            (#"{"text": "a", "hosts": ["nobody"]}"#, 404, "there is no host"),
            (#"{"text": "a", "hosts": ["web1"]}"#, 400, "2 hosts are called web1"),
            (#"{"text": "a", "groups": ["nobody"]}"#, 404, "there is no group"),
            (#"{"text": "a", "start": "soon"}"#, 400, "start: expected a time"),
            (#"{"text": "a", "start": -1}"#, 400, "start: expected"),
            (#"{"text": "a", "start": 1e300}"#, 400, "start:"),
            (#"{"text": "a", "start": "now", "end": "now-1h"}"#, 400, "end: expected"),
            (#"{"text": "a", "source": "plexus"}"#, 400, "source: expected"),
            ("{\"text\": \"" + String(repeating: "a", count: 20_000) + "\"}", 413, "expected at most"),
            ("{\"text\": \"" + String(repeating: "a", count: 1001) + "\"}", 400, "text: expected"),
        ])
    func refused(document: String, status: Int, sentence: String) async throws {
        try await Fixture.use { fixture in
            let answer = try await fixture.post(document)
            #expect(answer.status == status)
            #expect((answer.fields["error"] as? String)?.contains(sentence) == true, "\(answer.text)")
        }
    }

    @Test("may leave out all but what happened, or say null")
    func nulls() async throws {
        try await Fixture.use { fixture in
            let answer = try await fixture.post(
                #"{"text": "a", "hosts": ["lab/web1"], "groups": null, "start": null, "end": null, "source": null}"#)
            #expect(answer.status == 201, "\(answer.text)")
            #expect(answer.fields["source"] as? String == "api")
        }
    }

    @Test("are taken with the token, as JSON only")
    func access() async throws {
        try await Fixture.use { fixture in
            let event = #"{"text": "a", "hosts": ["lab/web1"]}"#
            let without = try await fixture.post(event, hasToken: false)
            #expect(without.status == 401)
            #expect(without.header("WWW-Authenticate") == "Bearer")
            let wrong = try await fixture.post(event, headers: [.authorization: "Bearer x"], hasToken: false)
            #expect(wrong.status == 401)
            let form = try await fixture.post(event, headers: [.contentType: "text/plain"])
            #expect(form.status == 415)
            #expect(try await fixture.get("/api/v1/events", method: .put).header("Allow") == "GET, HEAD, POST")
        }
    }

    @Test("of this host need no token, unless somebody else may stand behind them")
    func loopback() async throws {
        try await Fixture.use(isLive: true) { fixture in
            let event = #"{"text": "from this host", "hosts": ["lab/web1"]}"#
            #expect(try await fixture.post(event, hasToken: false).status == 201)
            for (name, value) in [
                ("X-Forwarded-For", "192.0.2.1"), ("Via", "1.1 proxy"), ("Sec-Fetch-Site", "cross-site"),
            ] {
                let header = try #require(HTTPField.Name(name))
                #expect(
                    try await fixture.post(event, headers: [header: value], hasToken: false).status == 401, "\(name)")
            }
        }
        try await Fixture.use(base: "/plexus", isLive: true) { fixture in
            let answer = try await fixture.post(#"{"text": "a", "hosts": ["lab/web1"]}"#, hasToken: false)
            #expect(answer.status == 401)
        }
    }

    @Test("come in no faster than they should")
    func rate() {
        let rate = EventRate()
        let start = Timestamp(seconds: 1_800_000_000)
        for _ in 0..<Int(EventRate.burst) { #expect(rate.take(at: start) == nil) }
        #expect(rate.take(at: start) == 1)
        #expect(rate.take(at: start + 500) == nil)
        #expect(rate.take(at: start + 500) == 1)
    }

    @Test(
        "are listed as bounded as is asked",
        arguments: [
            ("limit=1", 200), ("limit=0", 400), ("limit=x", 400), ("from=x", 400), ("host=nobody", 404),
            ("group=nobody", 404), ("group=%2F", 404),
        ])
    func list(query: String, status: Int) async throws {
        try await Fixture.use { fixture in
            let answer = try await fixture.get("/api/v1/events?\(query)")
            #expect(answer.status == status)
            #expect((answer.fields["events"] as? [Any])?.count ?? 0 <= 1)
        }
    }
}
