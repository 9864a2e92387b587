import MetricModel

extension GraphPlan {
    /// A group, by host or as a whole.
    mutating func add(_ group: GroupName, members: [HostKey]) {
        unit = definition.group.unit
        limits = definition.group.limits
        title.whose = "of \(group)"
        guard let value = definition.group.host else {
            addTotals(of: group, members)
            return
        }
        let isFew = members.count <= GroupDefinition.maximumHosts
        let view = options.view ?? (isFew ? .hosts : definition.group.many)
        switch view {
        case .totals: addTotals(of: group, members)
        case .hosts: addHosts(members, value, top: GroupDefinition.maximumHosts)
        case .top: addHosts(members, value, top: definition.group.top)
        case .spread: addSpread(of: members, value)
        }
        if view != .totals, !lines.isEmpty { addLevels(of: group) }
        // What all have together is out of all proportion to each.
        let isOfEach = view == .spread && definition.group.aggregate == .sum
        if !isOfEach || (options.normalisation != nil && canNormalise) { addCapacity(of: group) }
    }

    /// Limits that are the same for every host, whatever is drawn of the hosts.
    private mutating func addLevels(of group: GroupName) {
        guard options.normalisation == nil || !canNormalise else { return }
        for series in definition.group.series
        where series.role == .limit && series.value.metrics.isEmpty && series.contexts.contains(.group) {
            lines.append(GraphLine(series, at: .at(.totals(group, .sum))))
        }
    }

    private mutating func addTotals(of group: GroupName, _ members: [HostKey]) {
        let series = definition.group.series.filter { $0.contexts.contains(.group) }
        guard !series.isEmpty else {
            refusal = "\(definition.title) is drawn of hosts only"
            return
        }
        notes.append(
            "\(definition.group.aggregate.words) \(members.count) \(members.count == 1 ? "host" : "hosts")")
        for series in series { lines.append(total(series, of: group, members)) }
        if definition.group.host == nil { addCapacity(of: group) }
    }

    /// What a group's hosts have together, from its own history, or from theirs where groups keep none.
    private func total(_ series: SeriesDefinition, of group: GroupName, _ members: [HostKey]) -> GraphLine {
        if let host = pinned(series, near: nil) { return line(series, at: .host(host)) }
        if series.countsHosts {
            var line = GraphLine(series, at: .at(.totals(group, .number)))
            line.hasPeaks = false
            if series.value.metrics.contains(where: { $0.instance != nil }) {
                line.place = .across(HostValues(members: named(members, series.value), kind: .combined(.count)))
            }
            return line
        }
        let aggregate = definition.group.aggregate
        guard series.value.metrics.contains(where: { $0.instance != nil }) else {
            var line = line(series, at: .totals(group, aggregate.column))
            if aggregate == .mean { line.hasPeaks = false }
            return line
        }
        return across(
            HostValues(members: named(members, series.value), kind: .combined(aggregate.combination)),
            as: series)
    }

    private func across(_ values: HostValues, as series: SeriesDefinition) -> GraphLine {
        var line = GraphLine(series, at: .across(sized(values)))
        line.floor = nil
        return line
    }

    private mutating func addCapacity(of group: GroupName) {
        guard let capacity = definition.group.capacity, !lines.isEmpty else { return }
        let column = definition.group.aggregate.column
        if options.normalisation != nil, canNormalise, column == .max { return }
        var line = line(capacity, at: .totals(group, column))
        line.isPart = false
        line.hasPeaks = false
        lines.append(line)
    }

    /// Hosts one by one, the largest of them if there are more than can be named.
    mutating func addHosts(_ members: [HostKey], _ value: Expression, top: Int) {
        if let label = definition.group.label { title.details += ": \(label) by host" }
        let isNormal = options.normalisation != nil && canNormalise
        let isSum = definition.group.aggregate == .sum && !isNormal
        let draw = isSum ? DrawStyle.stack : .line
        if members.count <= top {
            addLines(named(members, value), draw)
        } else {
            notes.append("the largest \(top) of \(members.count) hosts by name")
            addLargest(named(members, value), top, rest: isSum ? "\(members.count - top) others" : nil, draw)
        }
        if isNormal, members.count > 1 { addCombined(named(members, value), .mean, "all together") }
    }

    mutating func addLines(_ members: [HostValues.Member], _ draw: DrawStyle) {
        for (index, member) in members.enumerated() {
            var line = GraphLine(label: member.label, value: member.value, place: .at(.host(member.host)))
            if let normalisation = options.normalisation, canNormalise {
                line.value = line.value.divided(by: normalisation.size)
            }
            line.draw = draw
            line.color = Palette.shade(index)
            line.hasPeaks = true
            lines.append(line)
        }
    }

    mutating func addLargest(_ members: [HostValues.Member], _ top: Int, rest: String?, _ draw: DrawStyle) {
        guard let value = members.first?.value else { return }
        let values = sized(HostValues(members: members, kind: .largest(top, rest: rest)))
        var line = GraphLine(label: "", value: value, place: .across(values))
        line.draw = draw
        line.hasPeaks = true
        lines.append(line)
    }

    mutating func addCombined(
        _ members: [HostValues.Member], _ combination: HostCombination, _ label: String,
        _ color: Shade = GraphColor.black.shade
    ) {
        guard let value = members.first?.value else { return }
        let values = sized(HostValues(members: members, kind: .combined(combination)))
        var line = GraphLine(label: label, value: value, place: .across(values))
        line.color = color
        line.hasPeaks = true
        line.isPart = false
        lines.append(line)
    }

    /// The mean or the maximum, the band that holds eight of ten hosts, and the largest by name.
    mutating func addSpread(of members: [HostKey], _ value: Expression) {
        if let label = definition.group.label { title.details += ": \(label)" }
        addSpread(of: named(members, value), isMax: definition.group.aggregate == .max)
    }

    mutating func addSpread(of named: [HostValues.Member], isMax: Bool) {
        guard let value = named.first?.value else { return }
        var band = GraphLine(
            label: "p10 to p90", value: value,
            place: .across(sized(HostValues(members: named, kind: .band(low: 0.1, high: 0.9)))))
        band.draw = .band
        band.color = GraphColor.grey.shade
        band.isPart = false
        lines.append(band)
        addCombined(named, isMax ? .max : .mean, isMax ? "maximum" : "mean")
        let top = min(definition.group.top, named.count)
        addLargest(named, top, rest: nil, .line)
        notes.append("the largest \(top) of \(named.count) by name")
    }

    /// The hosts with the names that tell them apart.
    func named(_ members: [HostKey], _ value: Expression) -> [HostValues.Member] {
        let names = Dictionary(grouping: members, by: \.name)
        return members.map {
            HostValues.Member(
                label: names[$0.name]?.count == 1 ? $0.name.text : $0.description, host: $0, value: value)
        }
    }

    func sized(_ values: HostValues) -> HostValues {
        var values = values
        if canNormalise { values.size = options.normalisation?.size }
        return values
    }
}

extension GroupAggregate {
    /// What a graph of totals says it shows, before the number of hosts.
    var words: String { combination.words }

    var combination: HostCombination {
        switch self {
        case .sum: .sum
        case .mean: .mean
        case .max: .max
        }
    }

    fileprivate var column: TotalColumn {
        switch self {
        case .sum: .sum
        case .mean: .mean
        case .max: .max
        }
    }
}
