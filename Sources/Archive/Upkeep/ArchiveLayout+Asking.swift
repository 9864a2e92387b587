package import MetricModel

/// What a person asked for is not there, or not clear.
package enum AskedError: Error, Equatable, CustomStringConvertible {
    case noSuchHost(String, nearest: String?)
    /// Several clusters have a host of this name.
    case severalHosts(String, [HostKey])
    case noSuchGroup(String, nearest: String?)

    package var description: String {
        switch self {
        case .noSuchHost(let name, let nearest): "there is no host \"\(name)\"\(Self.hint(nearest))"
        case .severalHosts(let name, let hosts):
            "several hosts are called \"\(name)\": \(hosts.map(\.description).joined(separator: ", "))"
        case .noSuchGroup(let name, let nearest): "there is no group \"\(name)\"\(Self.hint(nearest))"
        }
    }

    private static func hint(_ nearest: String?) -> String { nearest.map { "; did you mean \($0)?" } ?? "" }
}

extension HostKey {
    /// The host that a person means: `HOST` where the name is unique among those known, else `CLUSTER/HOST`.
    package static func one(named text: String, among known: [HostKey]) throws(AskedError) -> HostKey {
        let found = known.filter { $0.description == text || $0.name.text == text }
        guard let host = found.first else {
            let names = known.map { text.contains("/") ? $0.description : $0.name.text }
            throw .noSuchHost(text, nearest: Spelling.nearest(to: text, among: names))
        }
        guard found.count == 1 else { throw .severalHosts(text, found) }
        return host
    }
}

extension ArchiveLayout {
    /// Every host that has a folder, by cluster and name.
    package func hosts() -> [HostKey] { clusters().flatMap { hosts(in: $0) } }

    /// The host that a person means: `HOST` where the name is unique, else `CLUSTER/HOST`.
    package func host(named text: String) throws(AskedError) -> HostKey {
        try HostKey.one(named: text, among: hosts())
    }

    package func group(named text: String) throws(AskedError) -> GroupName {
        let all = groups()
        guard let group = all.first(where: { $0.text == text }) else {
            throw .noSuchGroup(text, nearest: Spelling.nearest(to: text, among: all.map(\.text)))
        }
        return group
    }
}
