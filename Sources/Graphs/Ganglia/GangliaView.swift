import Foundation
package import MetricModel
internal import Yams

/// A view of ganglia-web: the graphs that someone put together on a page, from a file `view_NAME.json`.
package struct GangliaView: Sendable, Equatable {
    package let name: String
    /// The view it stands under; nil if under none.
    package let parent: String?
    /// Whether all its graphs have one axis.
    package let sharesAxis: Bool
    package let items: [Item]

    /// One graph.
    package struct Item: Sendable, Equatable {
        package let content: Content
        /// nil for the graph's own.
        package let title: String?
        package let limits: AxisLimits
    }

    /// What a graph of a view is of.
    package enum Content: Sendable, Equatable {
        /// A graph of the catalogue, of a host or a cluster; nil for those of the page.
        case graph(name: String, host: PinnedHost?, cluster: GroupName?)
        /// A metric, with its warning levels as lines.
        case metric(GraphDefinition, host: PinnedHost?, cluster: GroupName?)
        /// A line or layer for each host that one of the patterns fits, and each metric.
        case aggregate(hosts: [NamePattern], metrics: [NamePattern], draw: DrawStyle, isShare: Bool)
        /// Series of several hosts.
        case composite(GraphDefinition)
    }

    /// How a view's file begins.
    static let filePrefix = "view_"
    /// More graphs than this are no page.
    private static let maximumItems = 500

    /// Reads a view.
    package init(parsing text: String, file: String) throws(GraphDefinitionError) {
        let keys = ["view_name", "view_type", "parent", "common_y_axis", "items"]
        let top = try YAMLMapping(
            YAMLDocument.node(text, file: file), of: "a view", in: file, keys: keys, ignoresOthers: true)
        name = try top.requiredText("view_name")
        let parent = try top.text("parent") ?? ""
        self.parent = parent.isEmpty ? nil : parent
        sharesAxis = try top.looseFlag("common_y_axis")
        guard case .sequence(let nodes) = try top.required("items"), nodes.count <= Self.maximumItems else {
            throw top.unexpected("items to be a list of at most \(Self.maximumItems)", try top.required("items"))
        }
        var items: [Item] = []
        for (index, node) in nodes.enumerated() { items.append(try Item(node, in: file, place: index)) }
        self.items = items
    }
}

extension GangliaView.Item {
    private static let keys = [
        "hostname", "cluster", "clustername", "metric", "graph", "upper_limit", "lower_limit", "vertical_label",
        "title", "warning", "critical", "alias", "aggregate_graph", "host_regex", "metric_regex", "graph_type",
        "series", "percent", "scale", "show_total", "graph_scale",
    ]

    fileprivate init(_ node: Node, in file: String, place: Int) throws(GraphDefinitionError) {
        let item = try YAMLMapping(node, of: "an item", in: file, keys: Self.keys, ignoresOthers: true)
        let title = try item.text("title") ?? ""
        self.title = title.isEmpty ? nil : title
        let (low, high) = (try item.looseNumber("lower_limit"), try item.looseNumber("upper_limit"))
        if let low, let high, high <= low {
            throw item.unexpected("upper_limit above lower_limit", try item.required("upper_limit"))
        }
        limits = AxisLimits(low: low, high: high)
        let (short, long) = (try item.text("cluster"), try item.text("clustername"))
        let cluster = GroupName(short ?? long ?? "")
        var pinned: PinnedHost?
        if let host = try item.text("hostname"), !host.isEmpty {
            guard let name = HostName(host) else {
                throw item.unexpected("hostname to be a host's name", try item.required("hostname"))
            }
            pinned = PinnedHost(name: name, cluster: cluster)
        }
        if try item.looseFlag("aggregate_graph") {
            let type = try item.text("graph_type")
            content = .aggregate(
                hosts: try item.patterns("host_regex", isRequired: true),
                metrics: try item.patterns("metric_regex", isRequired: !item.has("metric")) + Self.literal(item),
                draw: type == "stack" || type == "percent" ? .stack : .line, isShare: type == "percent")
        } else if item.has("series") {
            content = .composite(try GangliaReport.definition(of: item, name: Self.name("composite-\(place + 1)")))
        } else if let graph = try item.text("graph") {
            content = .graph(name: graph, host: pinned, cluster: cluster)
        } else {
            content = .metric(try Self.metric(item, place), host: pinned, cluster: cluster)
        }
    }

    /// The one metric of an aggregate graph that names it.
    private static func literal(_ item: YAMLMapping) throws(GraphDefinitionError) -> [NamePattern] {
        guard let metric = try item.text("metric") else { return [] }
        let escaped = String(
            metric.flatMap { "\\^$.|?*+()[]{}".contains($0) ? ["\\", $0] : [$0] } as [Character])
        return [try item.pattern("^\(escaped)$", "metric")]
    }

    private static func metric(_ item: YAMLMapping, _ place: Int) throws(GraphDefinitionError) -> GraphDefinition {
        let name = try item.requiredText("metric")
        guard let (metric, factor) = GangliaNames.metric(name) else {
            throw item.unexpected("metric to be a metric's name", try item.required("metric"))
        }
        let alias = try item.text("alias") ?? ""
        let label = alias.isEmpty ? name : alias
        var series = SeriesDefinition(value: Expression(metric).multiplied(by: factor), label: label)
        series.draw = .area
        series.color = GraphColor.blue.shade
        var all = [series]
        for (key, color) in [("warning", GraphColor.yellow), ("critical", .vermilion)] {
            guard let level = try item.looseNumber(key) else { continue }
            var limit = SeriesDefinition(value: Expression(number: level), label: key)
            limit.color = color.shade
            limit.role = .limit
            all.append(limit)
        }
        let unit = MetricModel.Unit(try item.text("vertical_label") ?? "")
        return GraphDefinition(
            name: Self.name("metric-\(place + 1)"), title: label, unit: unit, base: .decimal,
            limits: AxisLimits(low: 0), summary: "A metric in a view of Ganglia's.", series: all,
            group: GroupDefinition(
                unit: unit, limits: AxisLimits(low: 0), aggregate: .sum, host: nil, label: nil, series: all,
                capacity: nil), order: Double(place))
    }

    private static func name(_ text: String) -> GraphName { GraphName(valid: text) }
}

extension YAMLMapping {
    /// A number, or text that is one; nil for empty text and a key that is not there.
    fileprivate func looseNumber(_ key: String) throws(GraphDefinitionError) -> Double? {
        try text(key).map(\.isEmpty) == true ? nil : try number(key)
    }

    /// The patterns of a list of `{"regex": …}`.
    fileprivate func patterns(_ key: String, isRequired: Bool) throws(GraphDefinitionError) -> [NamePattern] {
        if !isRequired, !has(key) { return [] }
        let node = try required(key)
        guard case .sequence(let nodes) = node, 1...50 ~= nodes.count else {
            throw unexpected("\(key) to be a list of 1 to 50", node)
        }
        var patterns: [NamePattern] = []
        for node in nodes {
            let mapping = try YAMLMapping(node, of: "a pattern", in: file, keys: ["regex"], ignoresOthers: true)
            patterns.append(try mapping.pattern(mapping.requiredText("regex"), "regex"))
        }
        return patterns
    }

    fileprivate func pattern(_ text: String, _ key: String) throws(GraphDefinitionError) -> NamePattern {
        do {
            return try NamePattern(regex: text)
        } catch {
            throw self.error(.notUnderstood("\(error)"), at: node(key))
        }
    }
}
