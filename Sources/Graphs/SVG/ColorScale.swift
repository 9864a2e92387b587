import MetricModel

/// Which of seven colours stands for which values.
struct ColorScale {
    private let low, high: Double
    private let scale: AxisScale

    /// Of the scale as it is drawn, with its numbers.
    static let height = 46.0
    private static let swatch = (width: 40.0, height: 11.0)

    init(_ values: [Double], limits: AxisLimits, unit: MetricModel.Unit, base: PrefixBase) {
        var (lowest, highest) = (Double.infinity, -Double.infinity)
        for value in values where value.isFinite {
            lowest = min(lowest, value)
            highest = max(highest, value)
        }
        let isKnown = lowest <= highest
        let axis = ValueAxis(
            lowest: isKnown ? lowest : 0, highest: isKnown ? highest : 0, limits: limits, unit: unit, base: base,
            most: Cividis.shades.count)
        (low, high) = (axis.low, axis.high)
        scale = AxisScale(largest: max(abs(low), abs(high)), unit: unit, base: base)
    }

    func step(_ value: Double) -> Int { Cividis.step((min(max(value, low), high) - low) / (high - low)) }

    /// A value in the scale's multiple of the unit, short enough for a cell.
    func short(_ value: Double) -> String {
        let number = value / scale.divisor
        // Steps of less than a tenth must differ.
        let isFine = (high - low) / scale.divisor < 1
        return AxisNumber.text(number, decimals: isFine ? 2 : abs(number) < 9.95 ? 1 : 0)
    }

    /// The colours in a row with the values where they change, and the mark of what is unknown.
    func draw(x: Double, y: Double, width: Double, _ hatch: Hatch, _ out: inout SVGWriter) {
        let count = Cividis.shades.count
        let swatch = min(Self.swatch.width, (width - 70) / Double(count + 2))
        guard swatch > 8 else { return }
        out += "<g class=\"gy\">"
        for step in 0..<count {
            out += "<rect class=\"c"
            out.number(step)
            out += "\""
            out.attribute("x", x + Double(step) * swatch)
            out.attribute("y", y)
            out.attribute("width", swatch)
            out.attribute("height", Self.swatch.height)
            out += "/>"
        }
        out += "</g>"
        // Every number where there is room, else every second.
        let every = swatch >= 36 ? 1 : count
        for step in stride(from: 0, through: count, by: every) {
            let value = low + (high - low) * Double(step) / Double(count)
            let unit = step == count && !scale.symbol.isEmpty ? " \(scale.symbol)" : ""
            out.label(
                short(value) + unit, x: x + Double(step) * swatch, y: y + Self.swatch.height + 13, class: "gc gu")
        }
        let right = x + Double(count) * swatch + 40
        hatch.rectangle(PlotBox(left: right, top: y, width: swatch * 0.6, height: Self.swatch.height), &out)
        out.label("unknown", x: right + swatch * 0.6 + 6, y: y + 10, class: "gu")
        out += "\n"
    }
}
