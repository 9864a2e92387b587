import Foundation
import Graphs
import Testing
import Web

@Suite("The hours of the week")
struct WeekTests {
    @Test("are those of the zone's clocks, Monday first, also over a change of the clocks")
    func hours() throws {
        let berlin = try #require(TimeZone(identifier: "Europe/Berlin"))
        // Monday, 2023-10-23 00:00 in Berlin; the clocks went back on the 29th.
        let monday = 1_698_012_000
        let values = (0..<24 * 15).map { row in row == 9 ? 5.0 : row == 24 * 14 + 10 ? 7 : 1 }
        let mean = HoursOfWeek(values, start: monday, step: 3600, zone: berlin, statistic: .max)
        #expect(mean.values.count == 7 && mean.values.allSatisfy { $0.count == 24 })
        // 14 days and 10 rows later it is 9 o'clock again, by clocks that went back.
        #expect(mean.values[0][9] == 7)
        #expect(mean.values.joined().filter { $0 == 1 }.count == 7 * 24 - 1)
    }

    @Test("of an hour are their mean, their 95th percentile or their maximum; of none, unknown")
    func statistics() {
        // Thursday, 1970-01-01.
        let values = (1...20).map(Double.init) + [.nan, .infinity]
        func value(_ statistic: HoursOfWeek.Statistic) -> Double {
            HoursOfWeek(values, start: 0, step: 60, zone: .gmt, statistic: statistic).values[3][0]
        }
        #expect(value(.mean) == 10.5 && value(.p95) == 19 && value(.max) == 20)
        let one = HoursOfWeek([4], start: 0, step: 60, zone: .gmt, statistic: .mean).values
        #expect(one.joined().filter(\.isFinite) == [4])
    }

    @Test("stand on a page of a host and of a group", arguments: ["/host/prod/old/week", "/group/prod/week?of=p95"])
    func page(address: String) async throws {
        try await Fixture.use { fixture in
            let page = try await fixture.get(address)
            #expect(page.status == 200 && page.text.contains("id=\"week-title\"") && page.text.contains(">Mon</text>"))
        }
    }

    @Test(
        "that cannot be shown say why",
        arguments: [
            ("/group/nobody/week", 404, "there is no group"), ("/host/prod/old/week?of=most", 400, "try of=p95"),
            ("/host/prod/old/week?graph=nothing", 404, "there is no graph"),
            ("/host/prod/old/week?range=2w", 400, "range: expected"),
        ])
    func errors(address: String, status: Int, sentence: String) async throws {
        try await Fixture.use { fixture in
            let page = try await fixture.get(address)
            #expect(page.status == status && page.text.lowercased().contains(sentence), "\(page.text.prefix(2000))")
        }
    }
}
