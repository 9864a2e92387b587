package import MetricModel

extension GraphDefinition {
    /// A graph of a few metrics as they are, which no file defines.
    ///
    /// - `metrics`: of one unit, each with its description; at most ``maximumSeries`` of them are drawn.
    package init?(of metrics: [(metric: MetricName, field: Field)], title: String) {
        guard let first = metrics.first?.field, let name = GraphName("metric") else { return nil }
        let series = metrics.prefix(Self.maximumSeries).enumerated().map { index, entry in
            SeriesDefinition(
                value: Expression(entry.metric), label: entry.field.title,
                draw: metrics.count == 1 ? .area : .line, color: Palette.shade(index))
        }
        let isWhole = metrics.allSatisfy { $0.metric.instance == nil }
        // Groups keep CPU time in cores, which add up; other shares do not.
        let isCPU = metrics.allSatisfy { $0.metric.subject == SubjectName(literal: "cpu") }
        self.init(
            name: name, title: title, unit: first.unit, base: first.unit == .bytes ? .binary : .decimal,
            limits: AxisLimits(), summary: first.summary, series: series,
            group: GroupDefinition(
                unit: isCPU && first.unit == .percent ? .cores : first.unit, limits: AxisLimits(),
                aggregate: first.unit == .percent && !isCPU ? .mean : .sum, host: nil, label: nil,
                series: isWhole ? series : [], capacity: nil),
            order: 0)
    }

    /// The definition of a graph of a host that is only a table of numbers, whatever units they have.
    ///
    /// - `values`: each with the label of its series.
    package static func ofValues(_ values: [(label: String, value: Expression)]) -> GraphDefinition {
        GraphDefinition(
            name: GraphName(literal: "values"), title: "Values", unit: .none, base: .decimal, limits: AxisLimits(),
            summary: "Values of a host.",
            series: values.map { SeriesDefinition(value: $0.value, label: $0.label) },
            group: GroupDefinition(
                unit: .none, limits: AxisLimits(), aggregate: .sum, host: nil, label: nil, series: [], capacity: nil),
            order: 100, hasPeaks: false)
    }
}
