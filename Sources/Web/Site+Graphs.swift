import Aggregator
import ClusterState
import Graphs
import MetricModel

/// A subject as a whole, or its instances.
struct MeasuredSubject: Hashable, Sendable {
    let subject: SubjectName
    let hasInstances: Bool
}

extension Site {
    /// The graphs that have something to draw of a host: of subjects that it tells of.
    ///
    /// All, while nothing has been heard of the host since the aggregator was started.
    func graphs(of host: HostDetail) -> [GraphDefinition] {
        let measured = Set(
            host.latest.map {
                MeasuredSubject(subject: $0.definition.subject, hasInstances: $0.definition.hasInstances)
            })
        guard !measured.isEmpty else { return catalogue.definitions }
        return catalogue.definitions.filter { $0.draws(any: measured, in: $0.series) }
    }

    /// The graphs that have something to draw of a group: of subjects of which at least one of its hosts tells.
    func graphs(of members: [HostKey]) -> [GraphDefinition] {
        let measured = aggregator.read { state in
            members.reduce(into: Set<MeasuredSubject>()) { measured, key in
                for latest in (state.hosts[key]?.latest ?? [:]).values {
                    measured.insert(
                        MeasuredSubject(
                            subject: latest.definition.subject, hasInstances: latest.definition.hasInstances))
                }
            }
        }
        let drawable = catalogue.definitions.filter(\.drawsGroups)
        guard !measured.isEmpty else { return drawable }
        return drawable.filter { $0.draws(any: measured, in: $0.group.series) }
    }
}

extension Site {
    /// A group, and those who were in it at any moment of a time.
    func subject(_ group: GroupName, over time: TimeRange) -> GraphSubject {
        let members = aggregator.read { state in
            state.groups[group]?.members(
                from: Timestamp(seconds: Int64(time.from)), to: Timestamp(seconds: Int64(time.to)))
        }
        return .group(group, members: members ?? [])
    }
}

extension GraphDefinition {
    /// Whether one of the series is of a subject that is measured; of constants alone, a graph is always drawn.
    fileprivate func draws(any measured: Set<MeasuredSubject>, in series: [SeriesDefinition]) -> Bool {
        let metrics = series.flatMap(\.value.metrics)
        return metrics.isEmpty
            || metrics.contains {
                measured.contains(MeasuredSubject(subject: $0.subject, hasInstances: $0.instance != nil))
            }
    }
}
