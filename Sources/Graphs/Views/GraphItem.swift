package import MetricModel

/// One graph as an address, a view or a command asks for it: what is drawn, of whom, and how.
package struct GraphItem: Sendable, Equatable {
    /// What is drawn.
    package enum Content: Sendable, Equatable {
        /// A graph of the catalogue.
        case graph(GraphName)
        /// Every metric that one of the patterns fits.
        case metrics([NamePattern])
        /// A graph that only a view of Ganglia's has, and no address can say.
        case own(GraphDefinition)
    }

    /// Of whom it is drawn.
    package enum Place: Sendable, Hashable {
        case host(PinnedHost)
        case group(GroupName)
        /// Hosts whose name, or whose `CLUSTER/NAME`, the pattern fits.
        case hosts(NamePattern)
    }

    package var content: Content
    /// At least one; several of a graph are compared, of metrics they are all hosts that are meant.
    package var places: [Place]
    /// What becomes of the hosts' values; nil for those of each host.
    package var combination: HostCombination?
    /// How metrics are drawn; nil for lines.
    package var draw: ItemDraw?
    package var options = GraphOptions()
    /// Instead of the graph's own; nil for that.
    package var title: String?
    /// What the reader should know of it; nil for nothing.
    package var notes: String?

    package init(_ content: Content, of places: [Place]) {
        self.content = content
        self.places = places
    }

    /// So many hosts and groups are compared at most.
    package static let maximumPlaces = 12
    /// So many patterns of metrics there may be.
    package static let maximumPatterns = 20
    /// The longest title and the longest notes in characters.
    package static let longestText = 300
}

/// How the metrics that patterns chose are drawn.
package enum ItemDraw: String, Sendable, Hashable, CaseIterable {
    case line, stack
    /// Each as its share of all together, in percent.
    case share

    /// The style of the lines.
    package var style: DrawStyle { self == .line ? .line : .stack }
}

/// Which part of a graph's description could not be understood.
package struct GraphItemError: Error, Equatable, CustomStringConvertible {
    package let key: String
    package let expected: String
    /// nil where something is missing.
    package let found: String?
    /// Whether it was understood, and there is no such thing.
    package var isUnknown = false

    package var description: String {
        let found = found.map { "\"\(TextLimit.shorten($0.printable, to: 40))\"" } ?? "nothing"
        return "\(key): expected \(expected), found \(found)"
    }
}
