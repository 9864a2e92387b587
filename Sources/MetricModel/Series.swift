/// What one archive file is about: a host's subject and instance, or a group's subject.
package enum Series: Hashable, Sendable {
    case host(HostKey, SubjectName, InstanceName?)
    /// The sum, the maximum and the number of the members' values.
    case group(GroupName, SubjectName)

    package var subject: SubjectName {
        switch self {
        case .host(_, let subject, _), .group(_, let subject): subject
        }
    }
}

/// A host's full name: hosts of different clusters may share a name.
package struct HostKey: Hashable, Sendable, Comparable, Codable, CustomStringConvertible {
    package let cluster: GroupName
    package let name: HostName

    package init(cluster: GroupName, name: HostName) {
        self.cluster = cluster
        self.name = name
    }

    /// As `CLUSTER/HOST`.
    package var description: String { "\(cluster)/\(name)" }

    package static func < (left: Self, right: Self) -> Bool {
        (left.cluster, left.name) < (right.cluster, right.name)
    }
}
