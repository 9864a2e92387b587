package import MetricModel

extension Snapshot {
    /// The hosts that are remembered.
    package var hostKeys: [HostKey] { hosts.map(\.key) }

    /// Has a host be known by another name, in the groups of the past too.
    ///
    /// Where the new name is known already, as after the agent has used it, the two become one: what is known of the new one
    /// stays, and the old one's memberships come before its own.
    package mutating func rename(_ old: HostKey, to new: HostKey) {
        let isKnown = hosts.contains { $0.key == new }
        if isKnown { hosts.removeAll { $0.key == old } }
        for index in hosts.indices {
            if hosts[index].key == old { hosts[index].key = new }
            if hosts[index].renamedTo == old { hosts[index].renamedTo = new }
            if hosts[index].renamedTo == hosts[index].key { hosts[index].renamedTo = nil }
        }
        hosts.sort { $0.key < $1.key }
        for index in groups.indices {
            guard let past = groups[index].memberships.removeValue(forKey: old) else { continue }
            groups[index].memberships[new] = Group.joined(past + (groups[index].memberships[new] ?? []))
        }
    }

    /// Forgets hosts, and that they were members of groups; a group that has no member left goes with them.
    package mutating func remove(_ gone: Set<HostKey>) {
        hosts.removeAll { gone.contains($0.key) }
        for index in hosts.indices where hosts[index].renamedTo.map(gone.contains) == true {
            hosts[index].renamedTo = nil
        }
        for index in groups.indices {
            groups[index].memberships = groups[index].memberships.filter { !gone.contains($0.key) }
        }
        groups.removeAll { $0.memberships.isEmpty }
    }
}

extension Group {
    /// Stretches in the order of time, those that touch as one; the newest of too many.
    fileprivate static func joined(_ stretches: [Membership]) -> [Membership] {
        var result: [Membership] = []
        for next in stretches.sorted(by: { $0.since < $1.since }) {
            if let last = result.last, last.until.map({ $0 >= next.since }) ?? true {
                let until = last.until.flatMap { end in next.until.map { max(end, $0) } }
                result[result.count - 1].until = until
            } else {
                result.append(next)
            }
        }
        return Array(result.suffix(stretchLimit))
    }
}
