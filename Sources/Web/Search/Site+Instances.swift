import Aggregator
import ClusterState
import MetricModel

/// An instance of a subject, and who has one of the name.
struct FoundInstance {
    let series: Host.SeriesName
    /// What the subject is, in words.
    let title: String
    /// The first of its values.
    let metric: MetricName
    /// The first of those that have it.
    var host: HostKey
    /// How many have it.
    var hosts: Int
}

extension Site {
    /// So many hosts are looked through while the state is locked once.
    private static let hostsAtOnce = 100

    /// The instances that are wanted, each once.
    ///
    /// Looks at every series of every host.
    func instances(where isWanted: (Host.SeriesName) -> Bool) -> [FoundInstance] {
        var found: [Host.SeriesName: FoundInstance] = [:]
        let keys = aggregator.read { Array($0.hosts.keys) }
        for start in stride(from: 0, to: keys.count, by: Self.hostsAtOnce) {
            let part = keys[start..<min(start + Self.hostsAtOnce, keys.count)]
            let series = aggregator.read { state in
                part.flatMap { key in
                    (state.hosts[key]?.latest ?? [:]).compactMap {
                        name, latest -> (HostKey, Host.SeriesName, String, MetricName)? in
                        guard name.instance != nil, let field = latest.definition.fields.first else { return nil }
                        let metric = MetricName(subject: name.subject, instance: name.instance, field: field.name)
                        return (key, name, latest.definition.title, metric)
                    }
                }
            }
            for (key, name, title, metric) in series where isWanted(name) {
                found[name, default: FoundInstance(series: name, title: title, metric: metric, host: key, hosts: 0)]
                    .hosts += 1
                if let first = found[name]?.host, key < first { found[name]?.host = key }
            }
        }
        return Array(found.values)
    }
}
