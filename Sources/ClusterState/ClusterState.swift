package import MetricModel
package import Wire

/// Everything an aggregator knows of its hosts and groups, as a value: no clock, no socket, no file.
///
/// It is told what was heard and what time it is, and answers with what must be done.
package struct ClusterState: Sendable {
    package struct Configuration: Sendable {
        /// The archive's step, in seconds.
        package var step: Int
        /// The cluster of hosts that are known by Ganglia messages, which carry none.
        package var gangliaCluster: GroupName
        /// Groups beyond those that agents name.
        package var groups: [GroupRule]
        /// The most series that one host may have.
        package var seriesLimit = 4096
        /// The most hosts that are taken in.
        package var hostLimit = 100_000
        /// The most of them that may become known by datagrams from one address.
        package var hostsPerSource = 20_000
        /// The most groups that are kept; a host's further ones are ignored.
        package var groupLimit = 10_000

        package init(step: Int = 15, gangliaCluster: GroupName, groups: [GroupRule] = []) {
            self.step = step
            self.gangliaCluster = gangliaCluster
            self.groups = groups
        }
    }

    package internal(set) var configuration: Configuration
    package internal(set) var hosts: [HostKey: Host] = [:]
    package internal(set) var groups: [GroupName: Group] = [:]
    package internal(set) var sources = Sources()
    package internal(set) var definitions: [DefinitionID: Definition]
    /// Definitions that came with the program; they need not be learnt or remembered.
    let builtIn: Set<DefinitionID>
    /// Which host an agent's run speaks for.
    var senders: [Sender: HostKey] = [:]
    /// The host that an agent id was last heard as.
    var hostsByID: [AgentID: HostKey] = [:]
    var clones: Set<AgentID> = []
    var assembler = DescriptionAssembler()
    /// Descriptions that are known and cannot be understood: of a version that has other kinds of values.
    var illegible: Set<DefinitionID> = []
    var ganglia: GangliaSenders
    /// Of each group's subjects that people plan with.
    var percentiles: [GroupName: [SubjectName: GroupPercentiles]] = [:]
    /// The end of the last step whose group rows were made, in seconds; nil before the first.
    var closedStep: Int64?
    /// Groups' rows of earlier steps are not made, in seconds: of those in which nobody listened for a moment, some hosts'
    /// values are missing, and the sum of the others would be a dip that never was.
    var groupsFrom = Int64.min

    /// A state that knows no host yet.
    ///
    /// - Parameters:
    ///   - configuration: The step and the groups.
    ///   - definitions: What the program itself can measure: agents of the same version then need not describe it, and
    ///     Ganglia's names are understood.
    package init(_ configuration: Configuration, definitions: [Definition]) {
        self.configuration = configuration
        let encoded = definitions.map { (EncodedDefinition($0).id, $0) }
        self.definitions = Dictionary(encoded) { first, _ in first }
        builtIn = Set(encoded.map(\.0))
        ganglia = GangliaSenders(definitions: definitions)
    }

    /// What the program itself can measure of a subject as a whole; nil if it cannot.
    func builtInDefinition(of subject: SubjectName) -> Definition? {
        definitions.first { $0.value.subject == subject && !$0.value.hasInstances && builtIn.contains($0.key) }?.value
    }

    /// The hosts, in the order of their names.
    package var sortedHosts: [Host] { hosts.values.sorted { $0.key < $1.key } }

    /// The host a person means: by `CLUSTER/HOST`, or by its name where that is unique; nil if none or several have it.
    package func host(named text: String) -> Host? {
        if let slash = text.firstIndex(of: "/"), let cluster = GroupName(String(text[..<slash])),
            let name = HostName(String(text[text.index(after: slash)...]))
        {
            return hosts[HostKey(cluster: cluster, name: name)]
        }
        let found = hosts.values.filter { $0.key.name.text == text }
        return found.count == 1 ? found.first : nil
    }

    /// Lets time pass: hosts that have been silent for too long go down, held values become rows, and groups get theirs.
    ///
    /// To be called about once a second.
    package mutating func advance(to now: Tick) -> [Effect] {
        var effects: [Effect] = []
        for key in Array(hosts.keys) {
            guard let host = hosts[key], host.state == .up, host.isSilent(at: now) else { continue }
            if host.sender == nil, !host.hasGangliaDaemon {
                // Nobody promised to speak again: a script's silence is no crash.
                hosts[key]?.state = .left
                effects.append(.report(.silent(key)))
            } else {
                hosts[key]?.state = .down
                effects.append(.report(.down(key, lastHeard: host.lastHeard)))
            }
        }
        effects += closeSteps(at: now)
        return effects
    }

    /// Counts a datagram that could not be read.
    package mutating func refused(_ reason: String, from peer: Peer) {
        sources.heard(from: peer.address)
        sources.refused(reason, from: peer.address)
    }

    /// Replaces the rules for groups, as after a reread of the configuration.
    package mutating func setGroups(_ rules: [GroupRule], at now: Tick) {
        configuration.groups = rules
        for key in Array(hosts.keys) where hosts[key]?.renamedTo == nil {
            updateMembership(of: key, at: now.wall)
        }
    }
}

extension ClusterState {
    /// Whether there is room for another host that is heard from an address; if not, that is noted by its name.
    mutating func hasRoom(for key: HostKey, from address: String) -> Bool {
        let reason: String
        if hosts.count >= configuration.hostLimit {
            reason = "more than \(configuration.hostLimit) hosts"
        } else if sources.hosts(by: address) >= configuration.hostsPerSource {
            reason = "more than \(configuration.hostsPerSource) hosts from one address"
        } else {
            return true
        }
        sources.refused(reason, named: key.description, from: address)
        return false
    }
}
