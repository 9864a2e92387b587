import MetricModel
import Wire

extension ClusterState {
    /// Checks a row against its definition and passes on what is true and new.
    mutating func store(
        _ sample: Sample, of definition: Definition, host key: HostKey, end: Int64, _ effects: inout [Effect]
    ) {
        guard var host = hosts.removeValue(forKey: key) else { return }
        defer { hosts[key] = host }
        guard sample.numbers.count == definition.fields.count,
            definition.hasInstances == (sample.instance != nil)
        else {
            host.counters.rejected += 1
            return
        }
        var sample = sample
        for (index, field) in definition.fields.enumerated() {
            let number = sample.numbers[index]
            let isPossible =
                switch field.kind {
                case .text: number.isNaN
                case .gauge, .rate:
                    sample.texts[index] == nil
                        && (number.isNaN || (number.isFinite && field.range.contains(number)))
                }
            guard !isPossible else { continue }
            sample.numbers[index] = .nan
            if field.kind != .text { sample.texts[index] = nil }
            host.counters.rejected += 1
        }
        let name = Host.SeriesName(subject: definition.subject, instance: sample.instance)
        let length = max(Int64(definition.pace), Int64(host.announcement.interval) / 1000, 1)
        var start = end - length
        if let latest = host.latest[name] {
            guard end > latest.end else {
                host.counters.late += 1
                return
            }
            start = max(start, latest.end)
            // Columns of another version, which are not to be mixed with these.
            if sample.instance == nil, latest.definition != definition { host.windows[definition.subject] = nil }
        } else if host.latest.count >= configuration.seriesLimit, name != Host.SeriesName.link {
            host.counters.rejected += 1
            sources.refused(
                "more than \(configuration.seriesLimit) series of one host", named: "\(key)/\(name)",
                from: host.address, isDatagram: false)
            if !host.hasReportedLimit {
                host.hasReportedLimit = true
                effects.append(.report(.tooManySeries(key, limit: configuration.seriesLimit)))
            }
            return
        }
        if name == .facts { host.noteStart(sample, of: definition, &effects) }
        host.latest[name] = Host.Latest(definition: definition, sample: sample, end: end, length: length)
        host.keep(sample, of: definition, start: start, end: end, step: configuration.step, &effects)
    }

    /// What the aggregator itself measures of a host's datagrams.
    mutating func storeLink(of key: HostKey, end: Int64, _ effects: inout [Effect]) {
        guard let host = hosts[key], host.state == .up else { return }
        if let latest = host.latest[.link], latest.end >= end { return }
        let sample = Sample(numbers: [
            host.skew ?? .nan, Double(host.counters.lost), Double(host.counters.duplicates),
            Double(host.counters.late), Double(host.counters.rejected),
        ])
        store(sample, of: .link, host: key, end: end, &effects)
    }
}

extension Host.SeriesName {
    fileprivate static let facts = Host.SeriesName(subject: SubjectName(literal: "host"), instance: nil)
    fileprivate static let link = Host.SeriesName(subject: Definition.link.subject, instance: nil)
}

extension Host {
    /// Tells, once for each run of the agent, whether the host was started anew with it.
    fileprivate mutating func noteStart(_ facts: Sample, of definition: Definition, _ effects: inout [Effect]) {
        guard hasRestarted, let index = definition.index(of: FieldName(literal: "boot_time")) else { return }
        hasRestarted = false
        let boot = facts.numbers[index]
        // The kernel's boot time is computed from the clock, and moves a little with it.
        if let before = number("host", "boot_time"), boot > before + 30, boot < 253_402_300_800 {
            effects.append(.report(.rebooted(key, at: Timestamp(seconds: Int64(boot)))))
        } else {
            effects.append(.report(.restarted(key)))
        }
    }

    /// Hands a row that has been checked to the archive, and to the steps that groups are summed from.
    mutating func keep(
        _ sample: Sample, of definition: Definition, start: Int64, end: Int64, step: Int, _ effects: inout [Effect]
    ) {
        guard definition.fields.contains(where: { $0.kind != .text }) else { return }
        effects.append(
            .store(
                Row(
                    series: .host(key, definition.subject, sample.instance), definition: definition, start: start,
                    end: end, values: sample.numbers)))
        guard !definition.hasInstances else { return }
        windows[definition.subject, default: StepWindow(step: step)].add(
            start: start, end: end, values: sample.numbers)
    }
}
