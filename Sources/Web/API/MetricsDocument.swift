import Aggregator
import ClusterState
import MetricModel

/// What hosts can tell, as `GET /api/v1/metrics` answers it.
struct MetricsDocument {
    let definitions: [Definition]
    /// nil for every subject.
    let subject: String?
    let patterns: MetricPatterns

    var json: JSON {
        var seen: Set<String> = []
        var metrics: [(name: String, json: JSON)] = []
        for definition in definitions where subject == nil || definition.subject.text == subject {
            for field in definition.fields {
                let metric = definition.metricPattern(of: field)
                let name = definition.flatPattern(of: field)
                // Of several versions that agents have, the first stands for all.
                guard patterns.fit(metric, name), seen.insert(metric).inserted else { continue }
                metrics.append((metric, Self.json(field, of: definition, metric, name)))
            }
        }
        return ["metrics": .array(metrics.sorted { $0.name < $1.name }.map(\.json))]
    }

    private static func json(_ field: Field, of definition: Definition, _ metric: String, _ name: String) -> JSON {
        [
            "metric": .string(metric),
            "name": .string(name),
            "subject": .string(definition.subject.text),
            "field": .string(field.name.text),
            "instances": .bool(definition.hasInstances),
            "unit": .string(field.unit.symbol),
            "kind": .string("\(field.kind)"),
            "title": .string(field.title),
            "summary": .string(field.summary),
            "kept": .string("\(definition.retention)"),
        ]
    }
}

extension Definition {
    /// The full name of a value, with a star for the instance.
    func metricPattern(of field: Field) -> String {
        hasInstances ? "\(subject)@*.\(field.name)" : "\(subject).\(field.name)"
    }

    /// The name for scripts, with a star for the instance.
    func flatPattern(of field: Field) -> String {
        hasInstances ? "\(subject)_*_\(field.name)" : flatName(of: field, instance: nil)
    }
}

extension Site {
    /// What is known of subjects, those that came with the program first.
    var definitions: [Definition] {
        aggregator.read { state in
            Array(state.definitions.values)
        }.sorted {
            ($0.subject, $0.hasInstances ? 1 : 0, $1.fields.count) < (
                $1.subject, $1.hasInstances ? 1 : 0, $0.fields.count
            )
        }
    }
}
