/// A tiny line without axes, for tables and walls of hundreds of hosts in one picture.
package enum Sparkline {
    /// A group (`g`) with the line, its left upper corner at the origin, to stand in a picture with ``GraphStyle/css``.
    ///
    /// Gaps are unknown; columns of pixels keep their lowest and highest value.
    ///
    /// - Parameters:
    ///   - values: one after another; NaN where unknown.
    ///   - width: in pixels, at least 1.
    ///   - height: in pixels, at least 1.
    ///   - limits: the ends of the scale; without a low end it begins at 0 or the lowest value below, without a high one it
    ///     ends at the highest value.
    ///   - color: of the line.
    ///   - hasDots: whether the lowest and the highest value have a dot.
    /// - Returns: the element's text.
    package static func group(
        _ values: [Double], width: Int, height: Int, limits: AxisLimits = AxisLimits(), color: GraphColor = .blue,
        hasDots: Bool = false
    ) -> String {
        var out = SVGWriter(capacity: 512)
        draw(values, width: width, height: height, limits: limits, color: color, hasDots: hasDots, &out)
        return out.string
    }

    static func draw(
        _ values: [Double], width: Int, height: Int, limits: AxisLimits, color: GraphColor, hasDots: Bool,
        _ out: inout SVGWriter
    ) {
        let known = values.filter(\.isFinite)
        let low = limits.low ?? min(0, known.min() ?? 0)
        let high = max(limits.high ?? known.max() ?? 1, low)
        // Room for half of the line's width and for dots.
        let edge = hasDots ? 2.0 : 1.0
        let box = PlotBox(
            left: edge, top: edge, width: max(1, Double(width) - 2 * edge), height: max(1, Double(height) - 2 * edge))
        let scale = ValueScale(low: low, high: high > low ? high : low + max(1, abs(low)), box: box)
        let time = TimeRange(from: 0, to: max(1, values.count))
        let columns = PixelColumns(box: box, time: time, start: 0, step: 1)
        var pen = PathPen()
        for run in columns.runs(of: values, on: scale) { pen.draw(run) }
        out += "<g"
        out.attribute("class", "s-\(color.rawValue)")
        out += "><g class=\"gp\" transform=\"scale(.5)\">"
        out.path("gl", pen)
        if hasDots, let lowest = known.min(), let highest = known.max(), lowest < highest {
            for value in [lowest, highest] {
                guard let row = values.firstIndex(of: value) else { continue }
                out += "<circle class=\"gq\" r=\"4\""
                out.attribute("cx", 2 * columns.x(Double(row) + 0.5))
                out.attribute("cy", scale.halfPixel(of: value))
                out += "/>"
            }
        }
        out += "</g></g>"
    }
}
