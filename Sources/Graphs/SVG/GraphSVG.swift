import MetricModel

/// Graphs as SVG, drawn from numbers in memory by ourselves: one of 8 series of 800 rows takes less than a millisecond.
///
/// Colours are classes (``GraphStyle``), words are text, and no element has a style of its own. The root tells scripts
/// where the plot is, in `data-x`, `-y`, `-w` and `-h` (units of the view box), which time (`data-from`, `-to`, seconds
/// since 1970; `data-step`, seconds) and which values (`data-low`, `-high`, in the graph's unit) its sides stand for. A
/// series and its entry in the legend carry the series' number in `data-series`.
package struct GraphSVG {
    let data: GraphData
    let now: Int?
    let moment: Int?
    let layout: SVGLayout
    let stacked: StackedValues
    let scale: ValueScale
    let columns: PixelColumns
    let clock: ZoneClock

    /// Draws a graph of exactly the size that was asked for.
    ///
    /// In a page neither title nor caption say of whom and of which time it is: the page does.
    ///
    /// The figures of the legend give way in a picture too small for them, then the legend, then all text.
    ///
    /// - Parameters:
    ///   - data: its numbers.
    ///   - form: where it will be.
    ///   - now: the present in seconds since 1970, which is marked where the range goes beyond it; nil for none.
    ///   - moment: what was asked for, in seconds since 1970, and is marked with its time; nil for none.
    /// - Returns: the picture's text.
    package static func text(of data: GraphData, as form: SVGForm, now: Int? = nil, moment: Int? = nil) -> String {
        picture(of: data, as: form, now: now, moment: moment).text
    }

    /// As ``text(of:as:now:moment:)``, with the sentence that stands in the picture.
    package static func picture(
        of data: GraphData, as form: SVGForm, now: Int? = nil, moment: Int? = nil
    ) -> (text: String, sentence: GraphSentence) {
        let statistics = data.series.map { SeriesStatistics($0.values, peaks: $0.peaks) }
        let stacked = StackedValues(data.series, rows: data.rows)
        let time = data.request.time
        let layout = SVGLayout(
            data, stacked, statistics, form: form,
            isLive: now.map { time.to >= $0 - data.step } ?? false)
        let graph = GraphSVG(
            data: data, now: now, moment: moment, layout: layout, stacked: stacked,
            scale: ValueScale(low: layout.axis.low, high: layout.axis.high, box: layout.box),
            columns: PixelColumns(box: layout.box, time: time, start: data.start, step: data.step),
            clock: ZoneClock(data.request.zone, over: time))
        var out = SVGWriter()
        let sentence = GraphSentence(data, statistics, total: stacked.total, now: now)
        let root = graph.root(form, sentence.text)
        root.open(&out)
        if let reason = data.emptiness {
            graph.drawMessage(reason, &out)
        } else {
            graph.drawShading(&out)
            graph.drawSeries(&out)
            graph.drawMarks(&out)
            graph.drawAxes(&out)
        }
        graph.drawWords(&out)
        root.close(&out)
        return (out.string, sentence)
    }

    private func root(_ form: SVGForm, _ sentence: String) -> SVGRoot {
        var root = SVGRoot(
            form: form, width: data.request.size.width, height: data.request.size.height, title: data.title,
            sentence: sentence, colors: data.series.compactMap { GraphStyle.className(of: $0.color) })
        let time = data.request.time
        root.hooks = [
            ("graph", data.request.definition.name.text), ("from", "\(time.from)"), ("to", "\(time.to)"),
            ("step", "\(data.step)"),
        ]
        if data.emptiness == nil {
            let box = layout.box
            root.hooks += [("x", box.left), ("y", box.top), ("w", box.width), ("h", box.height)].map {
                ($0, NumberText.of(($1 * 10).rounded() / 10))
            }
            root.hooks += [("low", NumberText.of(layout.axis.low)), ("high", NumberText.of(layout.axis.high))]
        }
        return root
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
