package import MetricModel

/// Who there is: what the names and patterns of a ``GraphItem`` are looked up in.
package protocol HostDirectory {
    /// Every host that is known, up or not, in no order.
    var everyHost: [HostKey] { get }
    /// The host of `CLUSTER/NAME`, or of `NAME` where only one is called so; throws where there is none.
    func key(written text: String) throws -> HostKey
    /// Those who were in a group at any moment of a time; throws where there is no such group.
    func members(of group: GroupName, over time: TimeRange) throws -> [HostKey]
}

extension GraphItem {
    /// More hosts than this are in no graph that tells them apart, or that reads each one's own history.
    package static let maximumHosts = 2000

    /// Of whom the graph is drawn: hosts that two places name count once.
    ///
    /// Throws what the directory throws, and ``GraphItemError`` where no host fits a pattern, or too many do.
    package func subject(over time: TimeRange, in directory: some HostDirectory) throws -> GraphSubject {
        if case .metrics(let patterns) = content {
            var hosts: Set<HostKey> = []
            for place in places { hosts.formUnion(try place.hosts(over: time, in: directory)) }
            let text = places.map(\.shortText).joined(separator: ", ")
            return .hosts(
                HostSelection(
                    text, hosts: try Self.bounded(Array(hosts)), metrics: patterns, combination: combination,
                    draw: draw?.style))
        }
        let subjects = try places.map { place -> GraphSubject in
            switch place {
            case .host where combination == nil: .host(try directory.key(written: place.text))
            case .group(let name) where combination == nil:
                .group(name, members: try directory.members(of: name, over: time))
            case .host, .group, .hosts:
                .hosts(
                    HostSelection(
                        place.shortText, hosts: try Self.bounded(place.hosts(over: time, in: directory)),
                        combination: combination))
            }
        }
        return subjects.count == 1 ? subjects[0] : .comparison(subjects)
    }

    private static func bounded(_ hosts: [HostKey]) throws(GraphItemError) -> [HostKey] {
        guard hosts.count <= maximumHosts else {
            throw GraphItemError(
                key: "hosts", expected: "at most \(maximumHosts) hosts, by a narrower pattern or a group",
                found: "\(hosts.count)")
        }
        return hosts
    }
}

extension GraphItem.Place {
    /// As titles name it: a host without its cluster.
    var shortText: String {
        switch self {
        case .host(let host): host.name.text
        case .group(let name): name.text
        case .hosts(let pattern): pattern.text
        }
    }

    fileprivate func hosts(over time: TimeRange, in directory: some HostDirectory) throws -> [HostKey] {
        switch self {
        case .host: return [try directory.key(written: text)]
        case .group(let name): return try directory.members(of: name, over: time)
        case .hosts(let pattern):
            let hosts = directory.everyHost.filter(pattern.fits)
            guard !hosts.isEmpty else {
                throw GraphItemError(
                    key: "hosts", expected: "a pattern that some host fits", found: pattern.written, isUnknown: true)
            }
            return hosts
        }
    }
}

extension NamePattern {
    /// Whether it fits a host's name; one with a slash in it is compared with `CLUSTER/NAME`.
    package func fits(_ host: HostKey) -> Bool { matches(text.contains("/") ? host.description : host.name.text) }
}
