import Foundation
import Graphs
import Testing
import Web

@Suite("Pages across hosts")
struct AcrossTests {
    private static let hostile = "host=\(Link.encoded(Fixture.hostileCluster + "/" + Fixture.hostileHost))"

    @Test(
        "show what their addresses ask for",
        arguments: [
            ("/metric", ["href=\"/metric/load.one\"", "disk@*.reads"]), ("/metric?q=await", ["disk@*.r_await"]),
            ("/metric/load.one", ["Over time", "<svg", "db 1", "class=\"across\""]),
            ("/metric/load.one?group=prod&sort=max&range=24h", [">old<", "2.00"]),
            (
                "/metric/load.one?hosts=web*&show=map",
                ["web1", "href=\"/api/v1/aggregate?metrics=load.one&amp;hosts=web%2A"]
            ),
            ("/metric/disk@*.r_await", ["No host that is meant has this metric"]),
            ("/compare", ["Choose a group above", "<select name=\"graph\">"]),
            ("/compare?graph=load&group=prod&host=old", ["Load average of prod, old", "Mean against prod"]),
            ("/compare?host=old&host=prod/web2&graph=load&previous=day", ["Load average of old, prod/web2"]),
            ("/compare?hosts=web*&group=prod&across=p95", ["hosts <b>web*</b>"]),
            ("/aggregate", ["by patterns"]), ("/aggregate?metrics=load.*&hosts=*", ["load.one", "2.00"]),
            ("/aggregate?metrics=load.one&group=prod&across=max&draw=stack", ["maximum over"]),
            ("/views", ["href=\"/view/saved\"", "2</td>"]), ("/view/saved", ["Load of all", "Change it"]),
        ])
    func pages(address: String, words: [String]) async throws {
        try await Fixture.use { fixture in
            let page = try await fixture.get(address)
            #expect(page.status == 200)
            for word in words { #expect(page.text.contains(word), "\(word)") }
        }
    }

    @Test(
        "say what they cannot show, and what would work",
        arguments: [
            ("/metric/load.noe", 404, "did you mean load.one?"), ("/metric/%00", 404, "there is no metric"),
            ("/metric/host.os_name", 400, "is no number"), ("/metric/load.one?group=nobody", 404, "no group nobody"),
            ("/metric/load.one?sort=size", 400, "sort: expected one of"),
            ("/metric/load.one?page=0", 400, "page: expected a number"),
            ("/metric/load.one?hosts=web%5B", 400, "try hosts=web*"), ("/metric/load.one?show=x", 400, "try show=map"),
            ("/compare?graph=lode&group=prod", 404, "did you mean load?"),
            ("/compare?graph=load&group=nobody", 404, "no group nobody"),
            ("/compare?graph=load&host=nobody", 404, "there is no host"),
            ("/compare?graph=load&host=web1", 400, "2 hosts are called web1"),
            ("/compare?hosts=nobody*", 404, "a pattern that some host fits"),
            ("/compare?group=prod&per=rack", 400, "per: expected one of core, gib"),
            ("/aggregate?metrics=~(a%2B)%2B%5C1&hosts=*", 400, "metrics: expected a pattern"),
            ("/aggregate?metrics=load.one&hosts=*&across=most", 400, "across: expected sum"),
            ("/aggregate?metrics=load.one", 400, "expected 1 to 12 of host, group or hosts"),
            ("/view/nothing", 404, "/views lists them"), ("/view/savde", 404, "did you mean saved?"),
            ("/view?item=graph%3Dload", 400, "expected 1 to 12 of host"), ("/view?name=A%20B", 400, "name: expected"),
            ("/view?add=nothing", 400, "an address with a query"), ("/views?item=x", 400, "a graph, or metrics"),
        ])
    func errors(address: String, status: Int, sentence: String) async throws {
        try await Fixture.use { fixture in
            let page = try await fixture.get(address)
            #expect(page.status == status)
            #expect(page.text.contains(HTML.escaped(sentence)), "\(page.text.prefix(2000))")
        }
    }

    @Test("a metric by the name that Ganglia has for it leads to its page")
    func flatName() async throws {
        try await Fixture.use { fixture in
            let answer = try await fixture.get("/metric/load_one?range=24h")
            #expect(answer.status == 302 && answer.header("Location") == "/metric/load.one?range=24h")
        }
    }

    @Test(
        "no name becomes markup",
        arguments: [
            "/metric/load.one", "/compare?graph=load&\(hostile)&group=%3Cb%3E'%22%26",
            "/aggregate?metrics=load.one&\(hostile)&hosts=%2A%3Cimg%2A", "/metric?q=%3Cimg%20src=x%3E",
            "/view?title=%3Cimg%20src=x%3E&notes=%3Cscript%3E&item=\(Link.encoded("graph=load&" + hostile))",
            "/views?item=\(Link.encoded("graph=load&" + hostile + "&title=%3Cimg%20src=x%3E"))",
        ])
    func escaping(address: String) async throws {
        try await Fixture.use { fixture in
            let page = try await fixture.get(address)
            #expect(page.status == 200)
            #expect(!page.text.contains("<img") && !page.text.contains("<script>") && !page.text.contains("<b>'"))
        }
    }

    @Test("every host stands once in a metric's table, with the value that it has now")
    func rows() async throws {
        try await Fixture.use { fixture in
            let text = try await fixture.get("/metric/load.one").text
            let table = try #require(text.split(separator: "<table class=\"across\">").last)
            let rows = table.split(separator: "<tr>").dropFirst(2)
            // Four that are up; of the two others, only files tell, and only one has any.
            #expect(rows.count == 5 && rows.contains { $0.contains(">old<") && $0.contains("2.00") })
            #expect(rows.first?.contains("db 1") == true && rows.first?.contains("3.00") == true)
            #expect(rows.count { $0.contains("web1") } == 2)
        }
    }

    @Test("hosts by pattern are one graph for programs: each host's, or one value of all")
    func api() async throws {
        try await Fixture.use { fixture in
            func series(_ address: String) async throws -> [(String, Double)] {
                let answer = try await fixture.get(address)
                #expect(answer.status == 200, "\(answer.text.prefix(300))")
                let series = answer.fields["series"] as? [[String: Any]] ?? []
                return series.map { one in
                    let values = (one["values"] as? [Any] ?? []).compactMap { $0 as? Double }
                    return (one["label"] as? String ?? "", values.max() ?? .nan)
                }
            }
            let each = try await series("/api/v1/aggregate?metrics=load.{one,five}&hosts=old&host=prod/old")
            #expect(each.map(\.0) == ["old load.one", "old load.five"] && each.map(\.1) == [2, 2])
            let sum = try await series("/api/v1/aggregate?metrics=load_one&hosts=ol*&host=prod/old&across=sum")
            #expect(sum.map(\.0) == ["load.one"] && sum.map(\.1) == [2])
            let compared = try await series("/api/v1/graph?name=load&host=old&hosts=o*&across=p95")
            #expect(compared.count == 2 && compared.map(\.1) == [2, 2])
        }
    }
}
