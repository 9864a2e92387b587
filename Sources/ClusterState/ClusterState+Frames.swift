package import MetricModel
package import Wire

extension ClusterState {
    /// Takes in a Plexus frame that came from an address.
    package mutating func heard(_ frame: Frame, from peer: Peer, at now: Tick) -> [Effect] {
        sources.heard(from: peer.address)
        var effects: [Effect] = []
        let announcement = frame.records.lazy.compactMap { record -> HostAnnouncement? in
            if case .host(let host) = record { host } else { nil }
        }.first
        if let announcement, !bind(frame.sender, to: announcement, from: peer, at: now, &effects) {
            return effects
        }
        guard let key = senders[frame.sender], hosts[key]?.sender == frame.sender else {
            // An aggregator's questions are frames too; only what an agent sends needs a host.
            let isAgent = frame.records.contains { if case .ask = $0 { false } else { true } }
            guard isAgent else { return effects }
            sources.unidentified(from: peer.address)
            return effects + [.ask(host: true, [], at: peer)]
        }
        guard isNew(frame, of: key) else { return effects }
        noteAlive(key, frame, from: peer, at: now, &effects)
        if hosts[key]?.renamedTo != nil { noteSpeaksAgain(key, at: now, &effects) }
        take(frame, of: key, from: peer, at: now, &effects)
        return effects
    }

    /// Whether the frame has not been heard before; counts it either way.
    private mutating func isNew(_ frame: Frame, of key: HostKey) -> Bool {
        guard var host = hosts.removeValue(forKey: key) else { return false }
        defer { hosts[key] = host }
        host.counters.datagrams += 1
        let verdict = host.sequence.hear(frame.sequence)
        host.counters.lost = host.lostBefore + host.sequence.lost
        switch verdict {
        case .new: return true
        case .duplicate: host.counters.duplicates += 1
        case .late: host.counters.late += 1
        }
        return false
    }

    private mutating func noteAlive(
        _ key: HostKey, _ frame: Frame, from peer: Peer, at now: Tick, _ effects: inout [Effect]
    ) {
        guard var host = hosts.removeValue(forKey: key) else { return }
        defer { hosts[key] = host }
        host.address = peer.address
        host.lastHeard = now.wall
        host.lastHeardMonotonic = now.monotonic
        if host.state != .up, !frame.records.contains(.goodbye) {
            host.state = .up
            effects.append(.report(.up(key)))
        }
        let skew = Double(now.wall - (frame.tick + Int64(frame.delay))) / 1000
        host.skew = skew
        let isWrong = skew.magnitude > Double(configuration.step)
        if isWrong != host.isClockWrong {
            host.isClockWrong = isWrong
            effects.append(.report(isWrong ? .clockWrong(key, seconds: skew) : .clockRight(key)))
        }
        if isWrong { host.counters.redated += 1 }
    }

    private mutating func take(
        _ frame: Frame, of key: HostKey, from peer: Peer, at now: Tick, _ effects: inout [Effect]
    ) {
        let end = end(of: frame, of: key, at: now)
        var unknown: Set<DefinitionID> = []
        for record in frame.records {
            switch record {
            case .host, .ask: break
            case .description(let part): learn(part, from: peer)
            case .values(let id, let rows):
                if let definition = definitions[id] {
                    for row in rows { store(row, of: definition, host: key, end: end, &effects) }
                } else {
                    unknown.insert(id)
                    hosts[key]?.counters.undescribed += UInt64(rows.count)
                }
            case .goodbye:
                guard hosts[key]?.state != .left else { break }
                hosts[key]?.state = .left
                effects.append(.report(.left(key)))
            }
        }
        if !unknown.isEmpty { effects.append(.ask(host: false, unknown.sorted(), at: peer)) }
        storeLink(of: key, end: end, &effects)
    }

    /// When the frame's interval ended, in seconds: by the host's clock if that is right, else the time of arrival.
    private func end(of frame: Frame, of key: HostKey, at now: Tick) -> Int64 {
        let interval = Int64(hosts[key]?.announcement.interval ?? 0)
        let longestDelay = max(interval, Int64(configuration.step) * 1000)
        guard hosts[key]?.isClockWrong == false, Int64(frame.delay) <= longestDelay else { return now.wall.seconds }
        return (frame.tick + 500).seconds
    }

    private mutating func learn(_ part: DescriptionPart, from peer: Peer) {
        guard definitions[part.id] == nil, definitions.count < Self.definitionLimit else { return }
        do {
            if let definition = try assembler.add(part) { definitions[part.id] = definition }
        } catch {
            sources.refused("\(error)", from: peer.address)
        }
    }

    static let definitionLimit = 10_000

    /// Checks a row against its definition and passes on what is true and new.
    private mutating func store(
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
            if field.kind == .text ? !number.isNaN : !number.isNaN && !field.range.contains(number) {
                sample.numbers[index] = .nan
                host.counters.rejected += 1
            }
        }
        let name = Host.SeriesName(subject: definition.subject, instance: sample.instance)
        let length = max(Int64(definition.pace), Int64(host.announcement.interval) / 1000, 1)
        if let latest = host.latest[name] {
            guard end > latest.end else {
                host.counters.late += 1
                return
            }
        } else if host.latest.count >= configuration.seriesLimit {
            host.counters.rejected += 1
            if host.latest.count == configuration.seriesLimit, !host.hasReportedLimit {
                host.hasReportedLimit = true
                effects.append(.report(.tooManySeries(key, limit: configuration.seriesLimit)))
            }
            return
        }
        host.latest[name] = Host.Latest(definition: definition, sample: sample, end: end, length: length)
        host.keep(sample, of: definition, start: end - length, end: end, step: configuration.step, &effects)
    }

    /// What the aggregator itself measures of a host's datagrams.
    private mutating func storeLink(of key: HostKey, end: Int64, _ effects: inout [Effect]) {
        guard let host = hosts[key], host.state == .up else { return }
        let name = Host.SeriesName(subject: Definition.link.subject, instance: nil)
        if let latest = host.latest[name], latest.end >= end { return }
        let sample = Sample(numbers: [
            host.skew ?? .nan, Double(host.counters.lost), Double(host.counters.duplicates),
            Double(host.counters.late), Double(host.counters.rejected),
        ])
        store(sample, of: .link, host: key, end: end, &effects)
    }
}

extension Host {
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
