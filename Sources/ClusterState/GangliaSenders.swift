package import MetricModel
package import Wire

/// What is known of the senders of Ganglia messages: their names, and what their metrics mean.
package struct GangliaSenders: Sendable {
    /// Who a message is about, before it has a name: a source address, or the left part of a spoofed `address:name`.
    enum Key: Hashable, Sendable {
        case address(String)
        case spoofed(key: String, name: String)
    }

    struct Source: Sendable {
        /// nil until the address has been resolved.
        var host: HostKey?
        var metadata: [String: GangliaMetadata] = [:]
        /// Messages that wait for the name, or for what a text means.
        var waiting: [(message: GangliaMessage, peer: Peer)] = []
        /// The last reading of metrics that are counters.
        var counters: [String: (value: Double, at: UInt64)] = [:]
    }

    /// Where one of Ganglia's metrics belongs among ours.
    struct Place: Sendable {
        let definition: Definition
        let field: Int
        /// From Ganglia's unit to ours.
        let factor: Double
        let tmax: UInt32
    }

    /// A metric that we don't know.
    package static let foreign = Definition(
        subject: SubjectName(literal: "foreign"), hasInstances: true, retention: .detail, title: "Values from outside",
        fields: [
            Field(
                "value", .none, .gauge, in: -.infinity ... .infinity, title: "Value",
                summary: "A value that a script or a Ganglia module sent under the name of the instance.")
        ])

    let places: [String: Place]
    var sources: [Key: Source] = [:]

    static let sourceLimit = 20_000
    static let metricLimit = 4096
    static let waitingLimit = 256

    init(definitions: [Definition]) {
        var places: [String: Place] = [:]
        for definition in definitions where !definition.hasInstances {
            for (index, field) in definition.fields.enumerated() {
                guard let name = field.flatName, let metric = GangliaMetric.named(name) else { continue }
                places[name] = Place(definition: definition, field: index, factor: metric.factor, tmax: metric.tmax)
            }
        }
        self.places = places
    }

    /// What is known of a foreign metric of a host: title, unit and the rest; nil if nothing.
    package func metadata(of metric: InstanceName, host: HostKey) -> GangliaMetadata? {
        sources.values.lazy.filter { $0.host == host }.compactMap { $0.metadata[metric.text] }.first
    }
}
