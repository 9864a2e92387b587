package import MetricModel

/// The hours of a week, Monday to Sunday, as colours with their values: when something is busy.
package struct HourOfWeekMap: Sendable {
    package let title: String
    package let unit: MetricModel.Unit
    package let base: PrefixBase
    /// The ends of the scale of colours; nil for those of the values, 0 included.
    package let limits: AxisLimits
    /// By weekday, Monday first, then by hour; NaN or missing where unknown.
    package let values: [[Double]]

    private static let rowHeight = 22.0
    private static let days = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]

    package init(
        title: String, unit: MetricModel.Unit, base: PrefixBase = .decimal, limits: AxisLimits = AxisLimits(),
        values: [[Double]]
    ) {
        (self.title, self.unit, self.base, self.limits, self.values) = (title, unit, base, limits, values)
    }

    /// The picture; in a narrow one the cells have no room for numbers.
    ///
    /// - `width`: in pixels.
    package func text(width: Int, as form: SVGForm) -> String {
        let box = PlotBox(
            left: 44, top: 34, width: max(24, Double(width) - 56), height: 7 * Self.rowHeight)
        let scale = ColorScale(values.flatMap { $0 }, limits: limits, unit: unit, base: base)
        let cell = box.width / 24
        var out = SVGWriter()
        let root = SVGRoot(
            form: form, width: width, height: Int(box.bottom + 20 + ColorScale.height), title: title,
            sentence: sentence, colors: [])
        root.open(&out)
        out.label(
            TextLimit.shorten(title, to: max(4, Int((Double(width) - 24) / SVGLayout.titleLetter))),
            x: SVGLayout.margin, y: 19, class: "gt")
        let hatch = Hatch(form)
        hatch.define(&out)
        var numbers = SVGWriter(capacity: 8192)
        // All cells have their numbers or none has.
        let widest = values.joined().filter(\.isFinite).map { DisplayWidth.cells(scale.short($0)) }.max() ?? 0
        let hasNumbers = Double(widest) * 6.2 <= cell - 2
        out += "<g class=\"gy\">\n"
        for day in 0..<7 {
            for hour in 0..<24 {
                let (x, y) = (box.left + Double(hour) * cell, box.top + Double(day) * Self.rowHeight)
                guard let value = value(day, hour) else {
                    let space = PlotBox(left: x, top: y, width: cell - 1, height: Self.rowHeight - 1)
                    hatch.rectangle(space, &out)
                    continue
                }
                let step = scale.step(value)
                out += "<rect class=\"c"
                out.number(step)
                out += "\""
                out.attribute("x", x)
                out.attribute("y", y)
                out.attribute("width", cell - 1)
                out.attribute("height", Self.rowHeight - 1)
                out += "/>"
                guard hasNumbers else { continue }
                numbers += "<text class=\"gs k"
                numbers.number(step)
                numbers += "\""
                numbers.attribute("x", x + (cell - 1) / 2)
                numbers.attribute("y", y + Self.rowHeight / 2 + 3)
                numbers += ">"
                numbers.text(scale.short(value))
                numbers += "</text>"
            }
            out += "\n"
        }
        out += "</g>\n"
        out.append(numbers)
        out += "\n"
        for (day, name) in Self.days.enumerated() {
            out.label(
                name, x: box.left - SVGLayout.labelGap, y: box.top + (Double(day) + 0.5) * Self.rowHeight + 4,
                class: "ge gu")
        }
        let every = cell >= 24 ? 1 : cell >= 12 ? 3 : 6
        for hour in stride(from: 0, to: 24, by: every) {
            out.label(
                "\(hour)", x: box.left + (Double(hour) + 0.5) * cell, y: box.bottom + 14, class: "gc gu")
        }
        scale.draw(x: box.left, y: box.bottom + 28, width: box.width, hatch, &out)
        root.close(&out)
        return out.string
    }

    /// nil where unknown.
    private func value(_ day: Int, _ hour: Int) -> Double? {
        guard day < values.count, hour < values[day].count, values[day][hour].isFinite else { return nil }
        return values[day][hour]
    }

    private var sentence: String {
        var highest: (value: Double, day: Int, hour: Int)?
        for day in 0..<7 {
            for hour in 0..<24 {
                guard let value = value(day, hour) else { continue }
                if value > highest?.value ?? -.infinity { highest = (value, day, hour) }
            }
        }
        guard let highest else { return "\(title): nothing known" }
        let value = Quantity.text(highest.value, in: unit, base: base)
        return
            "\(title) by hour of the week: highest on \(Self.days[highest.day]) at \(highest.hour) o'clock with \(value)"
    }
}
