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
        guard case .hosts(let selection) = subject, !selection.metrics.isEmpty else { return ([], []) }
        // Hosts have much the same files: what a pattern says of one holds for all of its name.
        var known: [File: [Choice]] = [:]
        var chosen: [ChosenMetric] = []
        var lookups = 0
        for host in Set(selection.hosts).sorted(by: GraphPlan.naturally) {
            for series in source.layout.series(of: host) {
                guard case .host(_, let subject, let instance) = series else { continue }
                let file = File(subject: subject, instance: instance)
                let choices: [Choice]
                if let found = known[file] {
                    choices = found
                } else if let definition = Definition.collected(subject, hasInstances: instance != nil) {
                    choices = Self.choices(definition, file, selection.metrics)
                    known[file] = choices
                } else if lookups < lookupLimit {
                    lookups += 1
                    let fields = (try? await source.fetch(Query(series, from: 0, to: 1, resolution: 1 << 30)))?.columns
                    choices = Self.choices((fields ?? []).compactMap { FieldName($0) }, file, selection.metrics)
                } else {
                    continue
                }
                chosen += choices.map { ChosenMetric(host: host, metric: $0.metric, unit: $0.unit) }
                guard chosen.count <= limit else {
                    return (Array(chosen.prefix(limit)), ["the first \(limit) metrics that fit"])
                }
            }
        }
        return (chosen, [])
    }

    private struct File: Hashable {
        let subject: SubjectName
        let instance: InstanceName?
    }

    private typealias Choice = (metric: MetricName, unit: Unit?)

    /// Of a subject that is known.
    private static func choices(_ definition: Definition, _ file: File, _ patterns: [NamePattern]) -> [Choice] {
        definition.fields.filter { $0.kind != .text }.compactMap { field in
            let metric = MetricName(subject: file.subject, instance: file.instance, field: field.name)
            let flat = definition.flatName(of: field, instance: file.instance)
            return patterns.contains { metric.fits($0, flat) } ? (metric, field.unit) : nil
        }
    }

    /// Of a subject that only its file tells of.
    private static func choices(_ fields: [FieldName], _ file: File, _ patterns: [NamePattern]) -> [Choice] {
        fields.compactMap { field in
            let metric = MetricName(subject: file.subject, instance: file.instance, field: field)
            let flat = [file.subject.text, file.instance?.text, field.text].compactMap { $0 }.joined(separator: "_")
            return patterns.contains { metric.fits($0, flat) } ? (metric, nil) : nil
        }
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
