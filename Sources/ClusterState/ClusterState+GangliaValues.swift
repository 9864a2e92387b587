import MetricModel
import Wire

extension ClusterState {
    /// Takes in a value whose sender has a name.
    mutating func take(
        _ value: GangliaValue, id: GangliaMetricID, _ identity: GangliaIdentity, source key: GangliaSenders.Key,
        host: HostKey, from peer: Peer, at now: Tick, _ effects: inout [Effect]
    ) throws {
        let name = identity.metric
        let place = ganglia.places[name]
        let isDaemon = name == GangliaMetric.heartbeat.name || place.map { $0.isGmond(value) } == true
        guard touch(host, byDaemon: isDaemon, from: peer, at: now, &effects) else { return }
        guard name != GangliaMetric.heartbeat.name, name != "location" else { return }
        if let place {
            guard hosts[host]?.sender == nil else { return }
            hold(value, at: place, instance: nil, host: host, now)
            return
        }
        guard let instance = InstanceName(name) else {
            throw WireError.invalid(at: 0, expected: "a valid metric name", found: name.excerpt)
        }
        guard let meaning = ganglia.meaning(of: identity, source: key) else {
            // Not even of a number: it may be a counter.
            ganglia.forgetWaiting(of: key, id)
            wait(for: key, .value(id, value), from: peer, at: now)
            effects.append(.askGanglia(id))
            return
        }
        if let own = ganglia.ownPlace(of: name, ganglia.sources[key]?.metadata[identity.metricKey]) {
            guard hosts[host]?.sender == nil else { return }
            hold(value, at: own.place, instance: own.instance, host: host, now)
            return
        }
        if meaning.type == .string {
            holdText(value.formatted, field: 1, of: GangliaSenders.foreign, instance: instance, host: host, now)
            return
        }
        guard var number = value.number else {
            hosts[host]?.counters.rejected += 1
            return
        }
        if meaning.slope.isCounter {
            guard
                let rate = rate(of: number, metric: identity.metricKey, meaning.slope, source: key, at: now)
            else { return }
            number = rate
        }
        let tmax = meaning.tmax > 0 ? meaning.tmax : GangliaSenders.usualTMAX
        if hosts[host]?.sender == nil, hosts[host]?.hasGangliaDaemon == false {
            let interval = max(hosts[host]?.announcement.interval ?? 0, min(tmax, 86_400) * 1000)
            hosts[host]?.announcement.interval = interval
        }
        hold(
            number, field: 0, of: GangliaSenders.foreign, instance: instance, tmax: tmax, dmax: meaning.dmax,
            host: host, now)
    }

    /// Keeps a counter's reading and gives its rate since the last one; nil without one, or if it fell.
    ///
    /// A reading that follows within half a second is the same one by another way.
    private mutating func rate(
        of value: Double, metric: String, _ slope: GangliaSlope, source key: GangliaSenders.Key, at now: Tick
    ) -> Double? {
        let last = ganglia.sources[key]?.counters[metric]
        if let last, now.monotonic < last.at + 500_000_000 { return nil }
        ganglia.sources[key]?.counters[metric] = (value, now.monotonic)
        guard let last, slope == .derivative || value >= last.value else { return nil }
        return (value - last.value) / (Double(now.monotonic - last.at) / 1e9)
    }

    /// Notes that a host is alive.
    ///
    /// - Returns: false if it cannot be taken in.
    private mutating func touch(
        _ key: HostKey, byDaemon isDaemon: Bool, from peer: Peer, at now: Tick, _ effects: inout [Effect]
    ) -> Bool {
        guard var host = hosts.removeValue(forKey: key) else {
            guard hasRoom(for: key, from: peer.address) else { return false }
            sources.knows(1, by: peer.address)
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
        host.counters.datagrams += 1
        if let sender = host.sender {
            // Our own agent speaks for its host; a Ganglia daemon's word counts once that has fallen silent.
            guard isDaemon, host.state != .up || host.isSilent(at: now) else {
                hosts[key] = host
                return true
            }
            senders[sender] = nil
            host.sender = nil
            host.hasGangliaDaemon = false
        }
        if isDaemon, !host.hasGangliaDaemon {
            host.hasGangliaDaemon = true
            host.announcement.interval = GangliaMetric.heartbeat.tmax * 1000
        }
        host.address = peer.address
        host.lastHeard = now.wall
        host.lastHeardMonotonic = now.monotonic
        if host.state != .up {
            host.state = .up
            effects.append(.report(.up(key)))
        }
        let wasRenamed = host.renamedTo != nil
        host.renamedTo = nil
        hosts[key] = host
        if wasRenamed { updateMembership(of: key, at: now.wall) }
        return true
    }

    private mutating func hold(
        _ value: GangliaValue, at place: GangliaPlace, instance: InstanceName?, host: HostKey, _ now: Tick
    ) {
        let field = place.definition.fields[place.field]
        if field.kind == .text {
            holdText(value.formatted, field: place.field, of: place.definition, instance: instance, host: host, now)
        } else if let number = value.number, field.range.contains(number * place.factor) {
            hold(
                number * place.factor, field: place.field, of: place.definition, instance: instance,
                tmax: place.tmax, host: host, now)
        } else {
            hosts[host]?.counters.rejected += 1
        }
    }

    private mutating func holdText(
        _ text: String, field: Int, of definition: Definition, instance: InstanceName?, host: HostKey, _ now: Tick
    ) {
        let name = Host.SeriesName(subject: definition.subject, instance: instance)
        guard let latest = hosts[host]?.latest, latest[name] != nil || latest.count < configuration.seriesLimit else {
            hosts[host]?.counters.rejected += 1
            return
        }
        var sample =
            latest[name]?.sample
            ?? Sample(instance: instance, numbers: Array(repeating: .nan, count: definition.fields.count))
        sample.texts[field] = String(text.prefix(Self.longestText))
        // A step that is not over yet would seem to have its row already.
        let step = Int64(configuration.step)
        let end = max(latest[name]?.end ?? 0, now.wall.seconds / step * step - step)
        hosts[host]?.latest[name] = Host.Latest(
            definition: definition, sample: sample, end: end, length: Int64(definition.pace))
    }

    /// Characters of a text that are kept.
    private static let longestText = 1024

    private mutating func hold(
        _ number: Double, field: Int, of definition: Definition, instance: InstanceName?, tmax: UInt32,
        dmax: UInt32 = 0, host: HostKey, _ now: Tick
    ) {
        let name = Host.SeriesName(subject: definition.subject, instance: instance)
        guard let held = hosts[host]?.held, held[name] != nil || held.count < configuration.seriesLimit else {
            hosts[host]?.counters.rejected += 1
            return
        }
        hosts[host]?.held[name, default: HeldRow(definition)].hold(
            number, field: field, tmax: tmax, dmax: dmax, at: now)
    }
}

extension GangliaPlace {
    /// Whether a value comes as gmond sends it, rather than as text from a script that uses the metric's name.
    fileprivate func isGmond(_ value: GangliaValue) -> Bool {
        guard case .string = value.content else { return true }
        return definition.fields[field].kind == .text
    }
}
