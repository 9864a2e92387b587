package import MetricModel
package import Wire

/// What the owner of a ``ClusterState`` must now do.
package enum Effect: Sendable, Equatable {
    /// Write a row of history.
    case store(Row)
    /// Ask the agent at an address for its host record or for descriptions.
    case ask(host: Bool, [DefinitionID], at: Peer)
    /// Ask the senders of Ganglia messages to describe a metric.
    case askGanglia(GangliaMetricID)
    /// Find the name of a Ganglia sender's address, and tell it by ``ClusterState/resolved(_:to:at:)``.
    case resolve(address: String)
    case report(Event)
}
