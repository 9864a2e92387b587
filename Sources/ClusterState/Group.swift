package import MetricModel
import Wire

/// A set of hosts, across clusters, with the dates of each one's membership: last month's graph shows last month's
/// members.
package struct Group: Sendable, Equatable, Codable {
    /// A stretch of time in which a host belonged to the group.
    package struct Membership: Sendable, Equatable, Codable {
        package let since: Timestamp
        /// nil while it lasts.
        package internal(set) var until: Timestamp?
    }

    package let name: GroupName
    package internal(set) var memberships: [HostKey: [Membership]] = [:]

    /// The most stretches that are remembered of one host, so that one that comes and goes cannot fill the memory.
    static let stretchLimit = 256

    init(name: GroupName) { self.name = name }

    /// The hosts that belong to the group now, up or not.
    package var members: [HostKey] {
        memberships.filter { $0.value.last?.until == nil && !$0.value.isEmpty }.keys.sorted()
    }

    /// The hosts that belonged to the group at some moment between two.
    package func members(from start: Timestamp, to end: Timestamp) -> [HostKey] {
        memberships.filter { _, stretches in
            stretches.contains { $0.since <= end && ($0.until.map { $0 >= start } ?? true) }
        }.keys.sorted()
    }

    func contains(_ host: HostKey) -> Bool {
        guard let last = memberships[host]?.last else { return false }
        return last.until == nil
    }

    mutating func begin(_ host: HostKey, at now: Timestamp) {
        var stretches = memberships.removeValue(forKey: host) ?? []
        if stretches.count >= Self.stretchLimit { stretches.removeFirst() }
        stretches.append(Membership(since: now))
        memberships[host] = stretches
    }

    mutating func end(_ host: HostKey, at now: Timestamp) {
        guard let last = memberships[host]?.indices.last else { return }
        memberships[host]?[last].until = now
    }
}

extension ClusterState {
    /// The groups a host belongs to now: its cluster, those its agent names, those the configuration puts it in.
    package func groups(of key: HostKey) -> [GroupName] {
        guard let host = hosts[key] else { return [] }
        var names: Set<GroupName> = [key.cluster]
        names.formUnion(host.announcement.groups)
        for rule in configuration.groups where rule.includes(key, tags: host.announcement.tags) {
            names.insert(rule.name)
        }
        return names.sorted()
    }

    /// Opens and closes memberships so that they say what ``groups(of:)`` says.
    mutating func updateMembership(of key: HostKey, at now: Timestamp) {
        let current = Set(groups(of: key))
        for name in current where groups[name]?.contains(key) != true {
            guard groups[name] != nil || groups.count < configuration.groupLimit else { continue }
            groups[name, default: Group(name: name)].begin(key, at: now)
        }
        endMembership(of: key, at: now, except: current)
    }

    mutating func endMembership(of key: HostKey, at now: Timestamp, except kept: Set<GroupName> = []) {
        for name in Array(groups.keys) where !kept.contains(name) && groups[name]?.contains(key) == true {
            groups[name]?.end(key, at: now)
        }
    }
}
