import Foundation
import Graphs
import Testing
import Web

@Suite("The time of a page")
struct PageRangeTests {
    /// 2023-11-15 12:00:00 UTC, a Wednesday.
    private static let now = 1_700_049_600
    private static let berlin = TimeZone(identifier: "Europe/Berlin") ?? .gmt

    private func range(_ query: String) throws(WebError) -> PageRange {
        try PageRange(TimeQuery(parsing: query), now: Self.now, zone: Self.berlin)
    }

    private func address(_ pairs: [(String, String)]?) -> String? { pairs.map { Link.query($0) } }

    @Test(
        "comes from its address",
        arguments: [
            ("", -3600, 0), ("range=24h", -86_400, 0), ("range=6h", -21_600, 0), ("range=1w", -604_800, 0),
            ("range=7d&from=-2h", -7200, 0), ("from=-2h&to=-1h", -7200, -3600), ("to=-1h", -7200, -3600),
            ("from=&to=&tz=&range=", -3600, 0), ("from=1700000000&to=start%2B1h", -49_600, -46_000),
            ("from=1700000000&to=start+1h", -49_600, -46_000), ("from=08:00+yesterday", -104_400, 0),
            ("from=2023-11-15T10:00&to=2023-11-15T11:00", -10_800, -7200),
            ("from=today&tz=UTC", -43_200, 0), ("from=today", -46_800, 0), ("from=monday", -219_600, 0),
            ("from=today&tz=Asia/Tokyo", -75_600, 0), ("at=1700000000", -55_000, -44_200),
            ("at=10:00&range=1h", -12_600, -9000), ("from=-2h&from=-9h", -7200, 0),
            ("from=2023-11-15T10:00:00+01:00", -10_800, 0),
        ])
    func times(query: String, from: Int, to: Int) throws {
        #expect(try range(query).time == TimeRange(from: Self.now + from, to: Self.now + to))
    }

    @Test(
        "has others beside it: earlier, later, wider, up to now, and the same for ever",
        arguments: [
            (
                "range=1h", "?from=1700044200&to=1700047800", nil, "?from=-2h&to=now", nil,
                "?from=1700046000&to=1700049600"
            ),
            (
                "from=1700000000&to=1700003600&tz=UTC", "?from=1699998200&to=1700001800&tz=UTC",
                "?from=1700001800&to=1700005400&tz=UTC", "?from=1699998200&to=1700005400&tz=UTC",
                "?from=-1h&to=now&tz=UTC",
                "?from=1700000000&to=1700003600&tz=UTC"
            ),
            (
                "at=-90min&range=1h", "?from=1700040600&to=1700044200", "?from=1700044200&to=1700047800",
                "?from=1700040600&to=1700047800", "?from=-1h&to=now", "?from=1700042400&to=1700046000"
            ),
            // Wider, but not into what is to come.
            (
                "from=1700045000&to=1700049000", "?from=1700043000&to=1700047000", "?from=1700047000&to=1700051000",
                "?from=1700041600&to=1700049600", "?from=-4000s&to=now", "?from=1700045000&to=1700049000"
            ),
            (
                "from=1980-01-02&to=1980-01-03", "?from=315572400&to=315658800", "?from=315658800&to=315745200",
                "?from=315572400&to=315745200", "?from=-24h&to=now", "?from=315615600&to=315702000"
            ),
            ("from=1981-01-01&to=now", nil, nil, nil, nil, "?from=347151600&to=1700049600"),
        ] as [(String, String?, String?, String?, String?, String)])
    func neighbours(
        query: String, earlier: String?, later: String?, wider: String?, latest: String?, frozen: String
    ) throws {
        let range = try range(query)
        #expect(address(range.earlierQuery) == earlier)
        #expect(address(range.laterQuery) == later)
        #expect(address(range.widerQuery) == wider)
        #expect(address(range.latestQuery) == latest)
        #expect(address(range.frozenQuery) == frozen)
    }

    @Test("is the same for a page, its pictures and its data, in the address's zone")
    func everywhere() async throws {
        try await Fixture.use { fixture in
            let query = "from=2023-11-15T08%3A00&to=start%2B2h&tz=Asia%2FTokyo"
            let page = try await fixture.get("/host/prod/old?\(query)").text
            #expect(page.contains("<p>2023-11-15 08:00–10:00 UTC+09:00 · Asia/Tokyo</p>"))
            let picture = "/graph/host/prod/old/load.png?\(query)&previous=day&size="
            #expect(page.contains(picture.replacing("&", with: "&amp;")))
            #expect(page.contains(#"type="datetime-local" name="from" value="2023-11-15T08:00""#))
            #expect(page.contains(#"type="text" name="to" value="start+2h""#))
            let data = try await fixture.get("/graph/host/prod/old/load.json?\(query)")
            #expect(data.fields["from"] as? String == "2023-11-14T23:00:00Z")
            #expect(data.fields["to"] as? String == "2023-11-15T01:00:00Z")
            let footer = try #require(page.firstMatch(of: #/Page of <time datetime="[^"]*Z">([^<]*)</#)?.output.1)
            #expect(footer.hasSuffix(" UTC+09:00"))
            let overview = try await fixture.get("/?tz=Asia/Tokyo").text
            #expect(overview.contains("UTC+09:00</time>"))
        }
    }
}
