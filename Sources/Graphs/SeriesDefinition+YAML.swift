import MetricModel
internal import Yams

/// Which instances the series of a list may speak of.
enum SeriesInstances {
    /// None: it is of a group.
    case none
    /// Each in turn, if they say so.
    case some
    /// One, which the request names.
    case one
}

/// What `instances:` can be.
private enum InstanceChoice: String, CaseIterable {
    case all
}

extension SeriesDefinition {
    private static let keys = [
        "metric", "value", "label", "draw", "color", "from", "to", "percentile", "of", "limit", "previous", "contexts",
        "instances",
    ]

    init(_ node: Node, file: String, _ instances: SeriesInstances) throws(GraphDefinitionError) {
        let mapping = try YAMLMapping(
            node, of: "a series", in: file, keys: instances == .some ? Self.keys : Self.keys.dropLast())
        let (value, floor, role, draw) = try Self.content(mapping)
        self.init(
            value: value, label: try mapping.requiredText("label"), draw: draw,
            color: try mapping.word("color", GraphColor.self)?.shade, role: role, floor: floor,
            previous: try mapping.word("previous"),
            contexts: try mapping.words("contexts") ?? GraphContext.everywhere)
        let wantsInstances = try mapping.word("instances", InstanceChoice.self) != nil
        try checkInstances(mapping, wantsInstances, instances)
        guard color == nil || !wantsInstances else {
            throw mapping.error(
                .unexpected(expected: "no color, since each instance gets its own", found: "a color"),
                at: mapping.node("color"))
        }
        guard color != nil || wantsInstances || role != .values else { throw mapping.error(.missingKey("color")) }
    }

    /// What it is of: a value, two that are a band's edges, a percentile or a limit.
    private static func content(
        _ mapping: YAMLMapping
    ) throws(GraphDefinitionError) -> (value: Expression, floor: Expression?, role: SeriesRole, draw: DrawStyle) {
        let kinds = ["metric", "value", "percentile", "limit"].filter { mapping.has($0) }
        let draw = try mapping.word("draw", DrawStyle.self)
        if draw == .band {
            try mapping.refuse(["metric", "value", "percentile", "of", "limit", "previous"], in: "a band")
            return (
                try Expression(mapping.requiredText("to"), key: "to", in: mapping),
                try Expression(mapping.requiredText("from"), key: "from", in: mapping), .values, .band
            )
        }
        try mapping.refuse(["from", "to"], in: "a series that is no band")
        guard kinds.count < 2 else {
            throw mapping.error(
                .unexpected(
                    expected: "either \(kinds.dropLast().joined(separator: ", ")) or \(kinds[kinds.count - 1])",
                    found: "both"))
        }
        guard let number = try mapping.number("percentile") else {
            try mapping.refuse(["of"], in: "a series that is no percentile")
            guard let text = try mapping.text("limit") else {
                return (try Expression(mapping), nil, .values, draw ?? .line)
            }
            try mapping.refuse(["draw", "previous"], in: "a limit")
            return (try Expression(text, key: "limit", in: mapping), nil, .limit, .line)
        }
        guard number > 0, number < 100 else {
            throw mapping.unexpected("percentile to be above 0 and below 100", try mapping.required("percentile"))
        }
        try mapping.refuse(["draw", "previous"], in: "a percentile")
        return (
            try Expression(mapping.requiredText("of"), key: "of", in: mapping), nil, .percentile(number / 100), .line
        )
    }

    private func checkInstances(
        _ mapping: YAMLMapping, _ wantsInstances: Bool, _ instances: SeriesInstances
    ) throws(GraphDefinitionError) {
        let text = floor.map { "\($0.text)\" and \"\(value.text)" } ?? value.text
        let isForEach = metrics.contains { $0.instance == Expression.everyInstance }
        if wantsInstances, !value.isForEachInstance {
            throw mapping.error(
                .unexpected(expected: "a metric of each instance, as disk@*.reads", found: "\"\(text)\""))
        }
        if !wantsInstances, isForEach, instances != .one {
            throw mapping.error(.unexpected(expected: "one instance, or instances: all", found: "\"\(text)\""))
        }
        if Set(metrics.filter { $0.instance == Expression.everyInstance }.map(\.subject)).count > 1 {
            throw mapping.error(.unexpected(expected: "instances of one subject", found: "\"\(text)\""))
        }
    }

    /// The line of a group's capacity.
    init(capacity node: Node, file: String) throws(GraphDefinitionError) {
        let mapping = try YAMLMapping(node, of: "a capacity", in: file, keys: ["metric", "value", "label"])
        self.init(
            value: try Expression(mapping), label: try mapping.requiredText("label"), color: GraphColor.black.shade)
        guard !value.isForEachInstance else {
            throw mapping.error(.unexpected(expected: "no instances in a group", found: "\"\(value.text)\""))
        }
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

    init(_ text: String, key: String, in mapping: YAMLMapping) throws(GraphDefinitionError) {
        do {
            try self.init(parsing: text)
        } catch {
            throw mapping.error(.expression(key: key, error), at: mapping.node(key))
        }
    }
}
