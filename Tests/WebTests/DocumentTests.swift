import Foundation
import HTTPTypes
import Testing
import Web

@Suite("Documents of groups, metrics, values and searches")
struct DocumentTests {
    @Test("groups have what their hosts come to")
    func groups() async throws {
        try await Fixture.use { fixture in
            let groups = try #require(try await fixture.get("/api/v1/groups").fields["groups"] as? [[String: Any]])
            let prod = try #require(groups.first { $0["name"] as? String == "prod" })
            #expect(prod["hosts"] as? Int == 4)
            #expect(prod["up"] as? Int == 2)
            #expect(prod["load_one"] as? Double == 4.5)
            #expect(prod["cores"] as? Double == 8)
            let one = try await fixture.get("/api/v1/group/prod").fields
            #expect((one["members"] as? [[String: Any]])?.count == 4)
            #expect(try await fixture.get("/api/v1/group/nobody").status == 404)
        }
    }

    @Test("metrics have their names, units and meanings")
    func metrics() async throws {
        try await Fixture.use { fixture in
            let all = try #require(try await fixture.get("/api/v1/metrics").fields["metrics"] as? [[String: Any]])
            #expect(all.count > 300)
            #expect(all.allSatisfy { ($0["summary"] as? String)?.isEmpty == false })
            let names = all.compactMap { $0["metric"] as? String }
            #expect(names == Array(Set(names)).sorted())
            let some = try await fixture.get("/api/v1/metrics?match=load.*&match=disk@*.read_bytes").fields["metrics"]
            let found = (some as? [[String: Any]])?.compactMap { $0["metric"] as? String }
            #expect(found == ["disk@*.read_bytes", "load.fifteen", "load.five", "load.one"])
            let cpu = try await fixture.get("/api/v1/metrics?subject=cpu").fields["metrics"] as? [[String: Any]]
            #expect(cpu?.first { $0["field"] as? String == "user" }?["unit"] as? String == "%")
            let many = String(repeating: "match=a&", count: 21)
            #expect(try await fixture.get("/api/v1/metrics?\(many)").status == 400)
        }
    }

    @Test("values are those of a host that fit")
    func values() async throws {
        try await Fixture.use { fixture in
            let answer = try await fixture.get("/api/v1/values?host=lab/web1&match=load.*")
            let values = try #require(answer.fields["values"] as? [[String: Any]])
            #expect(values.compactMap { $0["name"] as? String } == ["load_one", "load_five", "load_fifteen"])
            #expect(values.first?["value"] as? Double == 0.25)
            #expect(answer.fields["state"] as? String == "up")
            #expect(try await fixture.get("/api/v1/values").status == 400)
            #expect(try await fixture.get("/api/v1/values?host=nobody").status == 404)
        }
    }

    @Test(
        "searches find the best first",
        arguments: [
            ("web1", "host", "web1"), ("WEB", "host", "web1"), ("prod", "group", "prod"),
            ("front", "group", "frontend"),
            ("load average", "graph", "load"), ("load.five", "metric", "load.five"), ("192.0.2.7", "host", "old"),
            ("%3Cscript", "group", Fixture.hostileCluster), ("db%201", "host", "db 1"), ("db+1", "host", "db 1"),
        ])
    func search(query: String, kind: String, name: String) async throws {
        try await Fixture.use { fixture in
            let answer = try await fixture.get("/api/v1/search?q=\(query.replacing(" ", with: "%20"))")
            let results = try #require(answer.fields["results"] as? [[String: Any]])
            #expect(results.first?["kind"] as? String == kind, "\(answer.text)")
            #expect(results.first?["name"] as? String == name, "\(answer.text)")
            for result in results.prefix(5) {
                #expect(try await fixture.get(try #require(result["url"] as? String)).status == 200, "\(result)")
            }
        }
    }

    @Test(
        "searches are bounded",
        arguments: [
            ("q=e&limit=3", 200), ("q=", 400), ("", 400), ("q=+", 400), ("q=a&limit=0", 400), ("q=a&limit=x", 400),
        ])
    func bounds(query: String, status: Int) async throws {
        try await Fixture.use { fixture in
            let answer = try await fixture.get("/api/v1/search?\(query)")
            #expect(answer.status == status)
            #expect((answer.fields["results"] as? [Any])?.count ?? 0 <= 3)
        }
    }
}
