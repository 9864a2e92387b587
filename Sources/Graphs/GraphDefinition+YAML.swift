import Foundation
import MetricModel
internal import Yams

extension GraphDefinition {
    /// The ending of a definition's file.
    package static let fileEnding = ".yaml"

    private static let keys = [
        "graph", "title", "section", "order", "unit", "base", "limits", "description", "series", "group", "contexts",
        "each",
        "previous", "peaks", "percent", "total", "scale",
    ]

    /// Reads the file of one definition: one of ours in YAML, or a report of Ganglia's in JSON.
    package init(contentsOf path: String) throws(GraphDefinitionError) {
        try self.init(ofEitherKind: DefinitionFile.text(path), file: path)
    }

    /// Reads text whose language the file's ending tells.
    init(ofEitherKind text: String, file: String) throws(GraphDefinitionError) {
        if file.hasSuffix(GangliaReport.fileEnding) {
            self = try GangliaReport.definition(parsing: text, file: file)
        } else {
            try self.init(parsing: text, file: file)
        }
    }

    /// Reads one definition.
    ///
    /// - `file`: whose name, without its folder and ending, the graph must have.
    package init(parsing text: String, file: String) throws(GraphDefinitionError) {
        let top = try YAMLMapping(
            YAMLDocument.node(text, file: file), of: "a definition", in: file, keys: Self.keys)
        let nameText = try top.requiredText("graph")
        let stem = URL(fileURLWithPath: file).lastPathComponent.split(separator: ".").first.map(String.init) ?? ""
        guard let name = GraphName(nameText), nameText == stem else {
            throw top.unexpected("graph to be the file's name, \(stem)", try top.required("graph"))
        }
        self.name = name
        title = try top.requiredText("title")
        section = try Self.section(top)
        order = try top.number("order") ?? 100
        unit = MetricModel.Unit(try top.text("unit") ?? "")
        base = try Self.base(top)
        limits = try AxisLimits(top)
        summary = try top.requiredText("description")
        contexts = try top.words("contexts") ?? GraphContext.everywhere
        isOfOneInstance = try top.word("each", EachChoice.self) != nil
        previous = try top.word("previous")
        hasPeaks = try top.flag("peaks") ?? true
        isShare = try top.flag("percent") ?? false
        total = try top.text("total")
        isLogarithmic = try top.word("scale", ScaleChoice.self) == .log
        series = try Self.series(top.required("series"), in: top, instances: isOfOneInstance ? .one : .some)
        group = try GroupDefinition(group: top.node("group"), in: top, unit: unit, hostSeries: series)
    }

    private static func section(_ top: YAMLMapping) throws(GraphDefinitionError) -> GraphSection {
        guard let text = try top.text("section") else { return .other }
        guard let section = GraphSection(text) else {
            throw top.unexpected("section to be a few words", try top.required("section"))
        }
        return section
    }

    private static func base(_ top: YAMLMapping) throws(GraphDefinitionError) -> PrefixBase {
        guard let node = top.node("base") else { return .decimal }
        guard let base = (node.scalar?.string).flatMap({ Int($0) }).flatMap({ PrefixBase(rawValue: $0) }) else {
            throw top.unexpected("base to be 1000 or 1024", node)
        }
        return base
    }

    /// Reads the list of series under a key.
    fileprivate static func series(
        _ node: Node, in mapping: YAMLMapping, instances: SeriesInstances
    ) throws(GraphDefinitionError) -> [SeriesDefinition] {
        guard case .sequence(let nodes) = node, 1...maximumSeries ~= nodes.count else {
            throw mapping.unexpected("series to be a list of 1 to \(maximumSeries)", node)
        }
        var series: [SeriesDefinition] = []
        for node in nodes { series.append(try SeriesDefinition(node, file: mapping.file, instances)) }
        return series
    }
}

/// What `each:` can be.
private enum EachChoice: String, CaseIterable {
    case instance
}

/// What `scale:` can be.
private enum ScaleChoice: String, CaseIterable {
    case linear, log
}

extension GroupDefinition {
    private static let keys = ["unit", "host", "label", "series", "aggregate", "limits", "capacity", "many", "top"]

    /// - `hostSeries`: those of a host, which stand in where the group has none of its own.
    fileprivate init(
        group node: Node?, in top: YAMLMapping, unit: MetricModel.Unit, hostSeries: [SeriesDefinition]
    ) throws(GraphDefinitionError) {
        let totals = hostSeries.contains { $0.isForEachInstance } ? [] : hostSeries
        guard let node else {
            self.init(
                unit: unit, limits: AxisLimits(), aggregate: .sum, host: nil, label: nil, series: totals, capacity: nil)
            return
        }
        let mapping = try YAMLMapping(node, of: "a group", in: top.file, keys: Self.keys)
        var host: Expression?
        if let text = try mapping.text("host") {
            let expression = try Expression(text, key: "host", in: mapping)
            guard !expression.isForEachInstance else {
                throw mapping.unexpected("host to be one value", try mapping.required("host"))
            }
            host = expression
        }
        var series = totals
        if let list = mapping.node("series") {
            series = try GraphDefinition.series(list, in: mapping, instances: .none)
        } else if totals.isEmpty {
            throw mapping.error(.missingKey("series"))
        }
        var capacity: SeriesDefinition?
        if let node = mapping.node("capacity") { capacity = try SeriesDefinition(capacity: node, file: top.file) }
        let aggregate = try mapping.word("aggregate", GroupAggregate.self) ?? .sum
        let top = try mapping.number("top")
        if let top, !(1...Double(Self.maximumHosts) ~= top) || top != top.rounded() {
            throw mapping.unexpected("top to be 1 to \(Self.maximumHosts)", try mapping.required("top"))
        }
        let wanted = try mapping.word("many", GroupView.self)
        if host == nil, let wanted, wanted != .totals {
            throw mapping.error(
                .unexpected(expected: "host, a value to tell hosts apart by", found: "many: \(wanted.rawValue)"),
                at: mapping.node("many"))
        }
        let usual = host == nil ? GroupView.totals : top != nil ? .top : aggregate == .sum ? .totals : .spread
        self.init(
            unit: try mapping.text("unit").map { MetricModel.Unit($0) } ?? unit, limits: try AxisLimits(mapping),
            aggregate: aggregate, host: host, label: try mapping.text("label"), series: series, capacity: capacity,
            many: wanted ?? usual, top: top.map { Int($0) } ?? 5)
    }
}

extension AxisLimits {
    fileprivate init(_ mapping: YAMLMapping) throws(GraphDefinitionError) {
        guard let node = mapping.node("limits") else {
            self.init()
            return
        }
        let limits = try YAMLMapping(node, of: "limits", in: mapping.file, keys: ["low", "high"])
        let low = try limits.number("low")
        let high = try limits.number("high")
        if let high, high <= low ?? 0 {
            throw mapping.error(.unexpected(expected: "high above low", found: "\(low ?? 0) to \(high)"), at: node)
        }
        self.init(low: low, high: high)
    }
}
