import Foundation
import Graphs
import Testing

@Suite("A strip of events")
struct EventStripTests {
    private func strip(_ told: [EventMark], _ noticed: [EventMark] = []) throws -> DrawnPicture {
        let time = TimeRange(from: 1_800_000_000, to: 1_800_086_400)
        return try DrawnPicture(
            EventStrip(told: told, noticed: noticed, time: time, zone: .gmt).text(width: 624, as: .inline(id: "s")))
    }

    private func mark(_ second: Int, _ end: Int? = nil) -> EventMark {
        EventMark(start: 1_800_000_000 + second, end: end.map { 1_800_000_000 + $0 }, text: "<a>")
    }

    @Test("has a bar for each part of the time in which something happened, and tells how much")
    func bars() throws {
        let picture = try strip([mark(0), mark(10), mark(86_400)], [mark(20), mark(43_200)])
        let titles = picture.all("title").map(\.text)
        #expect(titles.count == 4)
        #expect(titles.contains { $0.hasSuffix("2 told, 1 noticed") })
        #expect(picture.all("rect").count == 4)
    }

    @Test("counts what lasts where it began, and nothing of another time")
    func edges() throws {
        let picture = try strip([mark(-500, 10), mark(-500, -1), mark(90_000), mark(-10)])
        #expect(picture.all("rect").map { $0.attributes["x"] } == ["12.5"])
        #expect(try strip([]).all("rect").isEmpty)
    }
}
