import Aggregator
import Graphs
import MetricModel

/// Which events are wanted, by the address: `?q=deploy&host=web1&group=prod&by=told`.
struct EventFilter {
    /// Who tells of events.
    enum Teller: String, CaseIterable {
        case told, noticed
    }

    /// What must be in an event's text, hosts, groups, source or kind; nil for anything.
    let words: Words?
    let host: HostKey?
    let group: GroupName?
    let teller: Teller?

    /// Of a host or a group.
    init(host: HostKey? = nil, group: GroupName? = nil) {
        (self.host, self.group, words, teller) = (host, group, nil, nil)
    }

    init(_ query: QueryString, in site: Site) throws(WebError) {
        words = try Words(query, "q")
        host = if let text = query["host"], !text.isEmpty { try site.key(written: text) } else { nil }
        group = try Self.group(query["group"], in: site)
        teller = try Self.teller(query["by"])
    }

    private static func group(_ text: String?, in site: Site) throws(WebError) -> GroupName? {
        guard let text, !text.isEmpty else { return nil }
        guard let group = GroupName(text) else {
            throw .notFound("\"\(text.prefix(80))\" is no name of a group", hint: "/ lists the groups")
        }
        try site.requireGroup(group)
        return group
    }

    private static func teller(_ text: String?) throws(WebError) -> Teller? {
        guard let text, !text.isEmpty else { return nil }
        guard let teller = Teller(rawValue: text) else {
            throw .badRequest("by: expected told or noticed, found \"\(text.prefix(40))\"", hint: "try by=told")
        }
        return teller
    }

    /// As an address has it.
    var query: [(String, String)] {
        [
            ("q", words?.text), ("host", host?.description), ("group", group?.text), ("by", teller?.rawValue),
        ].compactMap { key, value in value.map { (key, $0) } }
    }

    fileprivate func isTold(_ event: RecordedEvent) -> Bool {
        teller.map { ($0 == .noticed) == event.isOwn } ?? true
    }

    fileprivate func hasWords(_ event: RecordedEvent) -> Bool {
        guard let words else { return true }
        return words.areIn(
            [event.text, event.source, event.kind ?? ""] + event.hosts.map(\.description) + event.groups.map(\.text))
    }
}

extension Site {
    /// Words are looked for in so many events.
    static let maximumEvents = 20_000

    /// The newest events of a time that are wanted, the earliest first.
    ///
    /// - `limit`: at most so many.
    func events(_ filter: EventFilter, in time: TimeRange, limit: Int = Site.maximumEvents) -> [RecordedEvent] {
        var scopes: [EventScope] = []
        if let host = filter.host { scopes.append(scope(of: host)) }
        if let group = filter.group { scopes.append(scope(of: group, in: time)) }
        // Others wait for the log meanwhile: texts are read behind it.
        let events = aggregator.events.events(
            from: Int64(time.from), to: Int64(time.to), limit: filter.words == nil ? limit : Self.maximumEvents
        ) { event in filter.isTold(event) && scopes.allSatisfy { $0.contains(event) } }
        return Array(events.filter(filter.hasWords).suffix(limit))
    }
}
