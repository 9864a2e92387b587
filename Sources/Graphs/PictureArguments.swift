import MetricModel

/// What librrd is told to draw, as `rrdtool graph` would be.
struct PictureArguments {
    let sheet: DrawingSheet
    let arguments: [String]

    // The empty label of an axis on the right keeps room for the half of the last time that stands out there.
    private static let options = [
        "--full-size-mode", "--border", "0", "--slope-mode", "--disable-rrdtool-tag", "--units-exponent", "0",
        "--grid-dash", "1:0", "-c", "BACK#FFFFFF", "-c", "FRAME#FFFFFF00", "-c", "ARROW#FFFFFF00", "-c",
        "GRID#00000012", "-c", "MGRID#00000028", "-c", "FONT#222222", "--font", "DEFAULT:8:DejaVu Sans", "--font",
        "UNIT:9:DejaVu Sans", "--font", "TITLE:11:DejaVu Sans", "--right-axis-label", " ",
    ]

    /// - `format`: `PNG` or `PDF`.
    init(_ data: GraphData, format: String) {
        // librrd labels the axis in the process's zone, which is UTC: moved, the axis shows the clocks of another.
        let shift = data.axisOffset
        let time = data.request.time
        let size = data.request.size
        let legend = LegendLayout(data)
        var arguments =
            ["graph", "-", "--imgformat", format] + Self.options + [
                "--start", "\(time.from + shift)", "--end", "\(time.to + shift)", "--width", "\(size.width)",
                "--height", "\(size.height)",
            ]
        if legend.style != .bare {
            // A blank keeps an option's value from being taken for another option.
            arguments += ["--title", " " + TextLimit.shorten(data.title, to: max(8, (size.width - 40) / 8))]
        }
        if let reason = data.emptiness {
            // A thumbnail has no room for the reason.
            let text = size.width < 200 ? "no data" : reason
            arguments += Self.message(text, letters: max(8, (size.width - 30) / 7))
            sheet = DrawingSheet(start: data.start + shift, end: data.end + shift, step: data.step, columns: [])
        } else {
            if legend.style == .bare { arguments.append("--only-graph") }
            let scale = AxisScale(largest: data.highest, unit: data.unit, base: data.base)
            arguments += ["--font", "LEGEND:8:DejaVu Sans Mono", "-c", "CANVAS#FFFFFF", "-c", "AXIS#7F7F7F"]
            arguments += ["--vertical-label", " " + scale.symbol]
            arguments += Self.limits(data, scale)
            let clock = ZoneClock(data.request.zone, over: time)
            var columns = SheetColumns(divisor: scale.divisor)
            arguments += Self.shading(data, clock, in: &columns)
            arguments += Self.elements(data, legend, in: &columns)
            arguments += Self.marks(data, clock, legend, in: &columns)
            sheet = DrawingSheet(
                start: data.start + shift, end: data.end + shift, step: data.step, columns: columns.values)
        }
        if legend.style != .bare {
            arguments += legend.captions.map { "COMMENT:" + LegendLayout.escape($0) + #"\l"# }
        }
        self.arguments = arguments
    }

    /// A picture without axes that says why.
    private static func message(_ reason: String, letters: Int) -> [String] {
        [
            "--font", "LEGEND:9:DejaVu Sans", "-c", "CANVAS#F5F5F5", "-c", "AXIS#FFFFFF00", "--x-grid", "none",
            "--y-grid", "none", "HRULE:0#00000000",
        ] + LegendLayout.wrap(reason, letters, at: " ").map { "COMMENT:" + LegendLayout.escape($0) + #"\c"# }
    }

    private static func limits(_ data: GraphData, _ scale: AxisScale) -> [String] {
        let limits = data.limits
        var arguments: [String] = []
        if data.request.definition.isLogarithmic {
            arguments.append("--logarithmic")
            if let low = limits.low, low > 0 { arguments += ["--lower-limit", NumberText.of(low / scale.divisor)] }
        } else if limits.low != nil || data.lowest >= 0 {
            arguments += ["--lower-limit", NumberText.of((limits.low ?? 0) / scale.divisor)]
        }
        // Room for the line's own width; and an axis that ends where it begins would have milli-nothings on it.
        let high = limits.high ?? max(data.unit.leastAxis, data.highest > 0 ? data.highest * 1.05 : 1)
        arguments += ["--upper-limit", NumberText.of(high / scale.divisor)]
        if limits.high != nil { arguments.append("--rigid") }
        let axis = AxisLabels(
            low: (limits.low ?? min(0, data.lowest)) / scale.divisor, high: high / scale.divisor,
            pictureHeight: data.request.size.height)
        if axis.decimals > axis.usualDecimals { arguments += ["--left-axis-format", "%.\(axis.decimals)lf"] }
        return arguments
    }

    private static func elements(
        _ data: GraphData, _ legend: LegendLayout, in columns: inout SheetColumns
    ) -> [String] {
        var arguments: [String] = []
        for (index, series) in data.series.enumerated() {
            arguments.append(columns.define("v\(index)", series.values))
            if let floor = series.floor { arguments.append(columns.define("f\(index)", floor)) }
        }
        if let header = legend.header { arguments.append("COMMENT:" + header) }
        for (index, series, peaks) in data.drawnPeaks {
            arguments.append(columns.define("p\(index)", peaks))
            arguments.append("LINE0.7:p\(index)\(series.color)90")
        }
        var isOnGround = true
        for (index, series) in data.series.enumerated() {
            let text = (legend.entries.isEmpty ? "" : legend.entries[index]) + series.stroke.dashes
            switch series.draw {
            case .band:
                // An area on one that is not seen.
                arguments.append("CDEF:b\(index)=v\(index),f\(index),-")
                arguments.append("AREA:f\(index)")
                arguments.append("AREA:b\(index)\(series.color)40:\(text):STACK")
            case .stack:
                arguments.append("AREA:v\(index)\(series.color):\(text)" + (isOnGround ? "" : ":STACK"))
                isOnGround = false
            case .area:
                arguments.append("AREA:v\(index)\(series.color)50")
                arguments.append("LINE1.5:v\(index)\(series.color):\(text)")
            case .line:
                arguments.append("LINE1.5:v\(index)\(series.color):\(text)")
            }
        }
        return arguments
    }
}

extension Unit {
    /// Where an axis ends at the lowest: a part of a byte or of an event is nothing to look at closely.
    var leastAxis: Double {
        switch self {
        case .bytes, .bytesPerSecond, .perSecond: 1
        default: 0
        }
    }
}

extension Stroke {
    /// What librrd is told after a line's label.
    fileprivate var dashes: String {
        switch self {
        case .solid: ""
        case .dashed: ":dashes=6,3"
        case .dotted: ":dashes=2,2"
        }
    }
}

extension GraphData {
    /// The lines over which highest values are drawn; those of layers would be taken for the layers together.
    fileprivate var drawnPeaks: [(index: Int, series: GraphSeries, peaks: [Double])] {
        series.enumerated().compactMap { index, series in
            guard series.draw == .line || series.draw == .area else { return nil }
            return series.peaks.map { (index, series, $0) }
        }
    }

    /// The highest point of the picture: that of the layers together, or of a line.
    var highest: Double {
        var layers = [Double](repeating: 0, count: rows)
        var result = -Double.infinity
        for line in series {
            if line.draw == .stack {
                for (row, value) in line.values.enumerated() where !value.isNaN { layers[row] += value }
            } else {
                result = max(result, line.maximum ?? result)
            }
        }
        if series.contains(where: { $0.draw == .stack }) { result = max(result, layers.max() ?? result) }
        return result.isFinite ? result : 0
    }

    var lowest: Double {
        series.compactMap { ($0.floor ?? $0.values).filter { !$0.isNaN }.min() }.min() ?? 0
    }
}
