package import MetricModel

/// Which hosts belong to a group that the aggregator's configuration names; a host that any of the criteria fits is in.
package struct GroupRule: Sendable, Equatable {
    package var name: GroupName
    /// Host names, with `*` for any run of characters and `?` for any one.
    package var hosts: [String]
    package var clusters: [GroupName]
    /// Tags, each with the value it must have.
    package var tags: [String: String]

    package init(name: GroupName, hosts: [String] = [], clusters: [GroupName] = [], tags: [String: String] = [:]) {
        self.name = name
        self.hosts = hosts
        self.clusters = clusters
        self.tags = tags
    }

    /// Whether the rule takes in the host of this name that has these tags.
    package func includes(_ key: HostKey, tags hostTags: [String: String]) -> Bool {
        clusters.contains(key.cluster)
            || hosts.contains { Self.matches(key.name.text, pattern: $0) }
            || tags.contains { hostTags[$0.key] == $0.value }
    }

    /// Whether the pattern fits the whole text; in time proportional to the product of both lengths at worst.
    package static func matches(_ text: String, pattern: String) -> Bool {
        let text = Array(text.unicodeScalars)
        let pattern = Array(pattern.unicodeScalars)
        var position = 0
        var place = 0
        // Where to go on when what follows the last `*` does not fit: one character more is the star's.
        var retry: (position: Int, place: Int)?
        while position < text.count {
            if place < pattern.count, pattern[place] == "*" {
                retry = (position, place + 1)
                place += 1
            } else if place < pattern.count,
                pattern[place] == "?" || pattern[place] == text[position]
            {
                position += 1
                place += 1
            } else if let last = retry {
                position = last.position + 1
                place = last.place
                retry = (position, place)
            } else {
                return false
            }
        }
        return pattern[place...].allSatisfy { $0 == "*" }
    }
}
