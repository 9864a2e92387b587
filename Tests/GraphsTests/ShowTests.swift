import Foundation
import Graphs
import MetricModel
import Testing

@Suite("Show")
struct ShowTests {
    @Test func show() throws {
        let folder = "/tmp/svgout/"
        let berlin = try #require(TimeZone(identifier: "Europe/Berlin"))
        for (w, h) in [(360, 220), (640, 260), (1200, 340)] {
            let size = GraphSize(width: w, height: h)
            for (name, data) in [
                ("cpu", try DrawnSamples.cpu(size: size, zone: berlin)), ("load", try DrawnSamples.load(size: size)), ("memory", try DrawnSamples.memory(size: size)),
                ("disks", try DrawnSamples.disks(size: size)), ("year", try DrawnSamples.year(size: size)),
            ] {
                let now = name == "load" ? data.request.time.to - 900 : nil
                let text = GraphSVG.text(of: data, as: .standalone, now: now)
                try text.write(toFile: folder + "\(name)-\(w).svg", atomically: true, encoding: .utf8)
                print(name, w, text.utf8.count, GraphSentence(data).text)
            }
        }

        var noise = DrawnSamples.Noise(9)
        for count in [12, 200] {
            let rows = (0..<count).map { host -> HeatMap.Row in
                var level = 20 + 40 * noise.next()
                return HeatMap.Row(label: host == 3 ? "ウェブ群-<&>" : "web\(host + 1)", values: (0..<300).map { column in
                    level = min(100, max(0, level + 14 * (noise.next() - 0.5)))
                    return host % 17 == 5 && column > 220 ? .nan : level
                })
            }
            let map = HeatMap(title: "CPU busy of prod by host", unit: .percent, limits: AxisLimits(low: 0, high: 100), rows: rows, time: TimeRange(from: midnight, to: midnight + 86_400), zone: berlin)
            let text = map.text(width: 900, as: .standalone)
            print("heat", count, text.utf8.count)
            try text.write(toFile: folder + "heat-\(count).svg", atomically: true, encoding: .utf8)
        }
        var week: [[Double]] = []
        for day in 0..<7 {
            var hours: [Double] = []
            for hour in 0..<24 {
                let shape: Double = exp(-pow((Double(hour) - 13) / 5, 2))
                let value: Double = (day < 5 ? 60.0 : 20.0) * shape + 10 * noise.next()
                hours.append(day == 6 && hour < 3 ? .nan : value)
            }
            week.append(hours)
        }
        for width in [360, 800] {
            try HourOfWeekMap(title: "CPU busy of prod", unit: .percent, values: week).text(width: width, as: .standalone).write(toFile: folder + "week-\(width).svg", atomically: true, encoding: .utf8)
        }
    }
}
