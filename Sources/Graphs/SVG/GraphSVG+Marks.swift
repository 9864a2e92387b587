extension GraphSVG {
    /// Events nearer to each other than this many pixels are one mark.
    private static let nearest = 7.0
    /// How many events a mark tells of by name.
    private static let told = 6

    /// What happened, and the present.
    func drawMarks(_ out: inout SVGWriter) {
        let time = data.request.time
        let box = layout.box
        let visible = data.marks.filter { $0.start <= time.to && ($0.end ?? $0.start) >= time.from }
        for mark in visible {
            guard let end = mark.end, end > mark.start else { continue }
            let (left, right) = (columns.x(Double(mark.start)), columns.x(Double(end)))
            var pen = PathPen()
            pen.box(left, box.top, max(right, left + 2), box.bottom)
            out.path("gr", pen, title: told(mark))
        }
        var cluster: [EventMark] = []
        var place = -Double.infinity
        func draw() {
            guard let first = cluster.first else { return }
            var lines = cluster.prefix(Self.told).map(told)
            if cluster.count > Self.told { lines.append("and \(cluster.count - Self.told) more") }
            drawFlag(at: columns.x(Double(first.start)), "gm", title: lines.joined(separator: "\n"), &out)
        }
        for mark in visible where mark.start >= time.from && (mark.end ?? mark.start) == mark.start {
            let x = columns.x(Double(mark.start))
            if x - place > Self.nearest {
                draw()
                cluster = []
                place = x
            }
            cluster.append(mark)
        }
        draw()
        if let now, time.from < now, now < time.to {
            let x = columns.x(Double(now))
            drawFlag(at: x, "gx", title: "now", &out)
            let title = SVGLayout.margin + Double(DisplayWidth.cells(layout.title)) * SVGLayout.titleLetter
            if !layout.isBare, layout.hasUnitLine || x > title + 20 {
                out.label("now", x: x, y: box.top - 5, class: "gc gu")
            }
        }
    }

    /// A line across the plot with something at its top that a pointer finds.
    private func drawFlag(at x: Double, _ name: StaticString, title: String, _ out: inout SVGWriter) {
        let x = x.rounded() + 0.5
        out += "<g>"
        out.title(title)
        out += "<path class=\""
        out += name
        out += "\" d=\"M"
        out.number(x)
        out += " "
        out.number(layout.box.top)
        out += "V"
        out.number(layout.box.bottom)
        out += "\"/><path class=\"gi\" d=\"M"
        out.number(x - 4)
        out += " "
        out.number(layout.box.top - 1)
        out += "h8l-4 6z\"/></g>\n"
    }

    private func told(_ mark: EventMark) -> String {
        let (start, end) = (clock.local(mark.start), mark.end.map(clock.local))
        let text = TextLimit.shorten(mark.text, to: 160)
        guard let end, end != start else { return "\(start.date) \(start.clock) \(text)" }
        return "\(start.date) \(start.clock) – \(end.date == start.date ? "" : "\(end.date) ")\(end.clock) \(text)"
    }
}
