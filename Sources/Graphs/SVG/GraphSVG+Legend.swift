extension GraphSVG {
    func drawLegend(_ out: inout SVGWriter) {
        let legend = layout.legend
        guard !legend.entries.isEmpty else { return }
        let left = legend.isBeside ? layout.width - SVGLayout.margin - legend.width : SVGLayout.margin
        let top = legend.isBeside ? layout.box.top - 11 : layout.box.bottom + (layout.hasSpans ? 34 : 21)
        if !legend.headers.isEmpty {
            out += "<text class=\"ge gu\""
            out.attribute("y", top + SVGLayout.rowHeight - 4)
            out += ">"
            spans(legend.headers, left, &out)
            out += "</text>\n"
        }
        for entry in legend.entries {
            let series = data.series[entry.series]
            let (x, y) = (left + entry.x, top + entry.y - 4)
            out += "<g"
            out.attribute("data-series", entry.series)
            out += ">"
            drawMark(series, x, y, &out)
            out += "<text"
            out.attribute("x", x + SVGLegend.mark)
            out.attribute("y", y)
            out += ">"
            out.text(entry.label)
            if let aside = entry.aside {
                out += "<tspan class=\"gu\""
                out.attribute("dx", SVGLegend.asideGap)
                out += ">"
                out.text(aside)
                out += "</tspan>"
            }
            out += "</text>"
            if !entry.figures.isEmpty {
                out += "<text class=\"ge\""
                out.attribute("y", y)
                out += ">"
                spans(entry.figures, left, &out)
                out += "</text>"
            }
            out += "</g>\n"
        }
    }

    /// Texts of one line, each ending at its place.
    private func spans(_ texts: [(text: String, right: Double)], _ left: Double, _ out: inout SVGWriter) {
        for (text, right) in texts {
            out += "<tspan"
            out.attribute("x", left + right)
            out += ">"
            out.text(text)
            out += "</tspan>"
        }
    }

    /// A piece of what the series looks like in the plot.
    private func drawMark(_ series: GraphSeries, _ x: Double, _ y: Double, _ out: inout SVGWriter) {
        out += "<g"
        color(series.color, &out)
        out += "><path class=\""
        var isBox = true
        switch (series.draw, series.floor) {
        case (_, .some): out += "gb"
        case (.stack, _): out += "gk"
        default:
            isBox = false
            out += "gl"
            if series.stroke == .dashed { out += " gd" }
            if series.stroke == .dotted { out += " go" }
        }
        out += "\" transform=\"scale(.5)\" d=\"M"
        out.number(Int(2 * x))
        out += " "
        out.number(Int(2 * y) - (isBox ? 18 : 8))
        if isBox { out += "h20v20h-20z\"/></g>" } else { out += "h24\"/></g>" }
    }
}
