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
        fileprivate(set) var metadata: [String: GangliaMetadata] = [:]
        /// In the order in which they came.
        fileprivate(set) var waiting: [Waiting] = []
        /// The last reading of metrics that are counters.
        var counters: [String: (value: Double, at: UInt64)] = [:]
    }

    /// A message that waits for the name of its sender, or for what its value means.
    struct Waiting: Sendable {
        let message: GangliaMessage
        let peer: Peer
        /// In nanoseconds of the monotonic clock.
        let since: UInt64
    }

    /// A metric that we don't know.
    package static let foreign = Definition.foreign

    let places: [String: GangliaPlace]
    private let definitions: [Definition]
    var sources: [Key: Source] = [:]
    /// Of all sources together.
    private var metadataCount = 0
    private var waitingCount = 0

    static let sourceLimit = 20_000
    /// For each source; all together may have fifty times as many.
    static let metricLimit = 4096
    /// For each source; all together may have a hundred times as many.
    static let waitingLimit = 256
    /// The longest gap to expect, in seconds, of a sender that states none.
    static let usualTMAX: UInt32 = 60

    init(definitions: [Definition]) {
        places = GangliaPlace.all(in: definitions)
        self.definitions = definitions
    }

    /// Where a metric belongs that our own agent sends in Ganglia's format, under the flat name of one of our fields.
    ///
    /// Its metadata must say the subject and the unit too: a script may call its value anything.
    func ownPlace(of name: String, _ metadata: GangliaMetadata?) -> (place: GangliaPlace, instance: InstanceName?)? {
        guard let metadata, let group = metadata.groups.first else { return nil }
        for definition in definitions where definition.subject.text == group {
            let fields = definition.fields.enumerated().filter { $0.element.unit.symbol == metadata.units }
            // Of two fields that both end the name, the longer: `max_used_pct` before `used_pct`.
            for (index, field) in fields.sorted(by: { $0.element.name.text.count > $1.element.name.text.count }) {
                let place = GangliaPlace(definition: definition, field: index, factor: 1, tmax: metadata.tmax)
                if !definition.hasInstances {
                    if definition.flatName(of: field, instance: nil) == name { return (place, nil) }
                } else if name.hasPrefix("\(group)_"), name.hasSuffix("_\(field.name)"),
                    let instance = InstanceName(
                        String(name.dropFirst(group.count + 1).dropLast(field.name.text.count + 1)))
                {
                    return (place, instance)
                }
            }
        }
        return nil
    }

    /// What is known of a foreign metric of a host: title, unit and the rest; nil if nothing.
    package func metadata(of metric: InstanceName, host: HostKey) -> GangliaMetadata? {
        sources.values.lazy.filter { $0.host == host }.compactMap { $0.metadata[metric.text] }.first
    }

    /// What values of a metric mean: what the sender said, else what gmond says of its own; nil if neither is known.
    func meaning(of identity: GangliaIdentity, source key: Key) -> (
        type: GangliaType, slope: GangliaSlope, tmax: UInt32, dmax: UInt32
    )? {
        if let metadata = sources[key]?.metadata[identity.metricKey] {
            return (metadata.type, metadata.slope, metadata.tmax, metadata.dmax)
        }
        return GangliaMetric.named(identity.metric).map { ($0.type, $0.slope, $0.tmax, 0) }
    }

    /// Keeps what a source says of a metric; false if there is too much of that.
    mutating func learn(_ metadata: GangliaMetadata, named name: String, of key: Key) -> Bool {
        guard let known = sources[key]?.metadata else { return false }
        if known[name] == nil {
            guard known.count < Self.metricLimit, metadataCount < 50 * Self.metricLimit else { return false }
            metadataCount += 1
        }
        sources[key]?.metadata[name] = metadata
        return true
    }

    /// Keeps a message for later; false if too many wait.
    mutating func wait(_ waiting: Waiting, for key: Key) -> Bool {
        guard let count = sources[key]?.waiting.count, count < Self.waitingLimit,
            waitingCount < 100 * Self.waitingLimit
        else { return false }
        waitingCount += 1
        sources[key]?.waiting.append(waiting)
        return true
    }

    /// Hands out a source's waiting messages: all, or those about one metric by its key.
    mutating func takeWaiting(of key: Key, named name: String? = nil) -> [Waiting] {
        removeWaiting(of: key) { waiting in
            name == nil || (try? GangliaIdentity(waiting.message.id))?.metricKey == name
        }
    }

    /// Drops the waiting messages about a metric, which a newer value replaces.
    mutating func forgetWaiting(of key: Key, _ id: GangliaMetricID) {
        _ = removeWaiting(of: key) { $0.message.id == id }
    }

    private mutating func removeWaiting(of key: Key, where isMeant: (Waiting) -> Bool) -> [Waiting] {
        guard let waiting = sources[key]?.waiting, !waiting.isEmpty else { return [] }
        let removed = waiting.filter(isMeant)
        sources[key]?.waiting = waiting.filter { !isMeant($0) }
        waitingCount -= removed.count
        return removed
    }
}
