import ClusterState
import MetricModel

/// Hosts as `GET /api/v1/hosts` answers them, by cluster and name.
package enum HostsDocument {
    package static func json(_ hosts: [HostSummary]) -> JSON {
        ["hosts": .array(hosts.sorted { $0.key < $1.key }.map { .object(fields($0)) })]
    }

    /// What every document about a host begins with.
    static func fields(_ host: HostSummary) -> [(String, JSON)] {
        [
            ("cluster", .string(host.key.cluster.text)),
            ("groups", .array(host.groups.map { .string($0.text) })),
            ("name", .string(host.key.name.text)),
            ("address", .string(host.address)),
            ("state", .string(host.state.rawValue)),
            ("last_heard", .string(ISO8601.text(host.lastHeard))),
            ("interval", .number(Double(host.interval) / 1000)),
            ("metrics", JSON(host.metrics)),
            ("lost", JSON(host.counters.lost)),
            ("rejected", JSON(host.counters.rejected)),
            ("load_one", JSON(host.loadOne)),
            ("cores", JSON(host.cores)),
            ("late", JSON(host.counters.late)),
            ("duplicates", JSON(host.counters.duplicates)),
            ("skew", JSON(host.skew)),
        ]
    }
}

/// One host with all its latest values, as `GET /api/v1/host/CLUSTER/NAME` answers it.
enum HostDocument {
    static func json(_ host: HostDetail, at now: Timestamp) -> JSON {
        .object(
            HostsDocument.fields(host.summary) + [
                ("kernel", JSON(host.kernel)),
                ("machine", JSON(host.machine)),
                ("cpu", JSON(host.cpu)),
                ("booted", JSON(host.bootTime.map(ISO8601.text))),
                ("tags", .object(host.tags.map { ($0.key, .string($0.value)) })),
                ("renamed_to", JSON(host.renamedTo?.description)),
                ("values", .array(values(of: host, at: now))),
            ])
    }

    /// The values alone, as `GET /api/v1/values` answers them.
    ///
    /// - `patterns`: which, by either of their names; all if there are none.
    static func valuesJSON(_ host: HostDetail, matching patterns: MetricPatterns, at now: Timestamp) -> JSON {
        [
            "cluster": .string(host.summary.key.cluster.text),
            "host": .string(host.summary.key.name.text),
            "state": .string(host.summary.state.rawValue),
            "time": .string(ISO8601.text(now)),
            "values": .array(values(of: host, matching: patterns, at: now)),
        ]
    }

    private static func values(
        of host: HostDetail, matching patterns: MetricPatterns = MetricPatterns([]), at now: Timestamp
    ) -> [JSON] {
        host.latest.flatMap { values(of: $0, host, matching: patterns, at: now) }
    }

    /// A value each; those that are unknown are left out.
    private static func values(
        of latest: Host.Latest, _ host: HostDetail, matching patterns: MetricPatterns, at now: Timestamp
    ) -> [JSON] {
        latest.definition.fields.enumerated().compactMap { index, field in
            let value: JSON
            if let words = latest.sample.texts[index] {
                value = .string(words)
            } else if index < latest.sample.numbers.count, latest.sample.numbers[index].isFinite {
                value = .number(latest.sample.numbers[index])
            } else {
                return nil
            }
            let metric = MetricName(
                subject: latest.definition.subject, instance: latest.sample.instance, field: field.name)
            let name = latest.definition.flatName(of: field, instance: latest.sample.instance)
            guard patterns.fit(metric.description, name) else { return nil }
            return [
                "metric": .string(metric.description),
                "name": .string(name),
                "title": .string(field.title),
                "value": value,
                "unit": .string(host.unit(of: field, in: latest).symbol),
                "time": .string(ISO8601.text(Timestamp(seconds: latest.end))),
                "age": .integer(max(0, now.seconds - latest.end)),
            ]
        }
    }
}
