import Archive
import MetricModel

extension GraphPlan {
    /// The definition's series of one host.
    mutating func add(_ host: HostKey) {
        title.whose = "on \(host.name)"
        if let instance = options.instance, definition.isOfInstances { title.details = ": \(instance)" }
        for series in definition.series where series.contexts.contains(.host) && !series.countsHosts {
            add(series, of: pinned(series, near: host.cluster) ?? host)
        }
    }

    /// The host that a series is always of, as far as there is history of it.
    func pinned(_ series: SeriesDefinition, near cluster: GroupName?) -> HostKey? {
        guard let pinned = series.host else { return nil }
        if let cluster = pinned.cluster { return HostKey(cluster: cluster, name: pinned.name) }
        let clusters = layout.clusters().filter { layout.hosts(in: $0).contains { $0.name == pinned.name } }
        let found = clusters.count == 1 ? clusters[0] : cluster ?? clusters.first
        return found.map { HostKey(cluster: $0, name: pinned.name) }
    }

    private mutating func add(_ series: SeriesDefinition, of host: HostKey) {
        guard let pattern = series.metrics.first(where: { $0.instance == Expression.everyInstance }) else {
            lines.append(line(series, at: .host(host)))
            return
        }
        guard let instance = options.instance else {
            for instance in layout.instances(of: pattern.subject, host: host).sorted(by: Self.naturally) {
                var line = line(series.of(instance, named: definition.isOfOneInstance), at: .host(host))
                line.instance = instance
                lines.append(line)
            }
            return
        }
        var line = line(series.of(instance, named: false), at: .host(host))
        if series.color == nil { line.color = Palette.shade(lines.count) }
        lines.append(line)
    }

    func line(_ series: SeriesDefinition, at origin: Origin) -> GraphLine {
        var line = GraphLine(series, at: .at(origin))
        guard let normalisation = options.normalisation, canNormalise else { return line }
        let size: Expression
        if case .totals = origin { size = normalisation.totalSize } else { size = normalisation.size }
        line.value = line.value.divided(by: size)
        line.floor = line.floor?.divided(by: size)
        return line
    }
}

extension GraphLine {
    init(_ series: SeriesDefinition, at place: Place) {
        self.init(label: series.label, value: series.value, place: place)
        draw = series.draw
        color = series.color ?? (series.role == .limit ? GraphColor.black : .grey).shade
        role = series.role
        floor = series.floor
        hasPeaks = true
        stroke =
            switch series.role {
            case .values: .solid
            case .percentile: .dashed
            case .limit: .dotted
            }
        isPart = series.role == .values && series.draw != .band
    }
}

extension SeriesDefinition {
    /// The series of one instance.
    ///
    /// - `named`: whether a label that does not name the instance is to begin with it.
    fileprivate func of(_ instance: InstanceName, named: Bool) -> SeriesDefinition {
        let hasName = label.contains("{instance}")
        var series = SeriesDefinition(
            value: value.of(instance),
            label: hasName
                ? label.replacing("{instance}", with: instance.text) : named ? "\(instance) \(label)" : label)
        (series.draw, series.color, series.role) = (draw, color, role)
        series.floor = floor?.of(instance)
        return series
    }
}

extension GraphDefinition {
    /// Whether it speaks of instances.
    package var isOfInstances: Bool { series.contains(where: \.isForEachInstance) }
}
