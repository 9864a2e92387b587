extension GraphSVG {
    /// Layers that nowhere reach so many pixels are not drawn.
    private static let thinnest = 0.2

    /// Bands, layers, areas, then lines: what is drawn later lies over what came before.
    func drawSeries(_ out: inout SVGWriter) {
        out += "<g class=\"gp\" transform=\"scale(.5)\">\n"
        let all = Array(data.series.enumerated())
        for (index, series) in all where series.floor != nil { drawBand(series, index, &out) }
        // From the top down: each layer is an area from the ground that those below it cover.
        for (index, series) in all.reversed() where series.draw == .stack && series.floor == nil {
            drawLayer(series, index, &out)
        }
        for (index, series) in all where series.draw == .area && series.floor == nil {
            inColor(of: series, index, &out) { out in
                out.path("gw", area(columns.runs(of: series.values, on: scale)))
            }
        }
        drawGrid(&out)
        for (index, series) in all where series.floor == nil {
            guard series.draw != .stack || series.peaks != nil else { continue }
            inColor(of: series, index, &out) { out in drawLine(series, index, &out) }
        }
        out += "</g>\n"
    }

    /// A line, with what its peaks reach above it.
    private func drawLine(_ series: GraphSeries, _ index: Int, _ out: inout SVGWriter) {
        let isLayer = series.draw == .stack
        if let told = stacked.peaks[index] {
            // Both edges must begin and end together.
            let peaks = zip(told, series.values).map { $1.isFinite ? $0 : .nan }
            let reach = columns.runs(of: peaks, on: scale, keeping: .highest)
            if !isLayer {
                let masked = zip(series.values, peaks).map { $1.isFinite ? $0 : .nan }
                out.path("gw", ring(reach, columns.runs(of: masked, on: scale, keeping: .lowest)))
            }
            out.path("gh", line(reach))
        }
        guard !isLayer else { return }
        let path = line(columns.runs(of: series.values, on: scale))
        switch series.stroke {
        case .solid: out.path("gl", path)
        case .dashed: out.path("gl gd", path)
        case .dotted: out.path("gl go", path)
        }
    }

    private func drawLayer(_ series: GraphSeries, _ index: Int, _ out: inout SVGWriter) {
        // A layer that is nowhere thick enough to be seen would only double the edge of the one below.
        let least = Self.thinnest * (scale.high - scale.low) / scale.box.height
        guard series.values.contains(where: { $0.isFinite && abs($0) >= least }) else { return }
        inColor(of: series, index, &out) { out in
            out.path("gk", area(columns.runs(of: stacked.tops[index], on: scale)))
        }
    }

    private func drawBand(_ series: GraphSeries, _ index: Int, _ out: inout SVGWriter) {
        guard let floor = series.floor else { return }
        let upper = zip(series.values, floor).map { $1.isFinite ? $0 : .nan }
        let lower = zip(series.values, floor).map { $0.isFinite ? $1 : .nan }
        inColor(of: series, index, &out) { out in
            out.path(
                "gb",
                ring(
                    columns.runs(of: upper, on: scale, keeping: .highest),
                    columns.runs(of: lower, on: scale, keeping: .lowest)))
        }
    }

    /// A group in a series' colour.
    private func inColor(
        of series: GraphSeries, _ index: Int, _ out: inout SVGWriter, _ draw: (inout SVGWriter) -> Void
    ) {
        out += "<g"
        color(series.color, &out)
        out.attribute("data-series", index)
        out += ">"
        draw(&out)
        out += "</g>\n"
    }

    func color(_ shade: Shade, _ out: inout SVGWriter) {
        if let name = GraphStyle.className(of: shade) {
            out.attribute("class", name)
        } else {
            let text = shade.forBothThemes.description
            out.attribute("fill", text)
            out.attribute("stroke", text)
        }
    }

    private func line(_ runs: [[PathPen.Point]]) -> PathPen {
        var pen = PathPen()
        for run in runs { pen.draw(run) }
        return pen
    }

    /// From the axis's zero, or the end that is nearest to it, to the line.
    private func area(_ runs: [[PathPen.Point]]) -> PathPen {
        let ground = scale.halfPixel(of: 0)
        var pen = PathPen()
        for run in runs {
            pen.move(to: PathPen.Point(x: run[0].x, y: ground))
            pen.corner(at: run[0])
            for point in run.dropFirst() { pen.line(to: point) }
            pen.corner(at: PathPen.Point(x: run[run.count - 1].x, y: ground))
            pen.close()
        }
        return pen
    }

    /// What lies between two lines that are known at the same times.
    private func ring(_ upper: [[PathPen.Point]], _ lower: [[PathPen.Point]]) -> PathPen {
        var pen = PathPen()
        for (above, below) in zip(upper, lower) {
            pen.draw(above)
            pen.corner(at: below[below.count - 1])
            for point in below.dropLast().reversed() { pen.line(to: point) }
            pen.close()
        }
        return pen
    }
}
