extension GraphSVG {
    /// How many events a mark tells of by name.
    private static let told = 6

    /// What happened, and the present.
    func drawMarks(_ out: inout SVGWriter) {
        let time = data.request.time
        let box = layout.box
        let marks = GatheredMarks(data, width: box.width)
        for mark in marks.stretches {
            guard let end = mark.end else { continue }
            let (left, right) = (columns.x(Double(mark.start)), columns.x(Double(end)))
            var pen = PathPen()
            pen.box(left, box.top, max(right, left + 2), box.bottom)
            out.path("gr", pen, title: mark.told(by: clock))
        }
        for events in marks.moments {
            var lines = events.prefix(Self.told).map { $0.told(by: clock) }
            if events.count > Self.told { lines.append("and \(events.count - Self.told) more") }
            drawFlag(at: columns.x(Double(events[0].start)), "gm", title: lines.joined(separator: "\n"), &out)
        }
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
}
