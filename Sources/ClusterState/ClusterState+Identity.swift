import MetricModel
import Wire

extension ClusterState {
    /// Connects an agent's run with the host it says it is, which is not the one it spoke for so far.
    ///
    /// - Returns: false if the agent is refused under this name.
    mutating func bind(
        _ sender: Sender, to announcement: HostAnnouncement, from peer: Peer, at now: Tick,
        _ effects: inout [Effect]
    ) -> Bool {
        let key = HostKey(cluster: announcement.cluster, name: announcement.name)
        guard let existing = hosts[key] else {
            guard hasRoom(for: key, from: peer.address) else { return false }
            sources.knows(1, by: peer.address)
            noteOtherName(of: sender, now: key, at: now, &effects)
            hosts[key] = Host(
                key: key, address: peer.address, state: .up, sender: sender, announcement: announcement,
                heard: now)
            effects.append(.report(.new(key, address: peer.address)))
            own(key, by: sender, at: now)
            return true
        }
        guard isHeir(sender, of: existing, at: now) else {
            refuse(sender, as: key, from: peer, at: now, &effects)
            return false
        }
        noteOtherName(of: sender, now: key, at: now, &effects)
        if let old = existing.sender, old.id != sender.id { effects.append(.report(.reinstalled(key))) }
        replaceSender(of: key, by: sender, at: now)
        update(key, with: announcement, at: now)
        own(key, by: sender, at: now)
        return true
    }

    /// Whether an agent's run may speak for a host from now on: it is the same agent started anew, or the one that spoke
    /// so far is silent.
    private func isHeir(_ sender: Sender, of host: Host, at now: Tick) -> Bool {
        guard let current = host.sender else { return true }
        if host.state != .up || host.isSilent(at: now) { return true }
        // A run that was replaced and still speaks is no restart but a second agent with a copy of the id.
        return current.id == sender.id && !host.retired.contains(sender.start)
    }

    private mutating func refuse(
        _ sender: Sender, as key: HostKey, from peer: Peer, at now: Tick, _ effects: inout [Effect]
    ) {
        guard var host = hosts.removeValue(forKey: key) else { return }
        defer { hosts[key] = host }
        if host.sender?.id == sender.id, host.isFreshlyBound(at: now) {
            // The last words of the run that this one has replaced.
            host.counters.late += 1
            return
        }
        host.counters.rejected += 1
        guard host.refused.count < Host.refusedLimit, host.refused.insert(sender.id).inserted else { return }
        effects.append(.report(.conflict(key, refused: sender.id, address: peer.address)))
    }

    private mutating func replaceSender(of key: HostKey, by sender: Sender, at now: Tick) {
        guard var host = hosts.removeValue(forKey: key) else { return }
        defer { hosts[key] = host }
        if let old = host.sender {
            senders[old] = nil
            host.hasRestarted = old.id == sender.id
            host.retired = Array((host.retired + [old.start]).filter { $0 != sender.start }.suffix(8))
        }
        host.sender = sender
        host.boundAt = now.monotonic
        host.renamedTo = nil
        host.lostBefore = host.counters.lost
        host.sequence = SequenceWindow()
        host.refused = []
        // What a Ganglia daemon of the same host held is now told better.
        host.held = host.held.filter { $0.key.subject == GangliaSenders.foreign.subject }
    }

    private mutating func own(_ key: HostKey, by sender: Sender, at now: Tick) {
        senders[sender] = key
        hostsByID[sender.id] = key
        updateMembership(of: key, at: now.wall)
    }

    mutating func update(_ key: HostKey, with announcement: HostAnnouncement, at now: Tick) {
        guard hosts[key]?.announcement != announcement else { return }
        hosts[key]?.announcement = announcement
        updateMembership(of: key, at: now.wall)
    }

    /// Sees whether the agent was known under another name: renamed, or a copy of a host that still speaks.
    private mutating func noteOtherName(
        of sender: Sender, now key: HostKey, at now: Tick, _ effects: inout [Effect]
    ) {
        guard let other = hostsByID[sender.id], other != key, hosts[other]?.sender?.id == sender.id,
            !clones.contains(sender.id)
        else { return }
        // Whether this is a new name or a copy of the state folder shows when the old name speaks again.
        hosts[other]?.state = .left
        hosts[other]?.renamedTo = key
        endMembership(of: other, at: now.wall)
        effects.append(.report(.renamed(from: other, to: key)))
    }

    /// A host that was taken for renamed speaks again: two live hosts share an agent id.
    mutating func noteSpeaksAgain(_ key: HostKey, at now: Tick, _ effects: inout [Effect]) {
        guard let other = hosts[key]?.renamedTo, let id = hosts[key]?.sender?.id else { return }
        hosts[key]?.renamedTo = nil
        updateMembership(of: key, at: now.wall)
        if hosts[other]?.sender?.id == id, hosts[other]?.state == .up, clones.insert(id).inserted {
            effects.append(.report(.cloned(id, other, key)))
        }
    }
}
