import MetricModel
import Wire

/// The agent on a host that does not exist.
final class SimulatedAgent {
    let host: SimulatedHost
    /// Milliseconds from a tick to its sending, as an agent of its id would wait.
    let delay: Int
    private let parts: [Part]
    private let definitions: [EncodedDefinition]
    private let announcement: EncodedAnnouncement
    private var encoder: FrameEncoder

    /// - `interval`: seconds between two reports.
    init(_ host: SimulatedHost, _ parts: [Part], interval: Int) {
        self.host = host
        self.parts = parts
        definitions = parts.map { EncodedDefinition($0.definition) }
        announcement = EncodedAnnouncement(
            HostAnnouncement(
                cluster: host.key.cluster, name: host.key.name, groups: [host.group], tags: host.tags,
                interval: UInt32(interval * 1000)))
        delay = Int(Chance.mix(host.seed ^ 0xDE1A) % UInt64(min(interval * 800, 16_000)))
        // A run of the same start goes on where the last one ended.
        encoder = FrameEncoder(
            sender: Sender(id: AgentID(high: host.seed, low: Chance.mix(host.seed)), start: 1))
    }

    /// Hands out the datagrams about some seconds.
    ///
    /// - `end`: seconds since 1970.
    /// - `describes`: whether to say who the host is.
    func report(at end: Int, over seconds: Int, describes: Bool, _ send: (Span<UInt8>) -> Void) {
        let moments = MomentTable(of: host, after: end - seconds, through: end, every: seconds)
        guard moments.count == 1, host.speaks(at: end, over: seconds) else { return }
        encoder.begin(tick: Timestamp(seconds: Int64(end)))
        if describes { encoder.append(announcement) }
        for (part, definition) in zip(parts, definitions) {
            let numbers = part.numbers(0, of: moments)
            encoder.append(definition.id, instance: part.instance, numbers: numbers.span) { part.texts[$0] }
        }
        encoder.finish(delay: UInt32(delay)) { send($0) }
    }
}
