import MetricModel

extension GraphPlan {
    /// More lines than this would not be told from those of the earlier time.
    private static let maximumTwins = 4

    /// Adds the same, a day or a week earlier.
    mutating func addPrevious() {
        guard options.previous != PreviousChoice.none, refusal == nil, !definition.isShare else { return }
        let own = ownPrevious
        guard let period = options.previous?.period ?? definition.previous ?? own.values.first else { return }
        // Days over the days before them tell nothing, unless somebody asks for it.
        let time = request.time
        guard options.previous != nil || time.to - time.from <= 2 * period.seconds else { return }
        // Where single series ask for it, only they are drawn twice.
        let isMarked = definition.previous == nil && !own.isEmpty
        let candidates = lines.filter { line in
            line.role == .values && line.draw != .band && !line.value.metrics.isEmpty
                && line.color != GraphColor.black.shade
                && (!isMarked || own[line.label] != nil || line.draw == .stack)
        }
        let layers = candidates.filter { $0.draw == .stack }
        let others = candidates.filter { $0.draw != .stack }
        guard !candidates.isEmpty else { return }
        guard others.count <= Self.maximumTwins else {
            notes.append("too many lines to draw those of the \(period.rawValue) before")
            return
        }
        if !layers.isEmpty {
            var line = GraphLine(
                label: "all, \(period.rawValue) before", value: layers[0].value,
                place: .together(layers.map { $0.earlier(by: period) }))
            line.color = GraphColor.grey.shade
            append(line, period)
        }
        for other in others {
            var line = other.earlier(by: period)
            line.label = "\(other.label), \(period.rawValue) before"
            line.color = other.color.mixed(with: Shade(0xFFFFFF), 0.4)
            line.draw = .line
            append(line, period)
        }
        previous = period
    }

    private mutating func append(_ line: GraphLine, _ period: PreviousPeriod) {
        var line = line
        line.shift = period.seconds
        line.stroke = .dashed
        line.isPart = false
        line.hasPeaks = false
        lines.append(line)
    }

    /// The earlier time that series ask for themselves, by their labels.
    private var ownPrevious: [String: PreviousPeriod] {
        let series: [SeriesDefinition]
        if case .host = request.subject { series = definition.series } else { series = definition.group.series }
        return Dictionary(
            series.compactMap { series in series.previous.map { (series.label, $0) } },
            uniquingKeysWith: { first, _ in first })
    }
}

extension GraphLine {
    fileprivate func earlier(by period: PreviousPeriod) -> GraphLine {
        var line = self
        line.shift = period.seconds
        line.hasPeaks = false
        line.instance = nil
        return line
    }
}
