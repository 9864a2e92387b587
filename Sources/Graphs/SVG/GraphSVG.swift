import MetricModel

/// Graphs as SVG, drawn from numbers in memory by ourselves: one of 8 series of 800 rows takes less than a millisecond.
///
/// Colours are classes (``GraphStyle``), words are text, and no element has a style of its own. The root tells scripts
/// where the plot is, in `data-x`, `-y`, `-w` and `-h` (units of the view box), which time (`data-from`, `-to`, seconds
/// since 1970; `data-step`, seconds) and which values (`data-low`, `-high`, in the graph's unit) its sides stand for. A
/// series and its entry in the legend carry the series' number in `data-series`.
package struct GraphSVG {
    /// Where the picture will be.
    package enum Form: Sendable, Equatable {
        /// In a page, whose style sheet has ``GraphStyle/css``.
        ///
        /// - `id`: what the ids in the picture begin with; its own for each picture of a page.
        case inline(id: String)
        /// In a file of its own, light or dark as the reader's system is.
        case standalone
    }

    let data: GraphData
    let now: Int?
    let layout: SVGLayout
    let stacked: StackedValues
    let scale: ValueScale
    let columns: PixelColumns
    let clock: ZoneClock

    /// A graph of exactly the size that was asked for, as text.
    ///
    /// The figures of the legend give way in a picture too small for them, then the legend, then all text.
    ///
    /// - Parameters:
    ///   - data: its numbers.
    ///   - form: where it will be.
    ///   - now: the present in seconds since 1970, which is marked where the range goes beyond it; nil for none.
    package static func text(of data: GraphData, as form: Form, now: Int? = nil) -> String {
        let statistics = data.series.map { SeriesStatistics($0.values, peaks: $0.peaks) }
        let stacked = StackedValues(data.series, rows: data.rows)
        let layout = SVGLayout(data, stacked, statistics)
        let time = data.request.time
        let graph = GraphSVG(
            data: data, now: now, layout: layout, stacked: stacked,
            scale: ValueScale(low: layout.axis.low, high: layout.axis.high, box: layout.box),
            columns: PixelColumns(box: layout.box, time: time, start: data.start, step: data.step),
            clock: ZoneClock(data.request.zone, over: time))
        var out = SVGWriter()
        let sentence = GraphSentence(data, statistics, total: stacked.total, now: now).text
        graph.open(form, sentence, &out)
        if let reason = data.emptiness {
            graph.drawMessage(reason, &out)
        } else {
            graph.drawShading(&out)
            graph.drawSeries(&out)
            graph.drawMarks(&out)
            graph.drawAxes(&out)
        }
        graph.drawWords(&out)
        out += "</svg>\n"
        return out.string
    }

    private func open(_ form: Form, _ sentence: String, _ out: inout SVGWriter) {
        let id: String
        out += "<svg"
        switch form {
        case .inline(let own): id = own + "-"
        case .standalone:
            id = ""
            out += " xmlns=\"http://www.w3.org/2000/svg\""
        }
        let (width, height) = (data.request.size.width, data.request.size.height)
        out.attribute("width", width)
        out.attribute("height", height)
        out.attribute("viewBox", "0 0 \(width) \(height)")
        out += " class=\"graph\" role=\"img\""
        out.attribute("aria-labelledby", "\(id)title \(id)desc")
        out.attribute("data-graph", data.request.definition.name.text)
        out.attribute("data-from", data.request.time.from)
        out.attribute("data-to", data.request.time.to)
        out.attribute("data-step", data.step)
        if data.emptiness == nil {
            out.attribute("data-x", layout.box.left)
            out.attribute("data-y", layout.box.top)
            out.attribute("data-w", layout.box.width)
            out.attribute("data-h", layout.box.height)
            out.attribute("data-low", NumberText.of(layout.axis.low))
            out.attribute("data-high", NumberText.of(layout.axis.high))
        }
        out += "><title"
        out.attribute("id", "\(id)title")
        out += ">"
        out.text(data.title)
        out += "</title><desc"
        out.attribute("id", "\(id)desc")
        out += ">"
        out.text(sentence)
        out += "</desc>\n"
        if form == .standalone {
            out += "<style>"
            out.markup(GraphStyle.standalone)
            out += "</style><rect class=\"gz\" width=\"100%\" height=\"100%\"/>\n"
        }
    }

    /// Why there is nothing to see, in the middle.
    private func drawMessage(_ reason: String, _ out: inout SVGWriter) {
        // A thumbnail has no room for the reason.
        let words = layout.width < 200 ? "no data" : reason
        let letters = max(8, Int((layout.width - 2 * SVGLayout.margin) / SVGLayout.letter))
        let lines = LegendLayout.wrap(words, letters, at: " ")
        let (top, bottom) = layout.isBare ? (0, layout.height) : (layout.box.top, layout.box.bottom)
        var y = (top + bottom - Double(lines.count - 1) * SVGLayout.rowHeight) / 2 + 4
        for line in lines {
            out.label(line, x: layout.width / 2, y: y, class: "gc gu")
            y += SVGLayout.rowHeight
        }
    }

    /// The title, the legend and the caption.
    private func drawWords(_ out: inout SVGWriter) {
        guard !layout.isBare else { return }
        out.label(layout.title, x: SVGLayout.margin, y: 19, class: "gt")
        if data.emptiness == nil { drawLegend(&out) }
        var y = layout.height - Double(layout.captions.count - 1) * SVGLayout.captionHeight - 7
        for caption in layout.captions {
            out.label(caption, x: SVGLayout.margin, y: y, class: "gu")
            y += SVGLayout.captionHeight
        }
    }
}
