extension GraphSVG {
    /// How many events a mark tells of by name.
    private static let told = 6

    /// What happened, and the present.
    func drawMarks(_ out: inout SVGWriter) {
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
        if let moment { drawNamed(moment, clock.local(moment).clock, &out) }
        if let now { drawNamed(now, "now", &out) }
    }

    /// A moment within the range with its name over it, where there is room.
    private func drawNamed(_ moment: Int, _ name: String, _ out: inout SVGWriter) {
        let time = data.request.time
        guard time.from < moment, moment < time.to else { return }
        let x = columns.x(Double(moment))
        drawFlag(at: x, "gx", title: name, &out)
        let title = SVGLayout.margin + Double(DisplayWidth.cells(layout.title)) * SVGLayout.titleLetter
        if !layout.isBare, layout.hasUnitLine || x > title + 20 {
            out.label(name, x: x, y: layout.box.top - 5, class: "gc gu")
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
