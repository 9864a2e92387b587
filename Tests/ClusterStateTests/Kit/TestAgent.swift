import ClusterState
import Collectors
import MetricModel
import Wire

/// One run of an agent, which numbers its frames.
struct TestAgent {
    var sender: Sender
    var announcement: HostAnnouncement
    var peer: Peer
    var sequence: UInt32 = 0

    init(
        _ name: String, cluster: StaticString = "prod", id: UInt64 = 1, start: UInt64 = 1, groups: [StaticString] = [],
        tags: [String: String] = [:], interval: Int = 15
    ) {
        sender = Sender(id: AgentID(high: 0xA6, low: id), start: start)
        announcement = HostAnnouncement(
            cluster: GroupName(literal: cluster), name: HostName(valid: name),
            groups: groups.map { GroupName(literal: $0) }, tags: tags, interval: UInt32(interval) * 1000)
        peer = Peer(address: "10.0.0.\(id)", port: 40_000)
    }

    var key: HostKey { HostKey(cluster: announcement.cluster, name: announcement.name) }

    var hello: Frame.Record { .host(announcement) }

    /// The same agent after a start, maybe under another name.
    func restarted(start: UInt64, name: String? = nil) -> TestAgent {
        var next = self
        next.sender = Sender(id: sender.id, start: start)
        next.sequence = 0
        if let name { next.announcement.name = HostName(valid: name) }
        return next
    }

    mutating func frame(_ records: [Frame.Record], at tick: Timestamp, delay: UInt32 = 0) -> Frame {
        defer { sequence &+= 1 }
        return Frame(sender: sender, sequence: sequence, tick: tick, delay: delay, records: records)
    }
}

extension Frame.Record {
    /// Load averages of one, five and fifteen minutes.
    static func load(_ one: Double, _ five: Double = 0, _ fifteen: Double = 0) -> Frame.Record {
        .row(.load, [one, five, fifteen])
    }

    /// CPU time in percent, of which the rest is idle.
    static func cpu(user: Double) -> Frame.Record { .row(.cpu, [user, 0, 0, 100 - user, 0, 0, 0, 0, 0]) }

    /// What the host record's subject says: how many cores there are, and words.
    static func cores(_ cores: Double) -> Frame.Record { facts(cores: cores) }

    /// - `boot`: when the host was started, in seconds since 1970.
    static func facts(cores: Double = 4, boot: Double = 1.7e9) -> Frame.Record {
        .values(
            EncodedDefinition(.host).id,
            [
                Sample(
                    numbers: [.nan, .nan, .nan, .nan, cores, 2400, boot, 3600],
                    texts: [0: "Linux", 1: "6.1.0", 2: "x86_64", 3: "Some CPU"])
            ])
    }

    static func row(
        _ definition: Definition, _ numbers: [Double], instance: StaticString? = nil
    ) -> Frame.Record {
        .values(
            EncodedDefinition(definition).id,
            [Sample(instance: instance.map { InstanceName(literal: $0) }, numbers: numbers)])
    }
}

extension Definition {
    static let load = LoadAverageCollector.definitions[0]
    static let cpu = CPUCollector.definitions[0]
    static let core = CPUCollector.definitions[1]
    static let host = HostCollector.definitions[0]
    static let filesystems = FilesystemCollector.definitions[0]

    /// What no program of this version measures.
    static let queue = Definition(
        subject: SubjectName(literal: "queue"), retention: .detail, title: "Print queue",
        fields: [
            Field("length", .none, .gauge, in: 0...1e6, title: "Length", summary: "Jobs that wait."),
            Field("printer", .none, .text, in: 0...0, title: "Printer", summary: "Its name."),
        ])
}
