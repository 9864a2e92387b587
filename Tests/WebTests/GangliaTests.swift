import Foundation
import Testing
import Web

@Suite("Ganglia's graph.php")
struct GangliaTests {
    @Test(
        "draws what it is asked for",
        arguments: [
            "c=prod&h=old&m=load_one", "h=old&m=load_one&r=day&z=large", "c=prod&g=load_report&r=hour",
            "c=prod&h=old&g=mem_report", "c=prod&m=load_one&cs=-2h&ce=now", "h=old&m=load.one",
            "c=prod&h=old&m=load_one&cs=11%2F22%2F2026%2010%3A00&ce=11%2F22%2F2026%2011%3A00",
            "c=prod&h=old&m=load_one&unknown=1&cs=&ce=&st=1795344300", "h=old&m=load_report&width=300&height=-5",
        ])
    func draws(query: String) async throws {
        try await Fixture.use { fixture in
            let answer = try await fixture.get("/graph.php?\(query)")
            #expect(answer.status == 200, "\(answer.text.prefix(400))")
            #expect(answer.type == "image/png")
            #expect(answer.bytes.starts(with: [0x89, 0x50, 0x4E, 0x47]))
        }
    }

    @Test("gives data in its own forms")
    func data() async throws {
        try await Fixture.use { fixture in
            let json = try await fixture.get("/graph.php?h=old&m=load_one&json=1&x=5&warn=3")
            #expect(json.header("X-Plexus-Ignored") == "x, warn")
            let series = try #require(try JSONSerialization.jsonObject(with: Data(json.bytes)) as? [[String: Any]])
            #expect(series.first?["host_name"] as? String == "old")
            #expect(series.first?["cluster_name"] as? String == "prod")
            let points = try #require(series.first?["datapoints"] as? [[Any]])
            #expect(points.contains { $0[0] as? Double == 2 })
            #expect(points.contains { $0[0] as? String == "NaN" })
            let csv = try await fixture.get("/graph.php?h=old&m=load_one&csv=1").text
            #expect(csv.hasPrefix("Timestamp,"))
            #expect(csv.contains(#/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ,2\r\n/#))
        }
    }

    @Test(
        "draws several hosts in one graph, each once",
        arguments: [
            ("aggregate=1&hreg[]=^OL&mreg[]=load_(one|five)$", ["old load.one", "old load.five"], [2, 2]),
            ("aggregate=1&hreg[]=old&hreg[]=^o&m=load_one&gtype=stack&show_total=1", ["old", "Total"], [2, 2]),
            ("aggregate=1&hl=old|prod,prod/old&m=load_one&gtype=percent", ["old"], [100]),
            ("c=prod&aggregate=1&hreg[]=^o.*d$&g=load_report", ["old"], [2]),
        ])
    func aggregate(query: String, labels: [String], values: [Double]) async throws {
        try await Fixture.use { fixture in
            let answer = try await fixture.get("/graph.php?\(query)&json=1".replacing("|", with: "%7C"))
            #expect(answer.status == 200, "\(answer.text.prefix(300))")
            #expect(answer.header("X-Plexus-Ignored") == nil)
            let series = try #require(try JSONSerialization.jsonObject(with: Data(answer.bytes)) as? [[String: Any]])
            #expect(series.compactMap { $0["metric_name"] as? String } == labels)
            let highest = series.map { one in
                (one["datapoints"] as? [[Any]] ?? []).compactMap { $0[0] as? Double }.max()
            }
            #expect(highest == values)
        }
    }

    @Test(
        "says what it cannot do",
        arguments: [
            ("", 400, "whole grid"), ("G=all&m=load_one", 400, "whole grid"), ("h=old", 400, "expected m"),
            ("h=old&m=nothing", 404, "no metric"), ("h=old&g=nothing_report", 404, "no graph"),
            ("c=prod&h=nobody&m=load_one", 404, "no host"), ("c=nobody&m=load_one", 404, "no group"),
            ("h=old&m=load_one&r=fortnight", 400, "r: expected"), ("h=old&m=load_one&cs=soon", 400, "soon"),
            ("aggregate=1&hreg[]=nobody&mreg[]=load", 404, "no host fits"),
            ("aggregate=1&mreg[]=load", 400, "aggregate: expected hosts"),
            ("aggregate=1&hreg[]=(a&mreg[]=load", 400, "hreg[]: pattern"),
            ("aggregate=1&hreg[]=web", 400, "expected m"), ("hreg[]=old&m=load_one&gtype=pie", 400, "gtype: expected"),
            ("hl=nobody&m=load_one", 404, "no host"), ("hl=web1&m=load_one", 400, "2 hosts are called"),
            ("h=old&m=load_one&vn=view", 400, "views"), ("h=old&m=load_one&image_format=gif", 400, "gif"),
        ])
    func impossible(query: String, status: Int, words: String) async throws {
        try await Fixture.use { fixture in
            let picture = try await fixture.get("/graph.php?\(query)")
            #expect(picture.status == status)
            #expect(picture.type == "image/svg+xml")
            let said = picture.text.matches(of: #/<text[^>]*>([^<]*)<\/text>/#).map(\.output.1).joined(separator: " ")
            #expect(said.contains(words), "\(said)")
            if !query.contains("image_format") {
                let data = try await fixture.get("/graph.php?\(query)&json=1")
                #expect(data.status == status)
                #expect(Set(data.fields.keys) == ["error", "hint"])
            }
        }
    }
}
