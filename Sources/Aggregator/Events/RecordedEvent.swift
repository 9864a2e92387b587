package import MetricModel

/// Something that happened, as the event log keeps it and graphs mark it.
package struct RecordedEvent: Sendable, Equatable {
    package let id: String
    /// Seconds since 1970.
    package let start: Int64
    /// nil for a moment; never before the start.
    package let end: Int64?
    package let text: String
    /// Whom it is about; if there are neither hosts nor groups, everything.
    package let hosts: [HostKey]
    package let groups: [GroupName]
    /// Who told it: ``ownSource`` for what the aggregator noticed itself.
    package let source: String
    /// What the aggregator noticed, in one word: `down`; nil for what it was told.
    package let kind: String?

    package static let ownSource = "plexus"
    /// The longest text and the longest source, in bytes.
    package static let textLimit = 1000, sourceLimit = 64
    /// The most hosts, and the most groups, that one event names.
    package static let subjectLimit = 100

    package init(
        id: String = RecordedEvent.newID(), start: Int64, end: Int64? = nil, text: String, hosts: [HostKey] = [],
        groups: [GroupName] = [], source: String, kind: String? = nil
    ) {
        self.id = id
        self.start = start
        self.end = end.map { max($0, start) }
        self.text = text
        self.hosts = hosts
        self.groups = groups
        self.source = source
        self.kind = kind
    }

    package static func newID() -> String { String(UInt64.random(in: 1 ... .max), radix: 36) }

    package var isOwn: Bool { source == Self.ownSource }

    /// Whether any of it lies between two moments, in seconds since 1970.
    package func overlaps(from: Int64, to: Int64) -> Bool { start <= to && (end ?? start) >= from }
}

extension RecordedEvent: Codable {
    private enum CodingKeys: String, CodingKey {
        case id, start, end, text, hosts, groups, source, kind
    }

    /// Reads what ``encode(to:)`` wrote, or a later version with more in it.
    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        let names = try container.decodeIfPresent([String].self, forKey: .hosts) ?? []
        self.init(
            id: try container.decode(String.self, forKey: .id),
            start: try container.decode(Int64.self, forKey: .start),
            end: try container.decodeIfPresent(Int64.self, forKey: .end),
            text: try container.decode(String.self, forKey: .text),
            hosts: try names.map { name in
                guard let host = HostKey(written: name) else {
                    throw DecodingError.dataCorruptedError(
                        forKey: .hosts, in: container, debugDescription: "expected CLUSTER/HOST, found \"\(name)\"")
                }
                return host
            },
            groups: try container.decodeIfPresent([GroupName].self, forKey: .groups) ?? [],
            source: try container.decode(String.self, forKey: .source),
            kind: try container.decodeIfPresent(String.self, forKey: .kind))
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(id, forKey: .id)
        try container.encode(start, forKey: .start)
        try container.encodeIfPresent(end, forKey: .end)
        try container.encode(text, forKey: .text)
        if !hosts.isEmpty { try container.encode(hosts.map(\.description), forKey: .hosts) }
        if !groups.isEmpty { try container.encode(groups, forKey: .groups) }
        try container.encode(source, forKey: .source)
        try container.encodeIfPresent(kind, forKey: .kind)
    }
}

extension HostKey {
    /// Parses `CLUSTER/HOST`; nil if either is no name.
    package init?(written text: String) {
        guard let slash = text.firstIndex(of: "/"), let cluster = GroupName(String(text[..<slash])),
            let name = HostName(String(text[text.index(after: slash)...]))
        else { return nil }
        self.init(cluster: cluster, name: name)
    }
}
