import MetricModel

extension GraphDefinition {
    /// The definition of a graph whose series are the metrics that a pattern chooses, of hosts that a pattern chooses.
    ///
    /// - `isShare`: whether each is drawn as its share of all together.
    /// - `total`: what a line of all together is called; nil for none.
    package static func ofMetrics(isShare: Bool = false, total: String? = nil) -> GraphDefinition {
        var definition = GraphDefinition(
            name: GraphName(literal: "metrics"), title: "Metrics", unit: .none, base: .decimal,
            limits: AxisLimits(), summary: "Metrics of hosts that patterns chose.", series: [],
            group: GroupDefinition(
                unit: .none, limits: AxisLimits(), aggregate: .sum, host: nil, label: nil, series: [], capacity: nil),
            order: 100)
        definition.isShare = isShare
        definition.total = total
        return definition
    }

    /// Whether its series are those that a pattern chooses.
    package var isOfMetrics: Bool { series.isEmpty }
}
