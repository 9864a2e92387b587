package import MetricModel
import Wire

/// What an aggregator remembers over its own restart: who there is, in which groups since when, what hosts said of
/// themselves, and what foreign versions' values mean.
///
/// Other values are not in it; the archive has those.
package struct Snapshot: Sendable, Codable {
    package static let version = 1

    struct KnownHost: Codable {
        var key: HostKey
        let address: String
        let state: Host.State
        let agent: String?
        let start: UInt64?
        let groups: [GroupName]
        let tags: [String: String]
        let interval: UInt32
        let lastHeard: Timestamp
        let counters: Host.Counters
        var renamedTo: HostKey?
        let hasGangliaDaemon: Bool
        /// nil if the host has not told them.
        let facts: Facts?
    }

    /// What a host said in the subject `host`, by field: its cores, without which its CPU time cannot be summed, and what
    /// pages show of a host that is down.
    struct Facts: Codable {
        let end: Int64
        let numbers: [FieldName: Double]
        let texts: [FieldName: String]

        init?(_ latest: Host.Latest?) {
            guard let latest else { return nil }
            end = latest.end
            var numbers: [FieldName: Double] = [:]
            var texts: [FieldName: String] = [:]
            for (index, field) in latest.definition.fields.enumerated() {
                if let text = latest.sample.texts[index] { texts[field.name] = text }
                let number = latest.sample.numbers[index]
                if number.isFinite { numbers[field.name] = number }
            }
            (self.numbers, self.texts) = (numbers, texts)
        }

        func latest(of definition: Definition) -> Host.Latest {
            var texts: [Int: String] = [:]
            for (index, field) in definition.fields.enumerated() { texts[index] = self.texts[field.name] }
            let sample = Sample(numbers: definition.fields.map { numbers[$0.name] ?? .nan }, texts: texts)
            return Host.Latest(definition: definition, sample: sample, end: end, length: Int64(definition.pace))
        }
    }

    private static let factsName = Host.SeriesName(subject: SubjectName(literal: "host"), instance: nil)

    struct KnownDefinition: Codable {
        let id: UInt64
        let bytes: [UInt8]
    }

    private struct KnownPercentiles: Codable {
        let group: GroupName
        let definition: [UInt8]
        let spreads: GroupPercentiles.Spreads
    }

    private let version: Int
    var hosts: [KnownHost]
    var groups: [Group]
    private let definitions: [KnownDefinition]
    /// Of the hour and of the day that have not ended; nil in what older versions wrote.
    private let percentiles: [KnownPercentiles]?

    /// Reads what was written; throws `DecodingError.dataCorrupted` for another version's, which may mean something else
    /// by the same words.
    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        version = try container.decode(Int.self, forKey: .version)
        guard version == Self.version else {
            throw DecodingError.dataCorruptedError(
                forKey: .version, in: container,
                debugDescription: "expected version \(Self.version), found \(version)")
        }
        hosts = try container.decode([KnownHost].self, forKey: .hosts)
        groups = try container.decode([Group].self, forKey: .groups)
        definitions = try container.decode([KnownDefinition].self, forKey: .definitions)
        percentiles = try container.decodeIfPresent([KnownPercentiles].self, forKey: .percentiles)
    }

    /// What is worth remembering of a state.
    package init(_ state: ClusterState) {
        version = Self.version
        hosts = state.sortedHosts.map { host in
            KnownHost(
                key: host.key, address: host.address, state: host.state, agent: host.sender?.id.description,
                start: host.sender?.start, groups: host.announcement.groups, tags: host.announcement.tags,
                interval: host.announcement.interval, lastHeard: host.lastHeard, counters: host.counters,
                renamedTo: host.renamedTo, hasGangliaDaemon: host.hasGangliaDaemon,
                facts: Facts(host.latest[Self.factsName]))
        }
        groups = state.groups.values.sorted { $0.name < $1.name }
        definitions = state.definitions.filter { !state.builtIn.contains($0.key) }.sorted { $0.key < $1.key }
            .map { KnownDefinition(id: $0.key.hash, bytes: EncodedDefinition($0.value).payload) }
        percentiles = state.percentiles.sorted { $0.key < $1.key }.flatMap { group, subjects in
            subjects.sorted { $0.key < $1.key }.map { _, known in
                KnownPercentiles(
                    group: group, definition: EncodedDefinition(known.definition).payload, spreads: known.spreads)
            }
        }
    }

    /// Puts what was remembered into a new state.
    ///
    /// Hosts that were up have the time they always have to speak; those that were down stay down.
    package func restore(to state: inout ClusterState, at now: Tick) {
        let factsDefinition = state.builtInDefinition(of: Self.factsName.subject)
        for known in hosts {
            var sender: Sender?
            if let id = known.agent.flatMap(AgentID.init), let start = known.start {
                sender = Sender(id: id, start: start)
            }
            var host = Host(
                key: known.key, address: known.address, state: known.state, sender: sender,
                announcement: HostAnnouncement(
                    cluster: known.key.cluster, name: known.key.name, groups: known.groups, tags: known.tags,
                    interval: known.interval), heard: now)
            // The clock may have been ahead when it was remembered.
            host.lastHeard = min(known.lastHeard, now.wall)
            host.counters = known.counters
            host.lostBefore = known.counters.lost
            host.renamedTo = known.renamedTo
            host.hasGangliaDaemon = known.hasGangliaDaemon
            if let facts = known.facts, let factsDefinition {
                host.latest[Self.factsName] = facts.latest(of: factsDefinition)
            }
            state.hosts[known.key] = host
            state.sources.knows(1, by: known.address)
            if let sender {
                state.senders[sender] = known.key
                if known.renamedTo == nil, state.hostsByID.updateValue(known.key, forKey: sender.id) != nil {
                    // Two hosts that both count have it: that has been reported.
                    state.clones.insert(sender.id)
                }
            }
        }
        for group in groups { state.groups[group.name] = group }
        for known in definitions {
            // Damaged ones are asked for again.
            if let definition = try? EncodedDefinition.definition(decoding: known.bytes.span) {
                state.definitions[DefinitionID(hash: known.id)] = definition
            }
        }
        for known in percentiles ?? [] {
            guard let definition = try? EncodedDefinition.definition(decoding: known.definition.span) else { continue }
            state.percentiles[known.group, default: [:]][definition.subject] = GroupPercentiles(
                definition, known.spreads)
        }
        state.awaitEveryHost(at: now)
        for key in state.hosts.keys where state.hosts[key]?.renamedTo == nil {
            state.updateMembership(of: key, at: now.wall)
        }
    }
}
