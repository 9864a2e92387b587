extension TimeAxis {
    /// Writes the labels under a plot, none of which touches another or the picture's edge.
    ///
    /// - Parameters:
    ///   - columns: the plot.
    ///   - width: of the picture.
    ///   - hasSpans: whether there is a second line.
    ///   - out: where to.
    func drawLabels(_ columns: PixelColumns, width: Double, hasSpans: Bool, _ out: inout SVGWriter) {
        let bottom = columns.box.bottom
        var end = -Double.infinity
        for tick in ticks {
            let x = columns.x(Double(tick.time))
            let half = Double(DisplayWidth.cells(tick.label)) * SVGLayout.letter / 2
            guard x - half > end, x + half <= width else { continue }
            out.label(tick.label, x: x, y: bottom + 15, class: "gc gu")
            end = x + half + SVGLayout.letter / 2
        }
        guard hasSpans else { return }
        for span in spans {
            let (from, to) = (columns.x(Double(span.from)), columns.x(Double(span.to)))
            let label = span.labels.first { label in
                Double(DisplayWidth.cells(label) + 1) * SVGLayout.letter <= to - from
            }
            if let label { out.label(label, x: from, y: bottom + 29) }
        }
        out += "\n"
    }
}
