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
    /// Under which it stands there.
    package var section = GraphSection.other
    /// What it is drawn of.
    package var contexts = GraphContext.everywhere
    /// Whether each instance has a graph of its own; one that is asked for no instance shows them all.
    package var isOfOneInstance = false
    /// The time that is drawn beside: of the layers together, and of each line and area.
    package var previous: PreviousPeriod?
    /// Whether the highest values of rows are told beside their means.
    package var hasPeaks = true
    /// Whether each series is drawn as its share of all series together, in percent.
    package var isShare = false
    /// What a line of all series together is called; nil if there is none.
    package var total: String?
    /// Whether the axis counts in powers of ten.
    package var isLogarithmic = false

    /// How many series a definition may have.
    package static let maximumSeries = 32
}

/// What a definition says about groups.
package struct GroupDefinition: Sendable, Equatable {
    package let unit: Unit
    /// The ends of a group's axis.
    package let limits: AxisLimits
    package let aggregate: GroupAggregate
    /// The one value of a host that is drawn where hosts are told apart; nil if a group's totals are always drawn.
    package let host: Expression?
    /// What ``host`` is, in words: "busy cores".
    package let label: String?
    /// What is drawn of the totals; empty if the graph is of hosts only.
    package let series: [SeriesDefinition]
    /// A line of the totals over everything else: what the group could use at most.
    package let capacity: SeriesDefinition?
    /// How a group of more than ``maximumHosts`` is drawn.
    package var many = GroupView.totals
    /// How many of the largest hosts are named.
    package var top = 5

    /// A group of at most so many hosts is drawn host by host.
    package static let maximumHosts = 12
}

/// What a graph of a group tells apart.
package enum GroupView: String, Sendable, Hashable, CaseIterable {
    /// Nothing: what the hosts have together.
    case totals
    /// Every host.
    case hosts
    /// The largest by name, and the rest as one.
    case top
    /// The mean or the maximum, between which values eight of ten hosts are, and the largest by name.
    case spread
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
package struct AxisLimits: Sendable, Hashable {
    package let low: Double?
    package let high: Double?

    package init(low: Double? = nil, high: Double? = nil) {
        (self.low, self.high) = (low, high)
    }
}
