package import MetricModel

/// One line, area, layer or band.
package struct SeriesDefinition: Sendable, Equatable {
    package let value: Expression
    /// For the legend; `{instance}` in it stands for the instance's name.
    package let label: String
    package var draw = DrawStyle.line
    /// nil for a series of instances, which take the palette's colours in turn, and for lines of limits and percentiles,
    /// which have their own.
    package var color: Shade?
    package var role = SeriesRole.values
    /// The other edge of a band.
    package var floor: Expression?
    /// The time that is drawn beside, of this series.
    package var previous: PreviousPeriod?
    /// What it is drawn of.
    package var contexts = GraphContext.everywhere
    /// Of which host it always is; nil for that which the graph is of.
    package var host: PinnedHost?
    /// Whether it counts the hosts of a group that have the value, where one is drawn.
    package var countsHosts = false

    /// Whether it is drawn for each instance.
    package var isForEachInstance: Bool { value.isForEachInstance }

    /// Every metric that it needs.
    package var metrics: [MetricName] { value.metrics + (floor?.metrics ?? []) }
}

/// A host that a series is of, whatever the graph is of.
package struct PinnedHost: Sendable, Hashable {
    package let name: HostName
    /// nil for the only one of this name, or that of the graph's cluster.
    package let cluster: GroupName?

    package init(name: HostName, cluster: GroupName?) {
        (self.name, self.cluster) = (name, cluster)
    }
}

/// What a series tells of its values.
package enum SeriesRole: Sendable, Hashable {
    case values
    /// The level that so large a share of the range's time, 0...1, was not above.
    case percentile(Double)
    /// What values should not come to.
    case limit
}

/// How a series is drawn.
package enum DrawStyle: String, Sendable, Hashable, CaseIterable {
    case line
    /// A line with the space below it lightly filled.
    case area
    /// A layer on top of the layers before it.
    case stack
    /// The space between two values, lightly filled.
    case band
}

/// An earlier time that is drawn beside the one asked for.
package enum PreviousPeriod: String, Sendable, Hashable, CaseIterable {
    case day, week

    /// How much earlier, in seconds.
    package var seconds: Int {
        switch self {
        case .day: 86_400
        case .week: 7 * 86_400
        }
    }
}

/// What graphs are drawn of.
package enum GraphContext: String, Sendable, Hashable, CaseIterable {
    case host, group
    /// Hosts across all groups.
    case all

    package static let everywhere = Set(allCases)
}
