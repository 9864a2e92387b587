import Graphs
import MetricModel

/// The numbers of a graph's series, and how far each mean is from the first.
struct NumbersTable {
    let data: GraphData
    /// Whether the series are alike, so that a difference says something.
    var comparesWithFirst = true

    var html: HTML {
        let rows = data.series.map { (series: $0, statistics: SeriesStatistics($0.values, peaks: $0.peaks)) }
        let first = rows.first
        let compares = comparesWithFirst && rows.count > 1
        let columns = ["Now", "Lowest", "Mean", "p95", "Highest"]
        let heads = columns.map { "<th scope=\"col\" class=\"n\">\($0)</th>" as HTML }
        let difference: HTML =
            compares ? "<th scope=\"col\" class=\"n\">Mean against \(first?.series.label ?? "")</th>" : ""
        return """
            <div class="scroll numbers"><table>
            <thead><tr><th scope="col">\(data.unit.symbol.isEmpty ? "" : "in \(data.unit.symbol)")</th>\
            \(heads)\(difference)</tr></thead>
            <tbody>
            \(rows.enumerated().map { index, row in
                """
                <tr><th scope="row" class="name">\(Self.dot(row.series))\
                \(row.series.label)</th>\(cells(row.statistics))\
                \(compares ? farther(row.statistics.mean, than: index == 0 ? nil : first?.statistics.mean) : "")</tr>

                """ as HTML
            })</tbody></table></div>

            """
    }

    private func cells(_ statistics: SeriesStatistics) -> HTML {
        HTML(
            [statistics.atEnd(of: data.rows), statistics.minimum, statistics.mean, statistics.p95, statistics.maximum]
                .map {
                    PageParts.number(Quantity.text($0, in: data.unit, base: data.base))
                })
    }

    /// The series' colour, as the graph has it.
    private static func dot(_ series: GraphSeries) -> HTML {
        let shape: HTML =
            series.stroke == .solid
            ? "<rect width=\"8\" height=\"8\" rx=\"1.5\"/>"
            : "<rect y=\"3\" width=\"3.2\" height=\"2\"/><rect x=\"4.8\" y=\"3\" width=\"3.2\" height=\"2\"/>"
        return """
            <svg class="dot \(GraphStyle.className(of: series.color) ?? "")" viewBox="0 0 8 8" aria-hidden="true">\
            \(shape)</svg>
            """
    }

    /// How much more or less it is, and what share that is; nothing for the first itself.
    private func farther(_ value: Double?, than other: Double?) -> HTML {
        guard let other else { return "<td></td>" }
        guard let value else { return PageParts.number(HumanText.unknown) }
        let sign = value < other ? "−" : "+"
        let amount = sign + Quantity.text(abs(value - other), in: data.unit, base: data.base)
        guard other != 0 else { return PageParts.number(amount) }
        // Nobody reads +1832 %.
        if other > 0, value >= 3 * other {
            return PageParts.number(amount + ", \(Quantity.text(value / other, in: .none)) ×")
        }
        return PageParts.number(amount + ", " + sign + HumanText.percent(100 * abs(value - other) / abs(other)))
    }
}
