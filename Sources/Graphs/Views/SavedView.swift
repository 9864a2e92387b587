import MetricModel

/// A page of graphs that somebody put together.
package struct SavedView: Sendable, Equatable {
    /// As addresses name it.
    package let name: String
    package let title: String
    /// What the reader should know; nil for nothing.
    package var notes: String?
    /// The time that it shows unless told otherwise, as ``TimeText`` takes it; nil for the usual one.
    package var from, to: String?
    package var items: [GraphItem]

    /// More graphs than this are no page.
    package static let maximumItems = 40

    package init(
        name: String, title: String, notes: String? = nil, from: String? = nil, to: String? = nil,
        items: [GraphItem]
    ) {
        (self.name, self.title, self.notes, self.from, self.to) = (name, title, notes, from, to)
        self.items = items
    }
}

extension SavedView {
    /// A view of ganglia-web, as far as it says of whom its graphs are: hosts, clusters, or patterns.
    init(_ view: GangliaView) {
        name = view.name
        title = view.name
        items = view.items.compactMap(GraphItem.init)
    }
}

extension GraphItem {
    /// nil for a graph of whatever page it stands in, which a view here is not.
    fileprivate init?(_ item: GangliaView.Item) {
        func places(_ host: PinnedHost?, _ cluster: GroupName?) -> [Place] {
            host.map { [.host($0)] } ?? cluster.map { [.group($0)] } ?? []
        }
        var wanted: GraphItem
        switch item.content {
        case .graph(let graph, let host, let cluster):
            guard let name = GraphName(graph) else { return nil }
            wanted = GraphItem(.graph(name), of: places(host, cluster))
        case .metric(let definition, let host, let cluster):
            wanted = GraphItem(.own(definition), of: places(host, cluster))
        case .aggregate(let hosts, let metrics, let draw, let isShare):
            wanted = GraphItem(.metrics(metrics), of: hosts.map { .hosts($0) })
            wanted.draw = isShare ? .share : draw == .stack ? .stack : nil
        case .composite(let definition):
            // Its series say themselves which hosts they are of; the first stands for the page.
            guard let host = definition.series.lazy.compactMap(\.host).first else { return nil }
            wanted = GraphItem(.own(definition), of: [.host(host)])
        }
        guard !wanted.places.isEmpty else { return nil }
        wanted.title = item.title
        wanted.options.limits = item.limits
        self = wanted
    }
}
