package import Archive
package import MetricModel

/// The numbers of a graph: what every kind of picture and table is made from.
///
/// Row `i` of every series covers the seconds (start + i × step, start + (i + 1) × step].
package struct GraphData: Sendable {
    package let request: GraphRequest
    package let title: String
    /// The title without whose numbers they are, where that is clear.
    package let heading: String
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
    /// What happened in this time, the earliest first.
    package var marks: [EventMark] = []

    package var rows: Int { (end - start) / step }

    /// What a thousand is; of metrics that patterns chose, it depends on what they are.
    package var base: PrefixBase {
        request.definition.isOfMetrics && unit == .bytes ? .binary : request.definition.base
    }

    /// - `heading`: the title unless told.
    /// - `end`: whole rows after `start`; every series has a value for each.
    package init(
        request: GraphRequest, title: String, heading: String? = nil, unit: Unit, limits: AxisLimits, start: Int,
        end: Int, step: Int,
        consolidation: Consolidation, known: Double, notes: [String], emptiness: String?, series: [GraphSeries],
        marks: [EventMark] = []
    ) {
        (self.request, self.title, self.heading) = (request, title, heading ?? title)
        (self.unit, self.limits) = (unit, limits)
        (self.start, self.end, self.step) = (start, end, step)
        (self.consolidation, self.known) = (consolidation, known)
        (self.notes, self.emptiness) = (notes, emptiness)
        (self.series, self.marks) = (series, marks)
    }
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
    /// Where a band begins whose other edge ``values`` is; nil for what is no band.
    package var floor: [Double]?
    /// The highest values in each row, beside the means; nil where they are not known or the same.
    package var peaks: [Double]?
    package var stroke = Stroke.solid
    /// Whether it is what the graph tells of: no limit, no percentile, and of no earlier time.
    package var isOwn = true

    package init(
        label: String, metric: String, draw: DrawStyle, color: Shade, values: [Double], floor: [Double]? = nil,
        peaks: [Double]? = nil, stroke: Stroke = .solid
    ) {
        (self.label, self.metric, self.draw, self.color) = (label, metric, draw, color)
        (self.values, self.floor, self.peaks, self.stroke) = (values, floor, peaks, stroke)
    }
}

/// How a line is broken, so that lines differ without their colours.
package enum Stroke: String, Sendable, Hashable, CaseIterable {
    case solid, dashed, dotted
}

/// Something that happened, for a line across a graph.
package struct EventMark: Sendable, Equatable {
    /// Seconds since 1970.
    package let start: Int
    /// nil for a moment.
    package let end: Int?
    package let text: String

    package init(start: Int, end: Int? = nil, text: String) {
        self.start = start
        self.end = end
        self.text = text
    }
}

extension GraphSeries {
    /// The newest value that is known.
    package var last: Double? { values.last { !$0.isNaN } }

    /// The mean of what is known.
    package var mean: Double? {
        let known = values.filter { !$0.isNaN }
        return known.isEmpty ? nil : known.reduce(0, +) / Double(known.count)
    }

    /// The highest there was, within rows too where that is known.
    package var maximum: Double? { (peaks ?? values).filter { !$0.isNaN }.max() }
}
