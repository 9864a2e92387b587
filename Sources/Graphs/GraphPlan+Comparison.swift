import MetricModel

extension GraphPlan {
    /// At most so many are compared.
    private static let maximumSubjects = 12

    /// The one value by which hosts are told apart; nil if the definition has none.
    private var comparedValue: Expression? {
        definition.group.host
            ?? definition.series.first { $0.role == .values && $0.draw != .band && !$0.isForEachInstance }?.value
    }

    /// Hosts and groups as a line each.
    mutating func addComparison(of subjects: [GraphSubject]) {
        guard let value = chooseValue() else { return }
        title.what += valueWords
        title.whose = "of \(subjects.prefix(Self.maximumSubjects).map(\.name).listed)"
        if subjects.count > Self.maximumSubjects {
            notes.append("the first \(Self.maximumSubjects) of \(subjects.count)")
        }
        for (index, subject) in subjects.prefix(Self.maximumSubjects).enumerated() {
            var combination = definition.group.aggregate.combination
            let members: [HostKey]
            switch subject {
            case .host(let host): members = [host]
            case .group(_, let all): members = Set(all).sorted()
            case .hosts(let selection):
                members = Set(selection.hosts).sorted()
                combination = selection.combination ?? combination
            case .comparison: members = []
            }
            if case .host = subject {
                var line = GraphLine(label: subject.name, value: value, place: .at(.host(members[0])))
                line.hasPeaks = true
                if canNormalise, let size = options.normalisation?.size { line.value = value.divided(by: size) }
                lines.append(line)
            } else {
                addCombined(named(members, value), combination, subject.name)
            }
            guard !lines.isEmpty else { continue }
            lines[lines.count - 1].color = Palette.shade(index)
        }
        disambiguate()
    }

    /// Hosts that a pattern chose.
    mutating func add(_ selection: HostSelection, _ chosen: [ChosenMetric]) {
        guard selection.metrics.isEmpty else {
            add(chosen, of: selection)
            return
        }
        let hosts = Set(selection.hosts).sorted(by: Self.naturally)
        guard let value = chooseValue() else { return }
        title.whose = "of \(selection.text)"
        guard let combination = selection.combination else {
            let isFew = hosts.count <= GroupDefinition.maximumHosts
            switch options.view ?? (isFew ? .hosts : definition.group.many) {
            case .spread: addSpread(of: hosts, value)
            case .top: addHosts(hosts, value, top: definition.group.top)
            case .hosts, .totals: addHosts(hosts, value, top: GroupDefinition.maximumHosts)
            }
            return
        }
        title.details += valueWords
        notes.append("\(combination.words) \(hosts.count) \(hosts.count == 1 ? "host" : "hosts")")
        addCombined(named(hosts, value), combination, definition.group.label ?? definition.title)
        lines.last.map { _ in lines[lines.count - 1].color = Palette.shade(0) }
    }

    /// Metrics that a pattern chose, of hosts that a pattern chose.
    private mutating func add(_ chosen: [ChosenMetric], of selection: HostSelection) {
        let patterns = selection.metrics.map(\.text).joined(separator: ", ")
        title = GraphTitle(what: patterns, whose: "of \(selection.text)")
        guard !chosen.isEmpty else {
            refusal = "no metric \(patterns) on \(selection.hosts.count) hosts of \(selection.text)"
            return
        }
        if let first = chosen.first?.unit, chosen.allSatisfy({ $0.unit == first }) { unit = first }
        let metrics = Set(chosen.map(\.metric)).sorted(by: Self.naturally)
        let hosts = Set(chosen.map(\.host))
        if let combination = selection.combination {
            notes.append("\(combination.words) \(hosts.count) \(hosts.count == 1 ? "host" : "hosts")")
            for (index, metric) in metrics.enumerated() {
                let members = chosen.filter { $0.metric == metric }.map { $0.member("") }
                addCombined(members, combination, metric.shown, Palette.shade(index))
                if let draw = selection.draw { lines[lines.count - 1].draw = draw }
                lines[lines.count - 1].isPart = true
            }
            return
        }
        let names = Dictionary(grouping: hosts, by: \.name)
        let members = chosen.map { choice in
            let host = names[choice.host.name]?.count == 1 ? choice.host.name.text : choice.host.description
            return choice.member(metrics.count == 1 ? host : "\(host) \(choice.metric.shown)")
        }
        let draw = selection.draw ?? .line
        if options.view == .spread {
            addSpread(of: members, isMax: false)
        } else if members.count <= GroupDefinition.maximumHosts {
            addLines(members, draw)
        } else {
            let top = GroupDefinition.maximumHosts
            notes.append("the largest \(top) of \(members.count)")
            addLargest(members, top, rest: draw == .stack ? "\(members.count - top) others" : nil, draw)
        }
    }

    private var valueWords: String { definition.group.label.map { ": \($0)" } ?? "" }

    private mutating func chooseValue() -> Expression? {
        guard let value = comparedValue else {
            refusal = "\(definition.title) has no one value of a host to compare"
            return nil
        }
        if definition.group.host != nil { (unit, limits) = (definition.group.unit, definition.group.limits) }
        return value
    }

    /// Names the clusters of hosts that share a name.
    private mutating func disambiguate() {
        let counts = Dictionary(grouping: lines, by: \.label)
        for index in lines.indices where counts[lines[index].label].map({ $0.count > 1 }) == true {
            if case .at(.host(let host)) = lines[index].place { lines[index].label = host.description }
        }
    }
}

extension ChosenMetric {
    fileprivate func member(_ label: String) -> HostValues.Member {
        HostValues.Member(label: label, host: host, value: Expression(metric))
    }
}

extension MetricName {
    /// As legends write it: a value from outside by the name its sender gave it.
    fileprivate var shown: String { subject.text == "foreign" ? instance?.text ?? description : description }
}

extension [String] {
    /// As in "a, b and c".
    fileprivate var listed: String {
        count < 2 ? joined() : dropLast().joined(separator: ", ") + " and " + self[count - 1]
    }
}
