package import MetricModel

/// How long the history of hosts is kept that come and go, once they are silent.
package struct ForgetRule: Sendable, Equatable {
    /// Of a host's name, or with a slash of its cluster and name: `*` is any text, `?` any character.
    package var pattern: String
    /// Seconds of silence; at least an hour.
    package var age: Int

    package init(pattern: String, age: Int) {
        self.pattern = pattern
        self.age = age
    }
}

extension HostKey {
    /// Whether a pattern means this host: `web*`, or with its cluster `prod/web*`.
    package func fits(_ pattern: String) -> Bool {
        GroupRule.matches(pattern.contains("/") ? description : name.text, pattern: pattern)
    }
}

extension ClusterState {
    /// Forgets the hosts that have been silent for longer than the first rule says that means them, in groups too: their
    /// history is then to be deleted.
    ///
    /// - Returns: which, sorted.
    package mutating func forgetSilent(by rules: [ForgetRule], at now: Tick) -> [HostKey] {
        guard !rules.isEmpty else { return [] }
        let gone = hosts.values.filter { host in
            guard host.state != .up, let rule = rules.first(where: { host.key.fits($0.pattern) }) else { return false }
            return now.wall.seconds - host.lastHeard.seconds > Int64(rule.age)
        }.map(\.key)
        guard !gone.isEmpty else { return [] }
        let names = Set(gone)
        for key in gone {
            if let host = hosts.removeValue(forKey: key) { sources.knows(-1, by: host.firstAddress) }
        }
        senders = senders.filter { !names.contains($0.value) }
        hostsByID = hostsByID.filter { !names.contains($0.value) }
        for key in hosts.keys where hosts[key]?.renamedTo.map(names.contains) == true { hosts[key]?.renamedTo = nil }
        for (name, var group) in groups {
            group.memberships = group.memberships.filter { !names.contains($0.key) }
            groups[name] = group.memberships.isEmpty ? nil : group
            if group.memberships.isEmpty { percentiles[name] = nil }
        }
        return gone.sorted()
    }
}
