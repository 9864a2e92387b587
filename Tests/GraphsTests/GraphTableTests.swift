import Graphs
import MetricModel
import Testing

@Suite("A graph as a table")
struct GraphTableTests {
    private func data() async throws -> GraphData {
        let definition = try testGraph(
            """
            unit: "%"
            series:
              - { metric: load.one, label: 'a, "b"', draw: stack, color: blue }
              - { value: load.one / 3, label: =SUM(A1), color: orange }
            """)
        let series = Series.host(web1, subject("load"), nil)
        return try await withArchive(gauges(series, ["one"], [[1], [.nan], [1e7]])) {
            try await GraphData.load(request(definition, rows: 3), from: $0)
        }
    }

    @Test("for spreadsheets is RFC 4180, and no label is a formula")
    func csv() async throws {
        let expected = """
            time,epoch,"a, ""b""\",'=SUM(A1)
            2023-11-15T00:00:15Z,1700006415,1,0.3333333333333333
            2023-11-15T00:00:30Z,1700006430,,
            2023-11-15T00:00:45Z,1700006445,10000000,3333333.3333333335

            """
        #expect(try await data().csv == expected.replacing("\n", with: "\r\n"))
    }

    @Test("for programs is JSON whose fields keep their order")
    func json() async throws {
        let expected = #"""
            {"graph":"test","title":"Test on web1","cluster":"prod","host":"web1","unit":"%","base":1000,
            "from":"2023-11-15T00:00:00Z","to":"2023-11-15T00:00:45Z",
            "start":"2023-11-15T00:00:00Z","end":"2023-11-15T00:00:45Z",
            "start_epoch":1700006400,"end_epoch":1700006445,"step":15,
            "consolidation":"AVERAGE","known":0.6666,"notes":[],"series":[
            {"label":"a, \"b\"","metric":"load.one","draw":"stack","color":"#0072B2","values":[1,null,10000000]},
            {"label":"=SUM(A1)","metric":"load.one / 3","draw":"line","color":"#E69F00","values":[0.3333333333333333,null,3333333.3333333335]}
            ],"events":[]}
            """#
        #expect(try await data().json == expected.replacing("\n", with: "") + "\n")
    }

    @Test("for programs says why it is empty, and whose it is")
    func emptyGroup() async throws {
        let definition = try testGraph("series:\n  - { metric: load.one, label: one, color: blue }\n")
        let json = try await withArchive([]) {
            try await GraphData.load(request(definition, .group(prod, members: []), rows: 1), from: $0).json
        }
        #expect(json.contains(#""title":"Test of prod","group":"prod","unit":"""#))
        #expect(json.contains(#""known":0,"notes":["no data for Test of prod in this range""#))
        #expect(json.hasSuffix(#""series":[],"events":[]}"# + "\n"))
    }
}
