import Foundation
import Graphs
import MetricModel
import Testing

@Suite("A map of values")
struct MapTests {
    private func rows(_ count: Int, label: (Int) -> String = { "web\($0)" }) -> [HeatMap.Row] {
        var noise = DrawnSamples.Noise(9)
        return (0..<count).map { host in
            var level = 20 + 40 * noise.next()
            return HeatMap.Row(
                label: label(host),
                values: (0..<300).map { column in
                    level = min(100, max(0, level + 14 * (noise.next() - 0.5)))
                    return host % 17 == 5 && column > 220 ? .nan : level
                })
        }
    }

    private func map(_ rows: [HeatMap.Row]) -> HeatMap {
        HeatMap(
            title: "CPU <of> prod", unit: .percent, limits: AxisLimits(low: 0, high: 100), rows: rows,
            time: TimeRange(from: midnight, to: midnight + 86_400), zone: .gmt)
    }

    @Test("of 200 hosts and 300 columns is small, well-formed and has a title for each row")
    func large() throws {
        let text = map(rows(200)).text(width: 1000, as: .standalone)
        #expect(text.utf8.count < 300_000)
        let picture = try DrawnPicture(text)
        #expect(picture.all("title").count == 201)
        #expect(picture.elements.allSatisfy { $0.attributes["style"] == nil })
    }

    @Test("draws every known cell once and no other")
    func cells() throws {
        let values: [Double] = [0, 0, 50, .nan, .nan, 100, 100, 99, .infinity, 0]
        let picture = try DrawnPicture(
            map([HeatMap.Row(label: "a", values: values)]).text(width: 400, as: .inline(id: "m")))
        var seen = [Int](repeating: -1, count: values.count)
        for step in 0..<7 {
            for line in picture.lines("c\(step)") {
                let (from, to) = (Int(try #require(line.first).x), Int(try #require(line.last).x))
                for column in from..<to {
                    #expect(seen[column] == -1)
                    seen[column] = step
                }
            }
        }
        #expect(seen == [0, 0, 3, -1, -1, 6, 6, 6, -1, 0])
        #expect(picture.all("pattern").first?.attributes["id"] == "m-hatch")
    }

    @Test("takes any rows", arguments: [[], [[]], [[.nan]], [[1e300, -1e300]], [[5, 5]]] as [[[Double]]])
    func odd(values: [[Double]]) throws {
        let map = map(values.map { HeatMap.Row(label: "<ウェブ群>&\u{1}", values: $0) })
        for width in [120, 300, 4000] { _ = try DrawnPicture(map.text(width: width, as: .standalone)) }
    }

    @Test("of a week has its numbers in the cells where there is room", arguments: [(800, true), (300, false)])
    func week(width: Int, hasNumbers: Bool) throws {
        let values = (0..<7).map { day in (0..<24).map { hour in day == 6 ? .nan : Double(day * 10 + hour) } }
        let map = HourOfWeekMap(title: "Busy", unit: .percent, values: values)
        let picture = try DrawnPicture(map.text(width: width, as: .standalone))
        #expect(picture.all("text", class: "gs").isEmpty != hasNumbers)
        #expect(picture.all("rect").filter { ($0.attributes["class"] ?? "").hasPrefix("c") }.count == 6 * 24 + 7)
        #expect(picture.all("desc").first?.text.contains("highest on Sat at 23 o'clock with 73.0 %") == true)
        if hasNumbers { #expect(picture.all("text", class: "gs").contains { $0.text == "73" }) }
    }

    @Test(
        "as a sparkline is one short path with dots at its ends",
        arguments: [[], [1], [.nan], [1, 5, .nan, 2], [3, 3]] as [[Double]])
    func sparkline(values: [Double]) throws {
        let text = Sparkline.group(values, width: 100, height: 20, hasDots: true)
        let picture = try DrawnPicture(text)
        let known = values.filter { !$0.isNaN }
        #expect(picture.all("path").count == (known.isEmpty ? 0 : 1))
        #expect(picture.all("circle").count == (Set(known).count > 1 ? 2 : 0))
    }

    @Test("as sparklines of 200 hosts stays small")
    func wall() {
        let sizes = rows(200).map { Sparkline.group($0.values, width: 120, height: 24).utf8.count }
        #expect(sizes.reduce(0, +) < 200_000)
    }
}
