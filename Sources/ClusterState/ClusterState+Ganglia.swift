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
    /// - Returns: What follows from the messages that waited for the name.
    package mutating func resolved(_ address: String, to name: HostName?, at now: Tick) -> [Effect] {
        let key = GangliaSenders.Key.address(address)
        guard ganglia.sources[key] != nil, ganglia.sources[key]?.host == nil,
            let name = name ?? HostName(address)
        else { return [] }
        let host = hostKey(named: name, cluster: nil)
        ganglia.sources[key]?.host = host
        var effects: [Effect] = []
        for waiting in ganglia.takeWaiting(of: key) {
            do { try take(waiting.message, from: waiting.peer, at: now, &effects) } catch {
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
            wait(for: key, message, from: peer, at: now)
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
            // A script on a host with our agent speaks for that host, whatever its address is called.
            if let owner = owner(of: peer.address) {
                ganglia.sources[key] = GangliaSenders.Source(host: owner)
            } else {
                ganglia.sources[key] = GangliaSenders.Source()
                effects.append(.resolve(address: peer.address))
            }
        case .spoofed(let left, let text):
            guard let name = HostName(text) else {
                sources.refused("expected a valid host name, found \(text.excerpt)", from: peer.address)
                return nil
            }
            var host = hostKey(named: name, cluster: nil)
            // `plexus send` says the kernel's name twice; the agent beside it may have been given another.
            if left == text, hosts[host] == nil, let owner = owner(of: peer.address) { host = owner }
            ganglia.sources[key] = GangliaSenders.Source(host: host)
        }
        return key
    }

    /// The host whose agent sends from an address; nil if there is none, or there are several.
    private func owner(of address: String) -> HostKey? {
        let owners = hosts.values.filter { $0.sender != nil && $0.address == address }
        return owners.count == 1 ? owners.first?.key : nil
    }

    /// The host of a name that came without a cluster: the only known one of that name, else one of Ganglia's cluster.
    private func hostKey(named name: HostName, cluster: GroupName?) -> HostKey {
        if let cluster { return HostKey(cluster: cluster, name: name) }
        let known = hosts.keys.filter { $0.name == name }
        if known.count == 1, let only = known.first { return only }
        return HostKey(cluster: configuration.gangliaCluster, name: name)
    }

    /// Keeps a message until the name of its sender, or the meaning of its value, is known.
    mutating func wait(
        for key: GangliaSenders.Key, _ message: GangliaMessage, from peer: Peer, at now: Tick
    ) {
        let waiting = GangliaSenders.Waiting(message: message, peer: peer, since: now.monotonic)
        if !ganglia.wait(waiting, for: key) {
            sources.refused("more than \(GangliaSenders.waitingLimit) messages wait", from: peer.address)
        }
    }

    private mutating func learn(
        _ metadata: GangliaMetadata, named name: String, of key: GangliaSenders.Key, host: HostKey, from peer: Peer,
        at now: Tick, _ effects: inout [Effect]
    ) throws {
        guard ganglia.learn(metadata, named: name, of: key) else {
            sources.refused("more than \(GangliaSenders.metricLimit) metrics", from: peer.address)
            return
        }
        // A host that has been heard keeps its cluster, whatever one script says.
        if hosts[host] == nil, let text = metadata.extras.first(where: { $0.key == "CLUSTER" })?.value,
            let cluster = GroupName(text)
        {
            let own = hostKey(named: host.name, cluster: cluster)
            ganglia.sources[key]?.host = own
        }
        for waiting in ganglia.takeWaiting(of: key, named: name)
        where now.monotonic - waiting.since <= HeldRow.span(tmax: metadata.tmax) {
            try take(waiting.message, from: waiting.peer, at: now, &effects)
        }
    }
}
