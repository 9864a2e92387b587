import Archive
import Collectors
import MetricModel
import Wire

/// A metric of a host that a pattern chose.
struct ChosenMetric {
    let host: HostKey
    let metric: MetricName
    /// nil if it is not known.
    let unit: Unit?

    /// More than so many are not drawn: the rest are told of.
    private static let limit = 1000
    /// Of so many series at most, the columns are looked up in their files.
    private static let lookupLimit = 200

    /// The metrics of a selection; none where it has no pattern of metrics.
    ///
    /// A pattern fits a metric's name, `disk@sda.reads`, or its flat one, which for gmond's metrics is Ganglia's.
    static func choose(
        for subject: GraphSubject, from source: some GraphSource
    ) async throws -> (metrics: [ChosenMetric], notes: [String]) {
        guard case .hosts(let selection) = subject, let pattern = selection.metrics else { return ([], []) }
        var chosen: [ChosenMetric] = []
        var lookups = 0
        for host in Set(selection.hosts).sorted(by: GraphPlan.naturally) {
            for series in source.layout.series(of: host) {
                guard case .host(_, let subject, let instance) = series else { continue }
                if let definition = Definition.collected(subject, hasInstances: instance != nil) {
                    for field in definition.fields where field.kind != .text {
                        let metric = MetricName(subject: subject, instance: instance, field: field.name)
                        let flat = definition.flatName(of: field, instance: instance)
                        if metric.fits(pattern, flat) {
                            chosen.append(ChosenMetric(host: host, metric: metric, unit: field.unit))
                        }
                    }
                } else if lookups < lookupLimit {
                    lookups += 1
                    let fields = (try? await source.fetch(Query(series, from: 0, to: 1, resolution: 1 << 30)))?.columns
                    for field in (fields ?? []).compactMap({ FieldName($0) }) {
                        let metric = MetricName(subject: subject, instance: instance, field: field)
                        let flat = [subject.text, instance?.text, field.text].compactMap { $0 }.joined(separator: "_")
                        if metric.fits(pattern, flat) {
                            chosen.append(ChosenMetric(host: host, metric: metric, unit: nil))
                        }
                    }
                }
                guard chosen.count <= limit else {
                    return (Array(chosen.prefix(limit)), ["the first \(limit) metrics that fit"])
                }
            }
        }
        return (chosen, [])
    }
}

extension Definition {
    private struct Key: Hashable {
        let subject: SubjectName
        let hasInstances: Bool
    }

    private static let collected = Dictionary(
        (Catalogue.definitions + [foreign]).map { (Key(subject: $0.subject, hasInstances: $0.hasInstances), $0) },
        uniquingKeysWith: { first, _ in first })

    /// What the subject means, if it is ours or comes from outside; nil for that of another version or a script.
    static func collected(_ subject: SubjectName, hasInstances: Bool) -> Definition? {
        collected[Key(subject: subject, hasInstances: hasInstances)]
    }
}

extension MetricName {
    fileprivate func fits(_ pattern: NamePattern, _ flat: String) -> Bool {
        let isForeign = subject == Definition.foreign.subject
        return pattern.matches(description) || pattern.matches(flat)
            || (isForeign && instance.map { pattern.matches($0.text) } == true)
    }
}
