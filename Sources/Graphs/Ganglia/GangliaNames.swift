import Collectors
package import MetricModel
import Wire

/// What Ganglia's metrics are called here.
package enum GangliaNames {
    /// The metric that a name of Ganglia's means, and what its values are multiplied by to be in Ganglia's unit.
    ///
    /// gmond's own metrics are ours, whether our agent or gmond sends them: `load_one` is `load.one`, and `mem_free`, which
    /// Ganglia counts in KB, is `memory.free` / 1024. What our agent sends under a flat name of its own, as
    /// `disk_sda_reads`, is that. Everything else comes from outside, and is kept as `foreign` under its name.
    ///
    /// - Returns: nil if the text can be no metric's name.
    package static func metric(_ name: String) -> (metric: MetricName, factor: Double)? {
        if let place = plain[name] { return (place, 1 / (GangliaMetric.named(name)?.factor ?? 1)) }
        if let metric = instance(name) { return (metric, 1) }
        guard let instance = InstanceName(name), let field = Definition.foreign.fields.first?.name else { return nil }
        return (MetricName(subject: Definition.foreign.subject, instance: instance, field: field), 1)
    }

    private static let plain: [String: MetricName] = {
        var names: [String: MetricName] = [:]
        for definition in Catalogue.definitions where !definition.hasInstances {
            for field in definition.fields where field.kind != .text {
                let name = definition.flatName(of: field, instance: nil)
                if names[name] == nil { names[name] = MetricName(subject: definition.subject, field: field.name) }
            }
        }
        return names
    }()

    /// A metric of an instance by its flat name; of two fields that both end it, that with the longer name.
    private static func instance(_ name: String) -> MetricName? {
        var best: MetricName?
        for definition in Catalogue.definitions where definition.hasInstances {
            guard name.hasPrefix("\(definition.subject)_") else { continue }
            for field in definition.fields where field.kind != .text && name.hasSuffix("_\(field.name)") {
                let rest = name.dropFirst(definition.subject.text.count + 1).dropLast(field.name.text.count + 1)
                guard let instance = InstanceName(String(rest)) else { continue }
                let metric = MetricName(subject: definition.subject, instance: instance, field: field.name)
                let length = best.map { $0.subject.text.count + $0.field.text.count } ?? 0
                if definition.subject.text.count + field.name.text.count > length { best = metric }
            }
        }
        return best
    }
}
