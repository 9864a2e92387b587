import MetricModel
import Wire

/// Where one of gmond's metrics stands among the values of a part, and in which of its units.
struct GangliaColumn {
    let metric: GangliaMetric
    /// Among ``Part/columns``.
    let column: Int

    var name: String { metric.name }

    static func all(of part: Part) -> [GangliaColumn] {
        guard part.instance == nil else { return [] }
        return part.columns.enumerated().compactMap { column, field in
            part.definition.fields[field].flatName.flatMap { GangliaMetric.named($0) }
                .map { GangliaColumn(metric: $0, column: column) }
        }
    }

    /// What gmetad keeps, of rows of a part's values.
    func values(in rows: [Double], width: Int) -> [Double] {
        stride(from: column, to: rows.count, by: width).map { rows[$0] / metric.factor }
    }
}
