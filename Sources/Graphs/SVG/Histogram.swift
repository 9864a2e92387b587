package import MetricModel

/// How many of some values lie where: one bar for each stretch of them, with the median and the 95th percentile.
package struct Histogram: Sendable {
    package let title: String
    package let unit: MetricModel.Unit
    package let base: PrefixBase
    /// What is counted, in the plural: hosts.
    package let things: String
    private let values: [Double]

    /// Unknown values are left out.
    package init(
        title: String, unit: MetricModel.Unit, base: PrefixBase = .decimal, things: String, values: [Double]
    ) {
        (self.title, self.unit, self.base, self.things) = (title, unit, base, things)
        self.values = values.filter(\.isFinite)
    }

    /// Between two numbers of the axis.
    private static let barsPerTick = 4

    /// The picture; it says so where there are no values.
    package func text(_ size: GraphSize, as form: SVGForm) -> String {
        let statistics = SeriesStatistics(values)
        let box = PlotBox(
            left: 44, top: 50, width: Double(size.width) - 44 - 24, height: Double(size.height) - 50 - 38)
        let axis = ValueAxis(
            lowest: statistics.minimum ?? 0, highest: statistics.maximum ?? 0, unit: unit, base: base,
            most: max(2, Int(box.width / 70)))
        let bars = count(on: axis)
        let counts = ValueAxis(
            lowest: 0, highest: Double(bars.max() ?? 0), unit: .none, most: max(1, Int(box.height / 34)))
        var out = SVGWriter(capacity: 4096)
        let root = SVGRoot(
            form: form, width: size.width, height: size.height, title: title, sentence: sentence(statistics),
            colors: ["s-\(GraphColor.blue.rawValue)"])
        root.open(&out)
        out.label(title, x: SVGLayout.margin, y: 19, class: "gt")
        drawGrid(counts, box, &out)
        out += "<g"
        out.attribute("class", "s-\(GraphColor.blue.rawValue)")
        out += ">"
        for (index, count) in bars.enumerated() where count > 0 {
            let width = box.width / Double(bars.count)
            let height = Double(count) / counts.high * box.height
            out += "<rect class=\"gq\""
            out.attribute("x", box.left + Double(index) * width + 0.5)
            out.attribute("y", box.bottom - height)
            out.attribute("width", max(1, width - 1))
            out.attribute("height", height)
            out += "/>"
        }
        out += "</g>\n"
        func x(_ value: Double) -> Double { box.left + (value - axis.low) / (axis.high - axis.low) * box.width }
        for tick in axis.ticks where tick.value <= axis.high {
            out.label(tick.label, x: x(tick.value), y: box.bottom + 16, class: "gc gu")
        }
        out.label(axis.symbol, x: box.right, y: box.bottom + 31, class: "ge gu")
        for (row, mark) in [("median", statistics.median), ("p95", statistics.p95)].enumerated() {
            guard let value = mark.1 else { continue }
            let top = box.top - 5 - Double(row) * 12
            Self.line("gm", from: (x(value), top), to: (x(value), box.bottom), &out)
            let words = "\(mark.0) \(Quantity.text(value, in: unit, base: base))"
            if x(value) > box.left + box.width * 0.7 {
                out.label(words, x: x(value) - 4, y: top, class: "ge gu")
            } else {
                out.label(words, x: x(value) + 4, y: top, class: "gu")
            }
        }
        root.close(&out)
        return out.string
    }

    /// How many values each bar has, from the axis's low end.
    private func count(on axis: ValueAxis) -> [Int] {
        let number = max(1, (axis.ticks.count - 1) * Self.barsPerTick)
        let first = axis.ticks.first?.value ?? axis.low
        let last = axis.ticks.last?.value ?? axis.high
        let width = (last - first) / Double(number)
        let all = max(1, width > 0 ? Int(((axis.high - axis.low) / width).rounded(.up)) : 1)
        var bars = [Int](repeating: 0, count: min(all, 400))
        for value in values {
            let place = (value - axis.low) / (axis.high - axis.low) * Double(bars.count)
            bars[min(bars.count - 1, max(0, Int(place)))] += 1
        }
        return bars
    }

    private func drawGrid(_ counts: ValueAxis, _ box: PlotBox, _ out: inout SVGWriter) {
        for tick in counts.ticks where tick.value == tick.value.rounded() {
            let y = (box.bottom - tick.value / counts.high * box.height).rounded() + 0.5
            Self.line(tick.value == 0 ? "ga" : "gg", from: (box.left, y), to: (box.right, y), &out)
            out.label(tick.label, x: box.left - SVGLayout.labelGap, y: y + 4, class: "ge gu")
        }
    }

    private static func line(
        _ name: StaticString, from start: (x: Double, y: Double), to end: (x: Double, y: Double),
        _ out: inout SVGWriter
    ) {
        out += "<path class=\""
        out += name
        out += "\" d=\"M"
        for (index, number) in [start.x, start.y, end.x, end.y].enumerated() {
            if index > 0 { out += index == 2 ? "L" : " " }
            out.number(number)
        }
        out += "\"/>\n"
    }

    private func sentence(_ statistics: SeriesStatistics) -> String {
        guard statistics.last != nil else { return "\(title): nothing known" }
        func quantity(_ value: Double?) -> String { Quantity.text(value, in: unit, base: base) }
        return """
            \(title), \(values.count) \(things): from \(quantity(statistics.minimum)) to \
            \(quantity(statistics.maximum)), median \(quantity(statistics.median)), p95 \(quantity(statistics.p95))
            """
    }
}
