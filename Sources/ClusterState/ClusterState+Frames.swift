package import MetricModel
package import Wire

extension ClusterState {
    /// Takes in a Plexus frame that came from an address.
    package mutating func heard(_ frame: Frame, from peer: Peer, at now: Tick) -> [Effect] {
        sources.heard(from: peer.address)
        var effects: [Effect] = []
        var known = host(of: frame.sender)
        if let known, !isNew(frame, of: known) { return effects }
        // What a frame that was overtaken says of its host may be out of date.
        if let announcement = frame.announcement, known == nil || isNewest(frame, of: known) {
            let named = HostKey(cluster: announcement.cluster, name: announcement.name)
            if named == known {
                update(named, with: announcement, at: now)
            } else {
                guard bind(frame.sender, to: announcement, from: peer, at: now, &effects) else { return effects }
                known = named
                guard isNew(frame, of: named) else { return effects }
            }
        }
        guard let key = known else {
            // An aggregator's questions are frames too; only what an agent sends needs a host.
            let isAgent = frame.records.contains { if case .ask = $0 { false } else { true } }
            guard isAgent else { return effects }
            sources.unidentified(from: peer.address)
            return effects + [.ask(host: true, [], at: peer)]
        }
        noteAlive(key, frame, from: peer, at: now, &effects)
        take(frame, of: key, from: peer, at: now, &effects)
        return effects
    }

    /// The host that an agent's run speaks for; nil while it has not said which.
    private func host(of sender: Sender) -> HostKey? {
        guard let key = senders[sender], hosts[key]?.sender == sender else { return nil }
        return key
    }

    /// Whether the sender has sent nothing later that is known.
    private func isNewest(_ frame: Frame, of key: HostKey?) -> Bool {
        key.flatMap { hosts[$0]?.sequence.highest } == frame.sequence
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
        host.address = peer.address
        host.lastHeard = now.wall
        host.lastHeardMonotonic = now.monotonic
        let skew = Double(now.wall - (frame.tick + Int64(frame.delay))) / 1000
        host.skew = skew
        let isWrong = skew.magnitude > Double(configuration.step)
        if isWrong != host.isClockWrong {
            host.isClockWrong = isWrong
            effects.append(.report(isWrong ? .clockWrong(key, seconds: skew) : .clockRight(key)))
        }
        hosts[key] = host

        // No sign of life: a frame that a goodbye has overtaken, or the last ones sent under a former name.
        guard host.state != .up, isNewest(frame, of: key), !frame.records.contains(.goodbye) else { return }
        if let newName = host.renamedTo, hosts[newName]?.isFreshlyBound(at: now) == true { return }
        hosts[key]?.state = .up
        effects.append(.report(.up(key)))
        if host.renamedTo != nil { noteSpeaksAgain(key, at: now, &effects) }
    }

    private mutating func take(
        _ frame: Frame, of key: HostKey, from peer: Peer, at now: Tick, _ effects: inout [Effect]
    ) {
        let end = end(of: frame, of: key, at: now)
        var unknown: Set<DefinitionID> = []
        for case .description(let part) in frame.records { learn(part, from: peer) }
        for record in frame.records {
            switch record {
            case .host, .ask, .description: break
            case .values(let id, let rows):
                if let definition = definitions[id] {
                    for row in rows { store(row, of: definition, host: key, end: end, &effects) }
                } else {
                    // To ask again for what cannot be understood would bring the same.
                    if !illegible.contains(id) { unknown.insert(id) }
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
    private mutating func end(of frame: Frame, of key: HostKey, at now: Tick) -> Int64 {
        let interval = Int64(hosts[key]?.announcement.interval ?? 0)
        let longestDelay = max(interval, Int64(configuration.step) * 1000)
        guard hosts[key]?.isClockWrong == false, Int64(frame.delay) <= longestDelay else {
            hosts[key]?.counters.redated += 1
            return now.wall.seconds
        }
        return (frame.tick + 500).seconds
    }

    private mutating func learn(_ part: DescriptionPart, from peer: Peer) {
        guard definitions[part.id] == nil, !illegible.contains(part.id),
            definitions.count + illegible.count < Self.definitionLimit
        else { return }
        do {
            switch try assembler.add(part) {
            case .incomplete: break
            case .definition(let definition):
                // Percentiles are made here: nobody else's are taken for them.
                guard Retention.ofAgents.contains(definition.retention) else {
                    illegible.insert(part.id)
                    return
                }
                definitions[part.id] = definition
            case .unknownKind: illegible.insert(part.id)
            }
        } catch {
            sources.refused("\(error)", from: peer.address)
        }
    }

    static let definitionLimit = 10_000
}

extension Frame {
    /// What the frame says of its host; nil if nothing.
    fileprivate var announcement: HostAnnouncement? {
        for case .host(let host) in records { return host }
        return nil
    }
}
