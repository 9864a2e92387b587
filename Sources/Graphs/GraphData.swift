package import Archive
package import MetricModel

/// The numbers of a graph: what every kind of picture and table is made from.
///
/// Row `i` of every series covers the seconds (start + i × step, start + (i + 1) × step].
package struct GraphData: Sendable {
    package let request: GraphRequest
    package let title: String
    package let unit: Unit
    package let limits: AxisLimits
    /// Seconds since 1970.
    package let start, end: Int
    /// Seconds a row.
    package let step: Int
    package let consolidation: Consolidation
    /// The share of the series' values that are known, 0...1.
    package let known: Double
    /// What the reader should know beside the numbers, each a few words.
    package let notes: [String]
    /// Why there is nothing to see; nil if there is.
    package let emptiness: String?
    /// In the order of the legend.
    package let series: [GraphSeries]

    package var rows: Int { (end - start) / step }
}

/// One line, area or layer with its values.
package struct GraphSeries: Sendable {
    package let label: String
    /// The metric or expression that it shows.
    package let metric: String
    package let draw: DrawStyle
    package let color: Shade
    /// NaN where unknown.
    package let values: [Double]
}

extension GraphSeries {
    /// The newest value that is known.
    package var last: Double? { values.last { !$0.isNaN } }

    /// The mean of what is known.
    package var mean: Double? {
        let known = values.filter { !$0.isNaN }
        return known.isEmpty ? nil : known.reduce(0, +) / Double(known.count)
    }

    package var maximum: Double? { values.filter { !$0.isNaN }.max() }
}
