package import Collectors
import MetricModel

extension Listing {
    /// The page `docs/metrics.md`: a section for each subject with its definitions.
    package static func metricsMarkdown(_ collectors: [any Collector.Type]) -> [String] {
        var lines = [
            "# Metrics", "",
            "Everything that the agent can measure, by subject, in the order of a walk through a host. This page is made by",
            "`plexus-agent --list --markdown` from the definitions in `collectors/`.", "",
            "A metric is called `subject.field`, or `subject@instance.field` where there are instances; scripts and Ganglia know",
            "it by its flat name, `subject_field` or `subject_instance_field` unless another is given. A **gauge** is the mean of",
            "its samples in the interval, a **rate** the difference of a counter divided by the true time, a **text** is never",
            "stored. Values are kept as `planning` (ten years), `detail` (two years) or `brief` (a month).", "",
        ]
        let switchable = collectors.flatMap { collector in
            collector.definitions.map { ($0, collector.isOnByDefault) }
        }
        let all = switchable + (AgentCost.definitions + [InputState.definition]).map { ($0, true) }
        var subjects: [SubjectName] = []
        for (definition, _) in all where !subjects.contains(definition.subject) { subjects.append(definition.subject) }
        for subject in subjects {
            lines += ["## \(subject)", ""]
            for (definition, isOn) in all where definition.subject == subject {
                lines += section(definition, isOn: isOn)
            }
        }
        while lines.last?.isEmpty == true { lines.removeLast() }
        return lines
    }

    private static func section(_ definition: Definition, isOn: Bool) -> [String] {
        var facts = [definition.hasInstances ? "per instance" : "as a whole"]
        facts.append(definition.pace == 1 ? "read every second" : "read every \(definition.pace) s")
        facts.append("kept as \(definition.retention)")
        if !isOn { facts.append("off unless `--enable \(definition.subject)`") }
        let rows = definition.fields.map { field in
            let flat = definition.hasInstances ? nil : field.flatName
            let name = flat.map { "`\(field.name)` (`\($0)`)" } ?? "`\(field.name)`"
            return "| \(name) | \(field.unit.symbol.isEmpty ? "–" : field.unit.symbol) | \(field.kind) | "
                + "\(escaped(field.summary)) |"
        }
        return [
            "**\(definition.title)**: \(facts.joined(separator: ", ")).", "", "| field | unit | kind | meaning |",
            "|---|---|---|---|",
        ] + rows + [""]
    }

    private static func escaped(_ text: String) -> String {
        var result = ""
        for character in text {
            if character == "|" || character == "<" || character == "*" || character == "_" { result.append("\\") }
            result.append(character)
        }
        return result
    }
}
