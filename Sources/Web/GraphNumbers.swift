import Foundation
import Graphs
import MetricModel

/// The numbers of a graph: each series' figures, and its rows as far as somebody would read them.
struct GraphNumbers {
    let data: GraphData
    let owner: GraphOwner
    let range: PageRange

    /// More cells than this are read from a file.
    private static let maximumCells = 2400
    private static let maximumRows = 240

    var html: HTML { figures + rows }

    private var figures: HTML {
        """
        <div class="scroll"><table>
        <thead><tr><th scope="col">\(data.title)</th><th scope="col" class="n">\(range.isLive ? "Now" : "Last")</th><th scope="col" class="n">Min</th>\
        <th scope="col" class="n">Mean</th><th scope="col" class="n">p95</th><th scope="col" class="n">Max</th></tr></thead>
        <tbody>
        \(data.series.map(figures))</tbody></table></div>
        <p class="note">\(data.caption)</p>

        """
    }

    private func figures(of series: GraphSeries) -> HTML {
        let statistics = SeriesStatistics(series.values, peaks: series.peaks)
        return """
            <tr><th scope="row" class="name">\(name(of: series))</th>\([
                statistics.last, statistics.minimum, statistics.mean, statistics.p95, statistics.maximum,
            ].map { cell($0) })</tr>

            """
    }

    /// Leads to where the value came from, if it is one of a host.
    private func name(of series: GraphSeries) -> HTML {
        guard case .host(let host) = owner, let metric = MetricName(series.metric) else { return "\(series.label)" }
        let moment = range.moment ?? (range.isLive ? nil : range.time.to)
        let address = Link.explain(metric, of: host).with(moment.map { [("at", "\($0)")] } ?? [])
        return "<a class=\"quiet\" href=\"\(address)\" title=\"\(metric.description)\">\(series.label)</a>"
    }

    private var rows: HTML {
        let count = min(data.rows, Self.maximumRows, Self.maximumCells / max(1, data.series.count))
        guard count > 0 else { return "" }
        let words =
            count < data.rows
            ? "The newest \(count) of \(data.rows) rows" : data.rows == 1 ? "The row" : "All \(data.rows) rows"
        return """
            <details class="rows"><summary>\(words), each of \(HumanText.duration(Double(data.step)))</summary>
            <div class="scroll"><table>
            <thead><tr><th scope="col">Until</th>\(data.series.map { series in
                "<th scope=\"col\" class=\"n\">\(series.label)</th>"
            })</tr></thead>
            <tbody>
            \((data.rows - count..<data.rows).reversed().map(row))</tbody></table></div></details>

            """
    }

    private func row(_ index: Int) -> HTML {
        let end = data.start + (index + 1) * data.step
        return """
            <tr><th scope="row">\(range.zone.text(at: end))</th>\(data.series.map { cell($0.values[index]) })</tr>

            """
    }

    private func cell(_ value: Double?) -> HTML {
        PageParts.number(Quantity.text(value, in: data.unit, base: data.request.definition.base))
    }
}
