import MetricModel
import Wire

extension ClusterState {
    /// Makes the rows of the steps that have ended: of held values at once, of groups one step later, when every member's
    /// frame for it has had the time to arrive.
    mutating func closeSteps(at now: Tick) -> [Effect] {
        let step = Int64(configuration.step)
        let latest = now.wall.seconds / step * step
        guard let closed = closedStep, closed <= latest else {
            // The first call, or the clock was set back: begin here.
            forgetFuture(at: latest)
            closedStep = latest
            return []
        }
        var effects: [Effect] = []
        // After a jump forward there is nothing to say about the steps that were jumped over.
        var end = max(closed + step, latest - 10 * step)
        while end <= latest {
            storeHeldValues(end: end, at: now, &effects)
            storeGroups(end: end - step, &effects)
            if end / Self.forgetting != (end - step) / Self.forgetting { forgetOldSeries(at: end) }
            end += step
        }
        closedStep = latest
        return effects
    }

    /// How long a series may be silent before it makes room for others, in seconds.
    private static let forgetting: Int64 = 3600

    /// Forgets what hosts no longer have, like a disk that was taken out.
    ///
    /// Of a host that is down, all is kept.
    private mutating func forgetOldSeries(at end: Int64) {
        for key in Array(hosts.keys) where hosts[key]?.state == .up {
            guard var host = hosts.removeValue(forKey: key) else { continue }
            defer { hosts[key] = host }
            for (name, latest) in host.latest where end - latest.end > max(Self.forgetting, 4 * latest.length) {
                host.latest[name] = nil
                if name.instance == nil { host.windows[name.subject] = nil }
            }
            if host.latest.count < configuration.seriesLimit { host.hasReportedLimit = false }
        }
    }

    /// Lets series go on that had been dated by a clock which was set back since: for them all would be late until then.
    private mutating func forgetFuture(at now: Int64) {
        // A host's clock may be ahead by a step.
        let limit = now + 2 * Int64(configuration.step)
        for key in Array(hosts.keys) {
            guard var host = hosts.removeValue(forKey: key) else { continue }
            defer { hosts[key] = host }
            for (name, latest) in host.latest where latest.end > limit {
                host.latest[name] = Host.Latest(
                    definition: latest.definition, sample: latest.sample, end: now, length: latest.length)
                if name.instance == nil { host.windows[name.subject] = nil }
            }
        }
    }

    private mutating func storeHeldValues(end: Int64, at now: Tick, _ effects: inout [Effect]) {
        for key in Array(hosts.keys) where hosts[key]?.held.isEmpty == false {
            guard var host = hosts.removeValue(forKey: key) else { continue }
            defer { hosts[key] = host }
            for (name, held) in host.held {
                // A host that is down has no memory to speak of, however long its value was to hold; scripts may speak on.
                guard host.state == .up || name.subject == GangliaSenders.foreign.subject else { continue }
                guard let values = held.values(at: now) else {
                    host.held[name] = nil
                    if held.isForgotten { host.latest[name] = nil }
                    continue
                }
                if let latest = host.latest[name], latest.end >= end { continue }
                let sample = Sample(
                    instance: name.instance, numbers: values, texts: host.latest[name]?.sample.texts ?? [:])
                let length = Int64(configuration.step)
                host.latest[name] = Host.Latest(definition: held.definition, sample: sample, end: end, length: length)
                host.keep(
                    sample, of: held.definition, start: end - length, end: end, step: configuration.step, &effects)
            }
        }
    }

    /// Has the rows of groups begin again with the first step of which every host that was up can have told.
    mutating func awaitEveryHost(at now: Tick) {
        let step = Int64(configuration.step)
        let longest = hosts.values.lazy.filter { $0.state == .up }.map { Int64($0.announcement.interval) }.max() ?? 0
        // The others do not wait long for one that speaks seldom.
        let intervals = min(max(1, (longest + step * 1000 - 1) / (step * 1000)), 4)
        groupsFrom = (now.wall.seconds / step + 1 + intervals) * step
    }

    private mutating func storeGroups(end: Int64, _ effects: inout [Effect]) {
        guard end >= groupsFrom else { return }
        for group in groups.values.sorted(by: { $0.name < $1.name }) {
            var totals: [SubjectName: GroupTotals] = [:]
            closePercentiles(of: group.name, before: end, &effects)
            for key in group.members {
                guard let host = hosts[key] else { continue }
                for (subject, window) in host.windows where subject != Definition.link.subject {
                    let name = Host.SeriesName(subject: subject, instance: nil)
                    guard let values = window.values(forStepEndingAt: end),
                        let definition = host.latest[name]?.definition, definition.fields.count == values.count
                    else { continue }
                    totals[subject, default: GroupTotals(subject)].add(values, of: definition, cores: host.cores)
                    if definition.retention == .planning {
                        percentiles[group.name, default: [:]][
                            subject, default: GroupPercentiles(definition, end: end)
                        ].add(values, of: definition)
                    }
                }
            }
            for (subject, total) in totals.sorted(by: { $0.key < $1.key }) where !total.isEmpty {
                effects.append(
                    .store(
                        Row(
                            series: .group(group.name, subject), definition: total.definition,
                            start: end - Int64(configuration.step), end: end, values: total.values)))
            }
        }
    }

    /// Stores the percentiles of the hour and of the day that have ended.
    private mutating func closePercentiles(of group: GroupName, before end: Int64, _ effects: inout [Effect]) {
        guard let known = percentiles[group] else { return }
        for (subject, percentile) in known.sorted(by: { $0.key < $1.key }) {
            percentiles[group]?[subject]?.close(before: end) { period, values, end in
                guard let meaning = period.definition(of: percentile.definition), values.contains(where: \.isFinite)
                else { return }
                effects.append(
                    .store(
                        Row(
                            series: .group(group, meaning.subject), definition: meaning,
                            start: end - Int64(period.seconds), end: end, values: values)))
            }
        }
    }
}

extension Host {
    /// How many cores the host has; nil if it has not said.
    package var cores: Double? { number("host", "cpus") }
}
