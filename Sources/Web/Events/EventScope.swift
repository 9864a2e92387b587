import Aggregator
import ClusterState
import Graphs
import MetricModel

/// Whose events are wanted: some hosts', some groups', and those about everything.
struct EventScope {
    let hosts: Set<HostKey>
    let groups: Set<GroupName>

    func contains(_ event: RecordedEvent) -> Bool {
        (event.hosts.isEmpty && event.groups.isEmpty) || event.groups.contains(where: groups.contains)
            || event.hosts.contains(where: hosts.contains)
    }
}

extension Site {
    /// What is about a host: itself, and its groups.
    func scope(of host: HostKey) -> EventScope {
        EventScope(hosts: [host], groups: Set(aggregator.read { $0.groups(of: host) }))
    }

    /// What is about a group: itself, and who was in it in a time.
    func scope(of group: GroupName, in time: TimeRange) -> EventScope {
        let members = aggregator.read { state in
            state.groups[group]?.members(
                from: Timestamp(seconds: Int64(time.from)), to: Timestamp(seconds: Int64(time.to) + 1))
        }
        return EventScope(hosts: Set(members ?? []), groups: [group])
    }

    /// More marks than this would hide the graph.
    private static let maximumMarks = 100
    /// In a larger group, that one of the hosts went down is no news.
    private static let maximumMembers = 12

    /// What happened to a graph's subject in its time.
    func marks(of subject: GraphSubject, in time: TimeRange) -> [EventMark] {
        let scope = scope(of: subject)
        let hidesOwn = scope.hosts.count > Self.maximumMembers
        let events = aggregator.events.events(
            from: Int64(time.from), to: Int64(time.to), limit: Self.maximumMarks
        ) { event in scope.contains(event) && !(hidesOwn && event.isOwn && !event.hosts.isEmpty) }
        return events.map(\.mark)
    }

    private func scope(of subject: GraphSubject) -> EventScope {
        switch subject {
        case .host(let host): scope(of: host)
        case .group(let group, let members): EventScope(hosts: Set(members), groups: [group])
        case .hosts(let selection): EventScope(hosts: Set(selection.hosts), groups: [])
        case .comparison(let subjects):
            subjects.map(scope).reduce(EventScope(hosts: [], groups: [])) {
                EventScope(hosts: $0.hosts.union($1.hosts), groups: $0.groups.union($1.groups))
            }
        }
    }
}
