import Foundation
import MetricModel
internal import Yams

/// A report of ganglia-web: a file of its `graph.d`.
///
/// Fields that only mean something to PHP or Graphite are ignored, as are those that nobody knows.
enum GangliaReport {
    /// The ending of a report's file.
    static let fileEnding = ".json"

    private static let keys = [
        "report_name", "report_type", "title", "vertical_label", "series", "percent", "scale", "show_total",
        "graph_scale",
    ]

    /// Reports stand after our own graphs.
    private static let order = 200.0

    /// Reads a report into a definition whose name is the file's.
    static func definition(
        parsing text: String, file: String
    ) throws(GraphDefinitionError) -> GraphDefinition {
        let node = try YAMLDocument.node(text, file: file)
        let top = try YAMLMapping(node, of: "a report", in: file, keys: keys, ignoresOthers: true)
        let stem = URL(fileURLWithPath: file).deletingPathExtension().lastPathComponent
        guard let name = GraphName(stem) else {
            throw top.error(
                .unexpected(
                    expected: "a file name of a-z, 0-9, _ and -", found: "\"\(TextLimit.shorten(stem, to: 40))\""))
        }
        guard top.has("series") else {
            let isTemplate = try top.text("report_type") == "template"
            throw isTemplate
                ? top.error(.notUnderstood("a template for Graphite, and so without series to draw"))
                : top.error(.missingKey("series"))
        }
        return try definition(of: top, name: name)
    }

    /// - `top`: a report, or a graph of a view.
    static func definition(of top: YAMLMapping, name: GraphName) throws(GraphDefinitionError) -> GraphDefinition {
        let title = try top.text("title") ?? ""
        let list = try top.required("series")
        guard case .sequence(let nodes) = list, 1...GraphDefinition.maximumSeries ~= nodes.count else {
            throw top.unexpected("series to be a list of 1 to \(GraphDefinition.maximumSeries)", list)
        }
        let scale = try top.number("scale") ?? 1
        var series: [SeriesDefinition] = []
        var isShare = try top.looseFlag("percent")
        for (index, node) in nodes.enumerated() {
            let found = try GangliaSeries(node, in: top.file, place: index, scale: scale)
            series.append(found.series)
            if found.isShare { isShare = true }
        }
        let isCPU = series.allSatisfy { $0.value.metrics.allSatisfy { $0.subject.text == "cpu" } }
        let unit = Self.unit(try top.text("vertical_label") ?? "")
        let limits = AxisLimits(low: 0, high: isShare ? 100 : nil)
        var definition = GraphDefinition(
            name: name, title: title.isEmpty ? name.text : title, unit: unit, base: .decimal, limits: limits,
            summary: "A report of Ganglia's.", series: series,
            // A group's CPU time is kept in cores.
            group: GroupDefinition(
                unit: isCPU && !isShare ? .cores : unit, limits: isCPU && !isShare ? AxisLimits(low: 0) : limits,
                aggregate: .sum, host: nil, label: nil, series: series, capacity: nil),
            order: order)
        definition.isShare = isShare
        if try top.looseFlag("show_total") { definition.total = "Total" }
        definition.isLogarithmic = try top.text("graph_scale") == "log"
        return definition
    }

    /// Units that are spelled in several ways.
    private static func unit(_ label: String) -> MetricModel.Unit {
        switch label.trimmingCharacters(in: .whitespaces).lowercased() {
        case "bytes/sec", "bytes/s": .bytesPerSecond
        case "bytes": .bytes
        case "percent", "%": .percent
        case "seconds", "sec", "s": .seconds
        default: MetricModel.Unit(label.trimmingCharacters(in: .whitespaces))
        }
    }
}

/// One series of a report.
private struct GangliaSeries {
    let series: SeriesDefinition
    /// Whether its type makes all of them shares.
    let isShare: Bool

    private static let keys = [
        "metric", "color", "label", "type", "percentile", "ds", "contexts", "hostname", "clustername",
    ]

    private enum Kind: String, CaseIterable {
        case line, area, stack, percent, percentile
    }

    private enum Source: String, CaseIterable {
        case sum, num
    }

    private enum Context: String, CaseIterable {
        case host, cluster, grid, meta

        var ours: GraphContext {
            switch self {
            case .host: .host
            case .cluster: .group
            case .grid, .meta: .all
            }
        }
    }

    init(_ node: Node, in file: String, place: Int, scale: Double) throws(GraphDefinitionError) {
        let mapping = try YAMLMapping(node, of: "a series", in: file, keys: Self.keys, ignoresOthers: true)
        let name = try mapping.requiredText("metric")
        guard let (metric, factor) = GangliaNames.metric(name) else {
            throw mapping.unexpected("metric to be a metric's name", try mapping.required("metric"))
        }
        let kind = try mapping.word("type", Kind.self) ?? .line
        isShare = kind == .percent
        let label = try mapping.text("label") ?? ""
        var series = SeriesDefinition(
            value: Expression(metric).multiplied(by: scale * factor), label: label.isEmpty ? name : label)
        series.draw =
            switch kind {
            case .stack, .percent: .stack
            case .area: .area
            case .line, .percentile: .line
            }
        if kind == .percentile {
            let percent = try mapping.number("percentile") ?? 95
            guard percent > 0, percent < 100 else {
                throw mapping.unexpected("percentile to be above 0 and below 100", try mapping.required("percentile"))
            }
            series.role = .percentile(percent / 100)
        }
        series.color = try Self.color(mapping) ?? Palette.shade(place)
        series.countsHosts = try mapping.word("ds", Source.self) == .num
        if let contexts = try mapping.words("contexts", Context.self) { series.contexts = Set(contexts.map(\.ours)) }
        series.host = try Self.host(mapping)
        self.series = series
    }

    private static func color(_ mapping: YAMLMapping) throws(GraphDefinitionError) -> Shade? {
        guard let text = try mapping.text("color"), !text.isEmpty else { return nil }
        let digits = text.hasPrefix("#") ? text.dropFirst() : text[...]
        guard digits.count == 6, let number = UInt32(digits, radix: 16), digits.first != "+" else {
            throw mapping.unexpected("color to be rrggbb", try mapping.required("color"))
        }
        return Shade(number)
    }

    private static func host(_ mapping: YAMLMapping) throws(GraphDefinitionError) -> PinnedHost? {
        guard let text = try mapping.text("hostname"), !text.isEmpty else { return nil }
        guard let name = HostName(text) else {
            throw mapping.unexpected("hostname to be a host's name", try mapping.required("hostname"))
        }
        guard let cluster = try mapping.text("clustername"), !cluster.isEmpty else {
            return PinnedHost(name: name, cluster: nil)
        }
        guard let cluster = GroupName(cluster) else {
            throw mapping.unexpected("clustername to be a cluster's name", try mapping.required("clustername"))
        }
        return PinnedHost(name: name, cluster: cluster)
    }
}

extension YAMLMapping {
    /// Yes as Ganglia writes it: 1, "1" or true; everything else is no.
    func looseFlag(_ key: String) throws(GraphDefinitionError) -> Bool {
        ["1", "true", "yes", "on"].contains(try text(key)?.lowercased())
    }
}
