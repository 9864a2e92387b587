import ClusterState
import MetricModel

/// A thing whose name fits what somebody looks for.
struct SearchResult: Sendable {
    /// In the order in which equals are listed.
    enum Kind: String, CaseIterable, Sendable {
        case host, group, view, graph, metric, instance

        /// Several of them.
        var words: String {
            switch self {
            case .host: "Hosts"
            case .group: "Groups"
            case .view: "Views"
            case .graph: "Graphs"
            case .metric: "Metrics"
            case .instance: "Devices and other instances"
            }
        }
    }

    let kind: Kind
    let name: String
    /// What it is, in words, or its full name.
    let title: String
    let page: PageAddress
    var query: [(String, String)] = []
    /// Lower is better, 0 for the very name; see ``Words/rank(_:)``.
    let rank: Int
    /// A host that is meant, or that has the instance.
    var host: HostKey?

    static func isBefore(_ left: SearchResult, _ right: SearchResult) -> Bool {
        (left.rank, left.kind.order, left.name.count, left.name, left.title)
            < (right.rank, right.kind.order, right.name.count, right.name, right.title)
    }

    /// As an address without what readers have chosen for all pages.
    var url: String { page.action + Link.query(query) }
}

extension SearchResult.Kind {
    fileprivate var order: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}
