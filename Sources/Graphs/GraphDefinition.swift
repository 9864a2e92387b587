package import MetricModel

/// The name of a graph and of its file; stands in addresses: `disk-latency`.
package struct GraphName: Name {
    package let text: String
    package static let limit = 64
    package static func allows(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "a"..."z", "0"..."9", "_", "-": true
        default: false
        }
    }
    package init(valid text: String) { self.text = text }
}

/// What a graph shows, for any host or group and any time: the content of one file of `graphs`.
package struct GraphDefinition: Sendable, Equatable {
    package let name: GraphName
    package let title: String
    /// What a host's values are counted in.
    package let unit: Unit
    package let base: PrefixBase
    /// The ends of a host's axis.
    package let limits: AxisLimits
    /// One sentence.
    package let summary: String
    /// What is drawn of a host.
    package let series: [SeriesDefinition]
    package let group: GroupDefinition
    /// Where it stands among the graphs of a page: lower numbers first.
    package let order: Double

    /// How many series a definition may have.
    package static let maximumSeries = 32
}

/// One line, area or layer.
package struct SeriesDefinition: Sendable, Equatable {
    package let value: Expression
    /// For the legend; `{instance}` in it stands for the instance's name.
    package let label: String
    package let draw: DrawStyle
    /// nil for a series of instances, which take the palette's colours in turn.
    package let color: GraphColor?
    /// Whether it is drawn for each instance.
    package var isForEachInstance: Bool { value.isForEachInstance }
}

/// How a series is drawn.
package enum DrawStyle: String, Sendable, Hashable, CaseIterable {
    case line
    /// A line with the space below it lightly filled.
    case area
    /// A layer on top of the layers before it.
    case stack
}

/// What a definition says about groups.
package struct GroupDefinition: Sendable, Equatable {
    package let unit: Unit
    /// The ends of a group's axis.
    package let limits: AxisLimits
    package let aggregate: GroupAggregate
    /// The one value of a host that is drawn where the hosts are few; nil if a group's totals are always drawn.
    package let host: Expression?
    /// What ``host`` is, in words: "busy cores".
    package let label: String?
    /// What is drawn of the totals; empty if the graph is of hosts only.
    package let series: [SeriesDefinition]
    /// A line of the totals over everything else: what the group could use at most.
    package let capacity: SeriesDefinition?

    /// A group of at most so many hosts is drawn host by host.
    package static let maximumHosts = 12
}

/// What becomes of the members' values.
package enum GroupAggregate: String, Sendable, Hashable, CaseIterable {
    /// Hosts are stacked; totals are read from the columns `<field>_sum`.
    case sum
    /// For shares of what each host has: hosts are lines; totals are `<field>_sum` divided by `<field>_num`.
    case mean
    /// For what cannot be added: hosts are lines; totals are read from the columns `<field>_max`.
    case max
}

/// What a thousand is: 1024 for sizes of memory and file systems, 1000 for all else.
package enum PrefixBase: Int, Sendable, Hashable, CaseIterable {
    case decimal = 1000
    case binary = 1024
}

/// Where an axis begins and ends, in the graph's unit; nil for wherever the values do.
///
/// Without a low end it begins at 0, or at the lowest value below.
package struct AxisLimits: Sendable, Equatable {
    package let low: Double?
    package let high: Double?

    package init(low: Double? = nil, high: Double? = nil) {
        (self.low, self.high) = (low, high)
    }
}
