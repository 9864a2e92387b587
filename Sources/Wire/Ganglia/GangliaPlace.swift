package import MetricModel

/// Where one of Ganglia's metrics belongs among ours.
package struct GangliaPlace: Sendable {
    package let definition: Definition
    /// Of the definition's fields.
    package let field: Int
    /// From Ganglia's unit to ours.
    package let factor: Double
    /// The longest expected gap between two values, in seconds.
    package let tmax: UInt32

    package init(definition: Definition, field: Int, factor: Double, tmax: UInt32) {
        self.definition = definition
        self.field = field
        self.factor = factor
        self.tmax = tmax
    }

    /// The places of all metrics of gmond's that the definitions have, by Ganglia's names.
    package static func all(in definitions: [Definition]) -> [String: GangliaPlace] {
        var places: [String: GangliaPlace] = [:]
        for definition in definitions where !definition.hasInstances {
            for (index, field) in definition.fields.enumerated() {
                guard let name = field.flatName, let metric = GangliaMetric.named(name) else { continue }
                places[name] = GangliaPlace(
                    definition: definition, field: index, factor: metric.factor, tmax: metric.tmax)
            }
        }
        return places
    }
}

extension Definition {
    /// A metric that we don't know.
    package static let foreign = Definition(
        subject: SubjectName(literal: "foreign"), hasInstances: true, retention: .detail, title: "Values from outside",
        fields: [
            Field(
                "value", .none, .gauge, in: -.infinity ... .infinity, title: "Value",
                summary: "A value that a script or a Ganglia module sent under the name of the instance."),
            Field(
                "text", .none, .text, in: 0...0, title: "Text",
                summary: "Words that a script or a Ganglia module sent under the name of the instance."),
        ])
}
