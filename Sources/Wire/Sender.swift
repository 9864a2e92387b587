package import MetricModel

/// One run of one agent: what tells two hosts of one name apart, and a restart from a repeated datagram.
package struct Sender: Hashable, Sendable {
    /// Stays the same as long as the agent's state folder does.
    package let id: AgentID
    /// New at each start.
    package let start: UInt64

    package init(id: AgentID, start: UInt64) {
        self.id = id
        self.start = start
    }
}

/// The 16 random bytes by which an agent is known whatever its host is called.
package struct AgentID: Hashable, Sendable, CustomStringConvertible {
    package let high, low: UInt64

    package init(high: UInt64, low: UInt64) {
        self.high = high
        self.low = low
    }

    /// Parses 32 hexadecimal digits.
    package init?(_ text: String) {
        guard text.utf8.count == 32, text.utf8.allSatisfy({ $0 != UInt8(ascii: "+") && $0 != UInt8(ascii: "-") }),
            let high = UInt64(text.prefix(16), radix: 16), let low = UInt64(text.suffix(16), radix: 16)
        else { return nil }
        self.init(high: high, low: low)
    }

    /// 32 hexadecimal digits.
    package var description: String {
        [high, low].map { word in
            let digits = String(word, radix: 16)
            return String(repeating: "0", count: 16 - digits.count) + digits
        }.joined()
    }
}

/// What an agent says of itself and its host.
package struct HostAnnouncement: Sendable, Equatable {
    package var cluster: GroupName
    package var name: HostName
    package var groups: [GroupName]
    package var tags: [String: String]
    /// Milliseconds between two frames.
    package var interval: UInt32

    package init(
        cluster: GroupName, name: HostName, groups: [GroupName] = [], tags: [String: String] = [:], interval: UInt32
    ) {
        self.cluster = cluster
        self.name = name
        self.groups = groups
        self.tags = tags
        self.interval = interval
    }
}

/// The hash by which frames name a definition, the same on every host that has the same definition.
package struct DefinitionID: Hashable, Sendable, Comparable, CustomStringConvertible {
    package let hash: UInt64

    package init(hash: UInt64) { self.hash = hash }

    package var description: String { String(hash, radix: 16) }

    package static func < (left: Self, right: Self) -> Bool { left.hash < right.hash }
}
