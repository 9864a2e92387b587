extension GraphSVG {
    private static let halfLine = 0.5

    /// Nights and weekends, behind everything.
    func drawShading(_ out: inout SVGWriter) {
        let shading = TimeShading(data.request.time, clock)
        func draw(_ ranges: [TimeRange], _ name: StaticString, _ words: String) {
            var pen = PathPen()
            let box = layout.box
            for range in ranges {
                let (left, right) = (columns.x(Double(range.from)), columns.x(Double(range.to)))
                pen.box(left, box.top, right, box.bottom)
            }
            out.path(name, pen, title: words)
        }
        draw(shading.weekends, "gv", "weekend")
        draw(shading.nights, "gn", "night, 22–6 h")
    }

    /// A line for each number and each mark in time, in half pixels; the lines' middles lie in the middle of pixels.
    func drawGrid(_ out: inout SVGWriter) {
        guard !layout.isBare else { return }
        var pen = PathPen()
        let box = layout.box
        for tick in layout.axis.ticks where tick.value > layout.axis.low {
            let y = 2 * (layout.box.bottom - (layout.box.bottom - scale.y(of: tick.value)).rounded()) + 1
            pen.move(to: PathPen.Point(x: 2 * box.left, y: y))
            pen.corner(at: PathPen.Point(x: 2 * box.right, y: y))
        }
        for tick in timeAxis.ticks {
            let x = 2 * columns.x(Double(tick.time)).rounded() + 1
            guard x < 2 * box.right else { continue }
            pen.move(to: PathPen.Point(x: x, y: 2 * box.top))
            pen.corner(at: PathPen.Point(x: x, y: 2 * box.bottom))
        }
        out.path("gg", pen)
    }

    var timeAxis: TimeAxis {
        TimeAxis(data.request.time, clock, width: layout.box.width, letter: SVGLayout.letter)
    }

    /// The axes with their labels, none of which touches another.
    func drawAxes(_ out: inout SVGWriter) {
        guard !layout.isBare else { return }
        let box = layout.box
        // The line at zero, which values stand on.
        let zero =
            (0 >= layout.axis.low && 0 <= layout.axis.high ? scale.y(of: 0) : box.bottom).rounded() + Self.halfLine
        out += "<path class=\"ga\" d=\"M"
        out.number(box.left)
        out += " "
        out.number(zero)
        out += "H"
        out.number(box.right)
        out += "\"/>\n"
        for tick in layout.axis.ticks {
            out.label(
                tick.label, x: box.left - SVGLayout.labelGap, y: scale.y(of: tick.value) + 4, class: "ge gu")
        }
        drawUnit(&out)
        out += "\n"
        timeAxis.drawLabels(columns, width: layout.width, hasSpans: layout.hasSpans, &out)
    }

    private func drawUnit(_ out: inout SVGWriter) {
        let symbol = layout.axis.symbol
        guard !symbol.isEmpty else { return }
        guard layout.hasUnitLine else {
            out.label(symbol, x: layout.width - SVGLayout.margin, y: 19, class: "ge gu")
            return
        }
        let y = layout.box.top - 11
        let right = layout.box.left - SVGLayout.labelGap
        if Double(DisplayWidth.cells(symbol)) * SVGLayout.letter <= right - 4 {
            out.label(symbol, x: right, y: y, class: "ge gu")
        } else {
            out.label(symbol, x: SVGLayout.margin, y: y, class: "gu")
        }
    }
}
