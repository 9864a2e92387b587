package import MetricModel
package import Wire

extension ClusterState {
    /// What a person should know of a foreign metric, as its sender described it.
    package func metadata(of metric: InstanceName, host: HostKey) -> GangliaMetadata? {
        ganglia.metadata(of: metric, host: host)
    }

    /// Takes in a Ganglia message that came from an address.
    package mutating func heard(_ message: GangliaMessage, from peer: Peer, at now: Tick) -> [Effect] {
        sources.heard(from: peer.address)
        // Somebody's question says nothing about a host.
        if case .request = message { return [] }
        var effects: [Effect] = []
        do {
            try take(message, from: peer, at: now, &effects)
        } catch {
            sources.refused("\(error)", from: peer.address)
        }
        return effects
    }

    /// Tells the name of an address that a ``Effect/resolve(address:)`` asked for.
    ///
    /// - Parameters:
    ///   - address: The address that was asked for.
    ///   - name: nil if it has no name; the address then serves as one.
    ///   - now: The present moment.
    package mutating func resolved(_ address: String, to name: HostName?, at now: Tick) -> [Effect] {
        let key = GangliaSenders.Key.address(address)
        guard ganglia.sources[key] != nil, ganglia.sources[key]?.host == nil,
            let name = name ?? HostName(address)
        else { return [] }
        let host = hostKey(named: name, cluster: nil)
        ganglia.sources[key]?.host = host
        let waiting = ganglia.sources[key]?.waiting ?? []
        ganglia.sources[key]?.waiting = []
        var effects: [Effect] = []
        for (message, peer) in waiting {
            do { try take(message, from: peer, at: now, &effects) } catch {
                sources.refused("\(error)", from: address)
            }
        }
        return effects
    }

    private mutating func take(
        _ message: GangliaMessage, from peer: Peer, at now: Tick, _ effects: inout [Effect]
    ) throws {
        let identity = try GangliaIdentity(message.id)
        guard let key = sourceKey(of: identity, from: peer, &effects) else { return }
        guard let host = ganglia.sources[key]?.host else {
            wait(for: key, message, from: peer)
            return
        }
        switch message {
        case .request: break
        case .metadata(_, let metadata):
            try learn(metadata, named: identity.metricKey, of: key, host: host, from: peer, at: now, &effects)
        case .value(let id, let value):
            try take(value, id: id, identity, source: key, host: host, from: peer, at: now, &effects)
        }
    }

    /// The sender a message is about; nil if there are too many.
    private mutating func sourceKey(
        of identity: GangliaIdentity, from peer: Peer, _ effects: inout [Effect]
    ) -> GangliaSenders.Key? {
        let key: GangliaSenders.Key =
            switch identity.host {
            case .sourceAddress: .address(peer.address)
            case .spoofed(let key, let name): .spoofed(key: key, name: name)
            }
        guard ganglia.sources[key] == nil else { return key }
        guard ganglia.sources.count < GangliaSenders.sourceLimit else {
            sources.refused("more than \(GangliaSenders.sourceLimit) Ganglia senders", from: peer.address)
            return nil
        }
        switch identity.host {
        case .sourceAddress:
            ganglia.sources[key] = GangliaSenders.Source()
            effects.append(.resolve(address: peer.address))
        case .spoofed(_, let text):
            guard let name = HostName(text) else {
                sources.refused("expected a valid host name, found \"\(text.prefix(40))\"", from: peer.address)
                return nil
            }
            ganglia.sources[key] = GangliaSenders.Source(host: hostKey(named: name, cluster: nil))
        }
        return key
    }

    /// The host of a name that came without a cluster: the only known one of that name, else one of Ganglia's cluster.
    private func hostKey(named name: HostName, cluster: GroupName?) -> HostKey {
        if let cluster { return HostKey(cluster: cluster, name: name) }
        let known = hosts.keys.filter { $0.name == name }
        if known.count == 1, let only = known.first { return only }
        return HostKey(cluster: configuration.gangliaCluster, name: name)
    }

    private mutating func wait(for key: GangliaSenders.Key, _ message: GangliaMessage, from peer: Peer) {
        guard let count = ganglia.sources[key]?.waiting.count, count < GangliaSenders.waitingLimit else {
            sources.refused("more than \(GangliaSenders.waitingLimit) messages wait", from: peer.address)
            return
        }
        ganglia.sources[key]?.waiting.append((message, peer))
    }

    private mutating func learn(
        _ metadata: GangliaMetadata, named name: String, of key: GangliaSenders.Key, host: HostKey, from peer: Peer,
        at now: Tick, _ effects: inout [Effect]
    ) throws {
        guard let source = ganglia.sources[key] else { return }
        guard source.metadata[name] != nil || source.metadata.count < GangliaSenders.metricLimit else {
            sources.refused("more than \(GangliaSenders.metricLimit) metrics", from: peer.address)
            return
        }
        ganglia.sources[key]?.metadata[name] = metadata
        if let text = metadata.extras.first(where: { $0.key == "CLUSTER" })?.value, let cluster = GroupName(text) {
            let own = hostKey(named: host.name, cluster: cluster)
            ganglia.sources[key]?.host = own
        }
        let ready = source.waiting.filter { $0.message.id.name == name }
        ganglia.sources[key]?.waiting.removeAll { $0.message.id.name == name }
        for (message, peer) in ready { try take(message, from: peer, at: now, &effects) }
    }

    private mutating func take(
        _ value: GangliaValue, id: GangliaMetricID, _ identity: GangliaIdentity, source key: GangliaSenders.Key,
        host: HostKey, from peer: Peer, at now: Tick, _ effects: inout [Effect]
    ) throws {
        let name = identity.metric
        let place = ganglia.places[name]
        let isDaemon = place != nil || name == GangliaMetric.heartbeat.name
        guard touch(host, byDaemon: isDaemon, from: peer, at: now, &effects) else { return }
        guard name != GangliaMetric.heartbeat.name, name != "location" else { return }
        let metadata = ganglia.sources[key]?.metadata[identity.metricKey]

        if let place {
            guard hosts[host]?.sender == nil else { return }
            hold(value, at: place, host: host, now)
            return
        }
        guard let instance = InstanceName(name) else {
            throw WireError.invalid(at: 0, expected: "a valid metric name", found: "\"\(name.prefix(40))\"")
        }
        if case .string = value.content, metadata == nil {
            wait(for: key, .value(id, value), from: peer)
            effects.append(.askGanglia(id))
            return
        }
        guard metadata?.type != .string else { return }
        guard var number = value.number else {
            hosts[host]?.counters.rejected += 1
            return
        }
        if let slope = metadata?.slope, slope == .positive || slope == .derivative {
            guard let rate = rate(of: number, metric: identity.metricKey, slope, source: key, at: now) else { return }
            number = rate
        }
        let tmax = metadata?.tmax ?? 60
        if hosts[host]?.sender == nil, hosts[host]?.hasGangliaDaemon == false {
            let interval = max(hosts[host]?.announcement.interval ?? 0, min(tmax, 86_400) * 1000)
            hosts[host]?.announcement.interval = interval
        }
        hold(number, field: 0, of: GangliaSenders.foreign, instance: instance, tmax: tmax, host: host, now)
    }

    /// Keeps a counter's reading and gives its rate since the last one; nil without one, or if it fell.
    private mutating func rate(
        of value: Double, metric: String, _ slope: GangliaSlope, source key: GangliaSenders.Key, at now: Tick
    ) -> Double? {
        let last = ganglia.sources[key]?.counters[metric]
        ganglia.sources[key]?.counters[metric] = (value, now.monotonic)
        guard let last, now.monotonic > last.at, slope == .derivative || value >= last.value else { return nil }
        return (value - last.value) / (Double(now.monotonic - last.at) / 1e9)
    }

    /// Notes that a host is alive.
    ///
    /// - Returns: false if it cannot be taken in.
    private mutating func touch(
        _ key: HostKey, byDaemon isDaemon: Bool, from peer: Peer, at now: Tick, _ effects: inout [Effect]
    ) -> Bool {
        guard var host = hosts.removeValue(forKey: key) else {
            guard hosts.count < configuration.hostLimit else {
                sources.refused("more than \(configuration.hostLimit) hosts", from: peer.address)
                return false
            }
            let announcement = HostAnnouncement(
                cluster: key.cluster, name: key.name, interval: GangliaMetric.heartbeat.tmax * 1000)
            var host = Host(
                key: key, address: peer.address, state: .up, sender: nil, announcement: announcement, heard: now)
            host.hasGangliaDaemon = isDaemon
            hosts[key] = host
            updateMembership(of: key, at: now.wall)
            effects.append(.report(.new(key, address: peer.address)))
            return true
        }
        defer { hosts[key] = host }
        host.counters.datagrams += 1
        if let sender = host.sender {
            // Our own agent speaks for its host; a Ganglia daemon's word counts once that has fallen silent.
            guard isDaemon, host.state != .up || host.isSilent(at: now) else { return true }
            senders[sender] = nil
            host.sender = nil
            host.announcement.interval = GangliaMetric.heartbeat.tmax * 1000
        }
        host.hasGangliaDaemon = host.hasGangliaDaemon || isDaemon
        host.address = peer.address
        host.lastHeard = now.wall
        host.lastHeardMonotonic = now.monotonic
        if host.state != .up {
            host.state = .up
            effects.append(.report(.up(key)))
        }
        return true
    }

    private mutating func hold(
        _ value: GangliaValue, at place: GangliaSenders.Place, host: HostKey, _ now: Tick
    ) {
        let field = place.definition.fields[place.field]
        if field.kind == .text {
            let name = Host.SeriesName(subject: place.definition.subject, instance: nil)
            var sample =
                hosts[host]?.latest[name]?.sample
                ?? Sample(numbers: Array(repeating: .nan, count: place.definition.fields.count))
            sample.texts[place.field] = value.formatted
            let end = hosts[host]?.latest[name]?.end ?? 0
            hosts[host]?.latest[name] = Host.Latest(
                definition: place.definition, sample: sample, end: end, length: Int64(place.definition.pace))
        } else if let number = value.number, field.range.contains(number * place.factor) {
            hold(
                number * place.factor, field: place.field, of: place.definition, instance: nil, tmax: place.tmax,
                host: host, now)
        } else {
            hosts[host]?.counters.rejected += 1
        }
    }

    private mutating func hold(
        _ number: Double, field: Int, of definition: Definition, instance: InstanceName?, tmax: UInt32, host: HostKey,
        _ now: Tick
    ) {
        let name = Host.SeriesName(subject: definition.subject, instance: instance)
        guard let held = hosts[host]?.held, held[name] != nil || held.count < configuration.seriesLimit else {
            hosts[host]?.counters.rejected += 1
            return
        }
        hosts[host]?.held[name, default: HeldRow(definition)].hold(number, field: field, tmax: tmax, at: now)
    }
}
