package import Foundation
package import MetricModel

/// Many rows of values as colours: hosts × time in one picture.
///
/// 200 rows of 300 columns take under 300 kB.
///
/// Neighbours of one colour are drawn in one stroke. What is unknown is hatched.
package struct HeatMap: Sendable {
    /// A line of the map.
    package struct Row: Sendable {
        package let label: String
        /// One for each column; NaN where unknown.
        ///
        /// Columns that are missing at the end are unknown.
        package let values: [Double]

        package init(label: String, values: [Double]) {
            (self.label, self.values) = (label, values)
        }
    }

    package let title: String
    package let unit: MetricModel.Unit
    package let base: PrefixBase
    /// The ends of the scale of colours; nil for those of the values, 0 included.
    package let limits: AxisLimits
    package let rows: [Row]
    /// What the columns share; each has as long a part of it.
    package let time: TimeRange
    package let zone: TimeZone

    private static let longestLabel = 24
    private static let top = 32.0

    package init(
        title: String, unit: MetricModel.Unit, base: PrefixBase = .decimal, limits: AxisLimits = AxisLimits(),
        rows: [Row], time: TimeRange, zone: TimeZone
    ) {
        (self.title, self.unit, self.base, self.limits) = (title, unit, base, limits)
        (self.rows, self.time, self.zone) = (rows, time, zone)
    }

    /// The picture, as high as its rows need.
    ///
    /// - `width`: in pixels.
    package func text(width: Int, as form: SVGForm) -> String {
        let rowHeight = rows.count <= 40 ? 16.0 : 12
        let labels = min(Self.longestLabel, rows.map { DisplayWidth.cells($0.label) }.max() ?? 0)
        let left = SVGLayout.margin + Double(labels) * SVGLayout.letter + SVGLayout.labelGap
        let box = PlotBox(
            left: left.rounded(), top: Self.top, width: max(20, (Double(width) - left - 20).rounded()),
            height: Double(rows.count) * rowHeight)
        let height = Int(box.bottom) + 34 + Int(ColorScale.height)
        let scale = ColorScale(rows.flatMap(\.values), limits: limits, unit: unit, base: base)
        var out = SVGWriter()
        var root = SVGRoot(
            form: form, width: width, height: height, title: title, sentence: sentence, colors: [])
        root.hooks = [("from", "\(time.from)"), ("to", "\(time.to)"), ("rows", "\(rows.count)")]
        root.hooks += [("x", box.left), ("y", box.top), ("w", box.width), ("h", box.height)].map {
            ($0, NumberText.of($1))
        }
        root.open(&out)
        out.label(
            TextLimit.shorten(title, to: max(4, Int((Double(width) - 24) / SVGLayout.titleLetter))),
            x: SVGLayout.margin, y: 19, class: "gt")
        let hatch = Hatch(form)
        hatch.define(&out)
        hatch.rectangle(box, &out)
        drawCells(box, rowHeight, scale, &out)
        for (index, row) in rows.enumerated() {
            out.label(
                TextLimit.shorten(row.label, to: Self.longestLabel), x: left - SVGLayout.labelGap,
                y: box.top + (Double(index) + 0.5) * rowHeight + 4, class: "ge gu")
        }
        let columns = PixelColumns(box: box, time: time, start: time.from, step: 1)
        TimeAxis(time, zone: zone, width: box.width, letter: SVGLayout.letter)
            .drawLabels(columns, width: Double(width), hasSpans: true, &out)
        scale.draw(x: box.left, y: box.bottom + 44, width: box.width, hatch, &out)
        root.close(&out)
        return out.string
    }

    private var count: Int { max(1, rows.map(\.values.count).max() ?? 1) }

    /// Each row as one stroke as thick as the row for each colour; a column is a unit long.
    private func drawCells(_ box: PlotBox, _ rowHeight: Double, _ scale: ColorScale, _ out: inout SVGWriter) {
        out += "<g class=\"gy\""
        out.attribute("stroke-width", rowHeight)
        out += " transform=\"translate("
        out.number(box.left)
        out += " 0)scale("
        out.markup(String(format: "%.5f", box.width / Double(count)))
        out += " 1)\">\n"
        for (index, row) in rows.enumerated() {
            var strokes = [SVGWriter](repeating: SVGWriter(capacity: 0), count: Cividis.shades.count)
            var ends = [Int](repeating: -1, count: Cividis.shades.count)
            let y = Int(box.top + (Double(index) + 0.5) * rowHeight)
            let steps = row.values.map { $0.isFinite ? scale.step($0) : -1 }
            var from = 0
            while from < steps.count {
                let step = steps[from]
                var to = from + 1
                while to < steps.count, steps[to] == step { to += 1 }
                if step >= 0 {
                    if ends[step] < 0 {
                        strokes[step] += "M"
                        strokes[step].number(from)
                        strokes[step] += " "
                        strokes[step].number(y)
                    } else {
                        strokes[step] += "m"
                        strokes[step].number(from - ends[step])
                        strokes[step] += " 0"
                    }
                    strokes[step] += "h"
                    strokes[step].number(to - from)
                    ends[step] = to
                }
                from = to
            }
            out += "<g>"
            out.title(told(row))
            for (step, stroke) in strokes.enumerated() where ends[step] >= 0 {
                out += "<path class=\"c"
                out.number(step)
                out += "\" d=\""
                out.append(stroke)
                out += "\"/>"
            }
            out += "</g>\n"
        }
        // What keeps rows apart.
        var pen = PathPen()
        for index in 0..<max(0, rows.count - 1) {
            let y = box.top + Double(index + 1) * rowHeight - 0.5
            pen.move(to: PathPen.Point(x: 0, y: y))
            pen.corner(at: PathPen.Point(x: Double(count), y: y))
        }
        out.path("gf", pen)
        out += "</g>\n"
    }

    private func told(_ row: Row) -> String {
        let statistics = SeriesStatistics(row.values)
        guard statistics.last != nil else { return "\(row.label): nothing known" }
        let mean = Quantity.text(statistics.mean, in: unit, base: base)
        return "\(row.label): mean \(mean), max \(Quantity.text(statistics.maximum, in: unit, base: base))"
    }

    private var sentence: String {
        let all = rows.map { (label: $0.label, statistics: SeriesStatistics($0.values)) }
        let when = time.text(in: zone)
        guard
            let highest = all.max(by: {
                ($0.statistics.maximum ?? -.infinity) < ($1.statistics.maximum ?? -.infinity)
            }), let peak = highest.statistics.maximum
        else { return "\(title), \(when): nothing known" }
        let unknown = all.count { $0.statistics.last == nil }
        return "\(title), \(when), \(rows.count) rows: highest is \(highest.label) with "
            + Quantity.text(peak, in: unit, base: base) + (unknown > 0 ? "; nothing known of \(unknown)" : "")
    }
}

/// The pattern of what is unknown.
struct Hatch {
    private let id: String

    init(_ form: SVGForm) { id = form.id("hatch") }

    func define(_ out: inout SVGWriter) {
        out += "<defs><pattern"
        out.attribute("id", id)
        out += " width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\"><path class=\"gj\" stroke-opacity=\".5\" "
        out += "d=\"M0 6L6 0\"/></pattern></defs>\n"
    }

    /// A box of it.
    func rectangle(_ box: PlotBox, _ out: inout SVGWriter) {
        out += "<rect"
        out.attribute("x", box.left)
        out.attribute("y", box.top)
        out.attribute("width", box.width)
        out.attribute("height", box.height)
        out.attribute("fill", "url(#\(id))")
        out += "/>\n"
    }
}
