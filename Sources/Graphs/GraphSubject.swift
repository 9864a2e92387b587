package import MetricModel

/// What a graph is drawn of.
package enum GraphSubject: Sendable, Hashable {
    case host(HostKey)
    /// A group, and those who were in it at any moment of the time that is drawn.
    case group(GroupName, members: [HostKey])
    /// Hosts and groups on one axis: of each the one value by which the definition tells hosts apart.
    case comparison([GraphSubject])
    /// Hosts that a pattern has found, whatever group they are in.
    case hosts(HostSelection)

    /// As titles name it: without a host's cluster.
    package var name: String {
        switch self {
        case .host(let host): host.name.text
        case .group(let group, _): group.text
        case .comparison(let subjects): subjects.map(\.name).joined(separator: ", ")
        case .hosts(let selection): selection.text
        }
    }

    /// Those that are not comparisons, in order, each once.
    var leaves: [GraphSubject] {
        guard case .comparison(let subjects) = self else { return [self] }
        var seen: Set<GraphSubject> = []
        return subjects.flatMap(\.leaves).filter { seen.insert($0).inserted }
    }

    var context: GraphContext {
        switch self {
        case .host: .host
        case .group, .comparison: .group
        case .hosts: .all
        }
    }
}

/// Hosts and, if told, metrics that patterns chose, for one graph over all of them.
package struct HostSelection: Sendable, Hashable {
    /// The pattern of the hosts as it was written, for titles.
    package let text: String
    package let hosts: [HostKey]
    /// Which metrics: all that one of these fits; none for the one value by which the definition tells hosts apart.
    package let metrics: [NamePattern]
    /// What the hosts' values are made into, for each metric; nil for a line each.
    package let combination: HostCombination?
    /// How the metrics' series are drawn: lines or layers; nil for the usual.
    package let draw: DrawStyle?

    package init(
        _ text: String, hosts: [HostKey], metrics: [NamePattern] = [], combination: HostCombination? = nil,
        draw: DrawStyle? = nil
    ) {
        self.text = text
        self.hosts = hosts
        self.metrics = metrics
        self.combination = combination
        self.draw = draw
    }
}

/// What becomes of several hosts' values at one time; hosts of which nothing is known do not count.
package enum HostCombination: Sendable, Hashable {
    case sum, mean, max
    /// How many hosts have the value.
    case count
    /// The least value that so large a share of the hosts, 0...1, does not exceed.
    case percentile(Double)

    /// Parses `sum`, `mean`, `max`, `count` or `p95`; nil if it is anything else.
    package init?(_ text: String) {
        switch text {
        case "sum": self = .sum
        case "mean": self = .mean
        case "max": self = .max
        case "count": self = .count
        default:
            guard text.hasPrefix("p"), let number = Double(text.dropFirst()), number > 0, number < 100 else {
                return nil
            }
            self = .percentile(number / 100)
        }
    }

    /// As ``init(_:)`` reads it.
    package var text: String {
        switch self {
        case .sum: "sum"
        case .mean: "mean"
        case .max: "max"
        case .count: "count"
        case .percentile(let share): Self.name(ofPercentile: share)
        }
    }

    /// What ``init(_:)`` takes, for messages.
    package static let expected = "sum, mean, max, count or a percentile as p95"

    /// As titles say it: "sum of".
    package var words: String {
        switch self {
        case .sum: "sum of"
        case .mean: "mean of"
        case .max: "maximum over"
        case .count: "number of"
        case .percentile(let share): "\(Self.name(ofPercentile: share)) over"
        }
    }

    /// As in `p95`.
    static func name(ofPercentile share: Double) -> String {
        "p" + NumberText.of((share * 1000_000).rounded() / 10_000)
    }
}

extension GraphSubject {
    /// The hosts of a group, each once, web2 before web10; none of what is no group.
    package var members: [HostKey] {
        guard case .group(_, let members) = self else { return [] }
        return Set(members).sorted(by: GraphPlan.naturally)
    }
}
