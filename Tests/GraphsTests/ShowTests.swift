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
    }
}
