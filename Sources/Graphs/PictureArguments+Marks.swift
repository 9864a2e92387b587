extension PictureArguments {
    private static let axis = 80

    /// Nights and weekends, under everything else.
    static func shading(_ data: GraphData, _ clock: ZoneClock, in columns: inout SheetColumns) -> [String] {
        let shading = TimeShading(data.request.time, clock)
        var arguments: [String] = []
        for (name, stretches) in [("weekend", shading.weekends), ("night", shading.nights)] where !stretches.isEmpty {
            arguments += cover(name, columns.define(name, in: stretches, of: data), data, alpha: "0B")
        }
        return arguments
    }

    /// What happened: a broken line for a moment, a ground for a stretch of time, and as many words under the series'
    /// as there is room for.
    static func marks(
        _ data: GraphData, _ clock: ZoneClock, _ legend: LegendLayout, in columns: inout SheetColumns
    ) -> [String] {
        let size = data.request.size
        let marks = GatheredMarks(data, width: Double(max(1, size.width - (legend.style == .bare ? 0 : axis))))
        let events = (marks.stretches.map { [$0] } + marks.moments).sorted { $0[0].start < $1[0].start }
        let untold = events.dropFirst(legend.events).reduce(0) { $0 + $1.count }
        var arguments: [String] = []
        for (index, group) in events.enumerated() {
            let mark = group[0]
            var text = ""
            if index < legend.events {
                let more = group.count - 1 + (index == legend.events - 1 ? untold : 0)
                text = legend.event(mark.told(by: clock), and: more)
            }
            if let end = mark.end, end > mark.start {
                let name = "event\(index)"
                let stretch = TimeRange(from: mark.start, to: end)
                arguments += cover(name, columns.define(name, in: [stretch], of: data), data, alpha: "1A", text)
            } else {
                arguments.append("VRULE:\(mark.start + data.axisOffset)\(GraphTheme.light.muted):\(text):dashes=3,3")
            }
        }
        return arguments
    }

    /// A thin ground over a column that is infinite where it is known.
    private static func cover(
        _ name: String, _ definition: String, _ data: GraphData, alpha: String, _ text: String = ""
    ) -> [String] {
        let color = "\(GraphTheme.light.text)\(alpha)"
        var arguments = [definition, "AREA:\(name)\(color)" + (text.isEmpty ? "" : ":\(text)")]
        if data.lowest < 0 {
            arguments += ["CDEF:\(name)below=0,\(name),-", "AREA:\(name)below\(color)"]
        }
        return arguments
    }
}
