import Archive
import Foundation
import MetricModel

/// What a graph draws of its subject, before any number is known.
struct GraphPlan {
    /// A series to be, and where its numbers lie.
    struct Line {
        let label: String
        let value: Expression
        let draw: DrawStyle
        let color: Shade
        let place: Place
        /// Which instance it is of, where a definition speaks of each in turn.
        var instance: InstanceName?

        /// The files that hold one of its metrics; nil if there can be none.
        func file(of metric: MetricName) -> Series? {
            switch place {
            case .host(let host): .host(host, metric.subject, metric.instance)
            case .totals(let group, _): metric.instance == nil ? .group(group, metric.subject) : nil
            }
        }

        /// A metric's values in what was fetched of its files; nil if they have no such column.
        func values(of metric: MetricName, in table: Fetched) -> [Double]? {
            switch place {
            case .host:
                return table[metric.field.text]
            case .totals(_, .sum):
                return table["\(metric.field)_sum"]
            case .totals(_, .max):
                return table["\(metric.field)_max"]
            case .totals(_, .mean):
                guard let sums = table["\(metric.field)_sum"], let numbers = table["\(metric.field)_num"] else {
                    return nil
                }
                return zip(sums, numbers).map { $1 > 0 ? $0 / $1 : .nan }
            }
        }
    }

    enum Place {
        case host(HostKey)
        case totals(GroupName, GroupAggregate)
    }

    var lines: [Line] = []
    var title = ""
    var unit: MetricModel.Unit
    var limits: AxisLimits
    var notes: [String] = []

    /// - `instances`: those there are of a host's subject.
    init(_ request: GraphRequest, instances: (SubjectName, HostKey) -> [InstanceName]) {
        let definition = request.definition
        switch request.subject {
        case .host(let host):
            unit = definition.unit
            limits = definition.limits
            title = "\(definition.title) on \(host.name)"
            for series in definition.series { add(series, of: host, instances) }
        case .group(let group, let members):
            unit = definition.group.unit
            limits = definition.group.limits
            title = "\(definition.title) of \(group)"
            add(definition.group, of: group, members: Set(members).sorted(by: Self.naturally))
        }
        // Layers first, from the ground up; a line among them would be taken for a layer's ground.
        lines = (lines.filter { $0.draw == .stack } + lines.filter { $0.draw != .stack }).colored
    }

    private mutating func add(
        _ series: SeriesDefinition, of host: HostKey, _ instances: (SubjectName, HostKey) -> [InstanceName]
    ) {
        guard let pattern = series.value.metrics.first(where: { $0.instance == Expression.everyInstance }) else {
            lines.append(Line(series, at: .host(host)))
            return
        }
        let found = instances(pattern.subject, host).sorted(by: Self.naturally)
        for instance in found { lines.append(Line(series, of: instance, at: .host(host))) }
    }

    /// With numbers by their value: web2 before web10.
    private static func naturally(_ left: some CustomStringConvertible, _ right: some CustomStringConvertible) -> Bool {
        left.description.compare(right.description, options: .numeric) == .orderedAscending
    }

    private mutating func add(_ definition: GroupDefinition, of group: GroupName, members: [HostKey]) {
        let totals = Place.totals(group, definition.aggregate)
        if let value = definition.host, members.count <= GroupDefinition.maximumHosts {
            if let label = definition.label { title += ": \(label) by host" }
            let names = Dictionary(grouping: members, by: \.name)
            for (index, host) in members.enumerated() {
                lines.append(
                    Line(
                        label: names[host.name]?.count == 1 ? host.name.text : host.description, value: value,
                        draw: definition.aggregate == .sum ? .stack : .line, color: Palette.shade(index),
                        place: .host(host)))
            }
        } else if !definition.series.isEmpty {
            notes.append("\(definition.aggregate.words) \(members.count) \(members.count == 1 ? "host" : "hosts")")
            lines = definition.series.map { Line($0, at: totals) }
        }
        if let capacity = definition.capacity, !lines.isEmpty { lines.append(Line(capacity, at: totals)) }
    }
}

extension GraphPlan.Line {
    fileprivate init(_ series: SeriesDefinition, of instance: InstanceName? = nil, at place: GraphPlan.Place) {
        value = instance.map { series.value.of($0) } ?? series.value
        label = instance.map { series.label.replacing("{instance}", with: $0.text) } ?? series.label
        draw = series.draw
        color = (series.color ?? .grey).shade
        self.place = place
        self.instance = instance
    }

    /// The line in another colour.
    fileprivate func colored(_ color: Shade) -> Self {
        GraphPlan.Line(label: label, value: value, draw: draw, color: color, place: place, instance: instance)
    }
}

extension [GraphPlan.Line] {
    /// The lines, those of instances in the palette's colours.
    var colored: [GraphPlan.Line] {
        var next = 0
        return map { line in
            guard line.instance != nil else { return line }
            defer { next += 1 }
            return line.colored(Palette.shade(next))
        }
    }
}

extension GroupAggregate {
    /// What a graph of totals says it shows, before the number of hosts.
    fileprivate var words: String {
        switch self {
        case .sum: "sum of"
        case .mean: "mean of"
        case .max: "maximum over"
        }
    }
}
