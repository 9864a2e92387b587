import MetricModel

/// A graph in one sentence, for those who don't see it: `CPU on web1, 2026-11-22 10:00–16:00 UTC: median 14 %, p95 61 %,
/// peak 97 % at 11:22; now 16 %`.
package struct GraphSentence: Sendable, Equatable {
    package let text: String
    /// The same where the title is told already: `last 6 h: median 14 %, p95 61 %, peak 97 % at 11:22; now 16 %`.
    package let withoutTitle: String

    /// Of the layers' sum where there are layers, else of the line that goes highest.
    ///
    /// - `now`: the present in seconds since 1970; a range that ends there is told by its length.
    package init(_ data: GraphData, now: Int? = nil) {
        self.init(
            data, data.series.map { SeriesStatistics($0.values, peaks: $0.peaks) },
            total: StackedValues(data.series, rows: data.rows).total, now: now)
    }

    init(_ data: GraphData, _ statistics: [SeriesStatistics], total: [Double]?, now: Int?) {
        let time = data.request.time
        let isPresent = now.map { abs(time.to - $0) <= max(60, data.step) } ?? false
        let when = isPresent ? "last \(GraphData.length(time.to - time.from))" : time.text(in: data.request.zone)
        if let reason = data.emptiness {
            (text, withoutTitle) = ("\(data.title), \(when): \(reason)", reason)
            return
        }
        var what = ""
        var figures = SeriesStatistics([])
        let layers = data.series.count { $0.draw == .stack }
        let own = data.series.indices.filter { data.series[$0].isOwn }
        if let total {
            figures = SeriesStatistics(total)
            what = layers > 1 ? "sum of \(layers): " : ""
        } else if let highest = own.max(by: {
            (statistics[$0].maximum ?? -.infinity) < (statistics[$1].maximum ?? -.infinity)
        }) {
            figures = statistics[highest]
            what = own.count > 1 ? "highest of \(own.count) is \(data.series[highest].label): " : ""
        }
        guard let lastRow = figures.lastRow, let peakRow = figures.peakRow else {
            withoutTitle = "\(when): nothing known"
            text = "\(data.title), \(withoutTitle)"
            return
        }
        func quantity(_ value: Double?) -> String {
            Quantity.text(value, in: data.unit, base: data.base)
        }
        func clock(_ row: Int) -> String {
            let moment = data.start + (row + 1) * data.step
            var local = ZoneClock(data.request.zone, over: time).local(moment)
            // Seconds count only where they are most of what is seen.
            if time.to - time.from > 3600 { local.second = 0 }
            return time.to - time.from <= 86_400 ? local.clock : "\(local.date) \(local.clock)"
        }
        let last =
            figures.atEnd(of: data.rows).map { "\(isPresent ? "now" : "at the end") \(quantity($0))" }
            ?? "last known \(quantity(figures.last)) at \(clock(lastRow))"
        withoutTitle = """
            \(when): \(what)median \(quantity(figures.median)), p95 \(quantity(figures.p95)), \
            peak \(quantity(figures.maximum)) at \(clock(peakRow)); \(last)
            """
        text = "\(data.title), \(withoutTitle)"
    }
}
