import Foundation
import MetricModel
internal import Yams

extension GraphDefinition {
    /// The ending of a definition's file.
    package static let fileEnding = ".yaml"

    private static let keys = ["graph", "title", "order", "unit", "base", "limits", "description", "series", "group"]

    /// Reads the file of one definition.
    package init(contentsOf path: String) throws(GraphDefinitionError) {
        let data: Data
        do {
            data = try Data(contentsOf: URL(fileURLWithPath: path))
        } catch {
            let reason = ((error as NSError).userInfo[NSUnderlyingErrorKey] as? NSError)?.localizedDescription
            throw GraphDefinitionError(
                file: path, line: nil, problem: .unreadable(reason: reason ?? error.localizedDescription))
        }
        guard let text = String(validating: data, as: UTF8.self) else {
            throw GraphDefinitionError(file: path, line: nil, problem: .notUnderstood("expected UTF-8"))
        }
        try self.init(parsing: text, file: path)
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
        order = try top.number("order") ?? 100
        unit = MetricModel.Unit(try top.text("unit") ?? "")
        base = try Self.base(top)
        limits = try AxisLimits(top)
        summary = try top.requiredText("description")
        series = try Self.series(top.required("series"), in: top)
        group = try GroupDefinition(group: top.node("group"), in: top, unit: unit, hostSeries: series)
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
        _ node: Node, in mapping: YAMLMapping, allowInstances: Bool = true
    ) throws(GraphDefinitionError) -> [SeriesDefinition] {
        guard case .sequence(let nodes) = node, 1...maximumSeries ~= nodes.count else {
            throw mapping.unexpected("series to be a list of 1 to \(maximumSeries)", node)
        }
        var series: [SeriesDefinition] = []
        for node in nodes {
            series.append(try SeriesDefinition(node, file: mapping.file, allowInstances: allowInstances))
        }
        return series
    }
}

extension SeriesDefinition {
    private static let keys = ["metric", "value", "label", "draw", "color", "instances"]

    fileprivate init(_ node: Node, file: String, allowInstances: Bool) throws(GraphDefinitionError) {
        let mapping = try YAMLMapping(
            node, of: "a series", in: file, keys: allowInstances ? Self.keys : Self.keys.dropLast())
        value = try Expression(mapping)
        label = try mapping.requiredText("label")
        draw = try mapping.word("draw") ?? .line
        let wantsInstances = try mapping.word("instances", InstanceChoice.self) != nil
        if wantsInstances, !value.isForEachInstance {
            throw mapping.error(
                .unexpected(expected: "a metric of each instance, as disk@*.reads", found: "\"\(value.text)\""))
        }
        if !wantsInstances, value.isForEachInstance {
            throw mapping.error(.unexpected(expected: "one instance, or instances: all", found: "\"\(value.text)\""))
        }
        if Set(value.metrics.filter { $0.instance == Expression.everyInstance }.map(\.subject)).count > 1 {
            throw mapping.error(.unexpected(expected: "instances of one subject", found: "\"\(value.text)\""))
        }
        color = try mapping.word("color")
        guard color == nil || !wantsInstances else {
            throw mapping.error(
                .unexpected(expected: "no color, since each instance gets its own", found: "a color"),
                at: mapping.node("color"))
        }
        guard color != nil || wantsInstances else { throw mapping.error(.missingKey("color")) }
    }

    /// The line of a group's capacity.
    fileprivate init(capacity node: Node, file: String) throws(GraphDefinitionError) {
        let mapping = try YAMLMapping(node, of: "a capacity", in: file, keys: ["metric", "value", "label"])
        value = try Expression(mapping)
        label = try mapping.requiredText("label")
        draw = .line
        color = .black
        guard !value.isForEachInstance else {
            throw mapping.error(.unexpected(expected: "no instances in a group", found: "\"\(value.text)\""))
        }
    }
}

/// What `instances:` can be.
private enum InstanceChoice: String, CaseIterable {
    case all
}

extension GroupDefinition {
    private static let keys = ["unit", "host", "label", "series", "aggregate", "limits", "capacity"]

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
            series = try GraphDefinition.series(list, in: mapping, allowInstances: false)
        } else if totals.isEmpty {
            throw mapping.error(.missingKey("series"))
        }
        var capacity: SeriesDefinition?
        if let node = mapping.node("capacity") { capacity = try SeriesDefinition(capacity: node, file: top.file) }
        self.init(
            unit: try mapping.text("unit").map { MetricModel.Unit($0) } ?? unit, limits: try AxisLimits(mapping),
            aggregate: try mapping.word("aggregate") ?? .sum, host: host, label: try mapping.text("label"),
            series: series, capacity: capacity)
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

extension Expression {
    /// What stands under `metric` or `value`, of which there must be one.
    fileprivate init(_ mapping: YAMLMapping) throws(GraphDefinitionError) {
        switch (try mapping.text("metric"), try mapping.text("value")) {
        case (let text?, nil):
            guard let metric = MetricName(text) else {
                throw mapping.unexpected("a metric as cpu.user or disk@sda.reads", try mapping.required("metric"))
            }
            self.init(metric)
        case (nil, let text?):
            try self.init(text, key: "value", in: mapping)
        case (nil, nil):
            throw mapping.error(.missingKey("metric"))
        case (_?, _?):
            throw mapping.error(.unexpected(expected: "either metric or value", found: "both"))
        }
    }

    fileprivate init(_ text: String, key: String, in mapping: YAMLMapping) throws(GraphDefinitionError) {
        do {
            try self.init(parsing: text)
        } catch {
            throw mapping.error(.expression(key: key, error), at: mapping.node(key))
        }
    }
}
