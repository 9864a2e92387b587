import HTTPTypes
import Testing
import Web
import Wire

@Suite("Text for Prometheus")
struct ExpositionTests {
    @Test("is in its format, each family in one piece", arguments: ["/metrics", "/federate"])
    func format(address: String) async throws {
        try await Fixture.use { fixture in
            let answer = try await fixture.get(address)
            #expect(answer.type == "text/plain; version=0.0.4; charset=utf-8")
            var families: [String] = []
            for line in answer.text.split(separator: "\n") {
                if line.hasPrefix("# TYPE ") { families.append(String(line.split(separator: " ")[2])) }
                guard !line.hasPrefix("#") else { continue }
                #expect(line.prefix { $0 != "{" && $0 != " " } == families.last ?? "", "\(line)")
                #expect(
                    line.wholeMatch(
                        of: #/[a-z][a-z0-9_]*(\{([a-z]+="([^"\\\n]|\\["\\n])*",?)+\})? -?[0-9.e+-]+( \d{13})?/#) != nil,
                    "\(line)")
            }
            #expect(families.count > 5)
            #expect(Set(families).count == families.count)
            // Our own reader of this format takes all of it.
            let bytes = answer.bytes
            #expect(PrometheusText(parsing: bytes.span).refused == 0)
        }
    }

    @Test("tells our own health")
    func health() async throws {
        try await Fixture.use { fixture in
            let text = try await fixture.get("/metrics").text
            for line in [
                "plexus_build_info{version=\"0.1.0\"} 1", "plexus_hosts{state=\"up\"} 4",
                "plexus_hosts{state=\"down\"} 1",
                "plexus_host_lost_datagrams_total 0", "plexus_archive_rows_late_total 0",
                "plexus_archive_errors_total{doing=\"update\"} 0", "# TYPE process_resident_memory_bytes gauge",
            ] { #expect(text.contains(line + "\n"), "\(line)") }
        }
    }

    @Test("has the present values of hosts that are up")
    func values() async throws {
        try await Fixture.use { fixture in
            let text = try await fixture.get("/federate?match=load.one").text
            let lines = text.split(separator: "\n").filter { !$0.hasPrefix("#") }
            #expect(lines.count == 4)
            #expect(lines.contains { $0.hasPrefix("plexus_load_one{host=\"web1\",cluster=\"lab\"} 0.25 ") })
            // Names are escaped.
            #expect(text.contains(#"host="a\"b'<img src=x>&?#%2F ü",cluster="<script>alert(\"1\")<\\script>""#))
            #expect(!text.contains("web2"))
        }
    }

    @Test(
        "is narrowed by patterns",
        arguments: [
            ("match=plexus_load_*", 12), ("match=load_one&match=load_five", 8), ("match=load.*&host=lab/*", 3),
            ("match=load.one&host=web1", 2), ("match=load.one&host=nobody", 0), ("match=nothing", 0),
        ])
    func patterns(query: String, count: Int) async throws {
        try await Fixture.use { fixture in
            let lines = try await fixture.get("/federate?\(query)").text.split(separator: "\n")
            #expect(lines.count { !$0.hasPrefix("#") } == count)
        }
    }
}
