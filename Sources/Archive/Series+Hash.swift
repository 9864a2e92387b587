import MetricModel

extension Series {
    /// The same number for the same series in every process.
    ///
    /// It decides which worker owns the files, and when in the interval they are written.
    var stableHash: UInt64 {
        var hash = ownersHash
        switch self {
        case .host(_, let subject, let instance):
            hash.add(subject.text)
            hash.add(instance?.text ?? "")
        case .group(_, let subject):
            hash.add(subject.text)
        }
        return hash.value
    }

    /// The same number for all series of a host or a group, whose files lie in one folder.
    var stableOwnersHash: UInt64 { ownersHash.value }

    private var ownersHash: FNV1a {
        var hash = FNV1a()
        switch self {
        case .host(let host, _, _):
            hash.add(host.cluster.text)
            hash.add(host.name.text)
        case .group(let group, _):
            hash.add(group.text)
        }
        return hash
    }

    /// nil for the subject as a whole, and for groups.
    var instance: InstanceName? {
        if case .host(_, _, let instance) = self { instance } else { nil }
    }

    /// For messages: `prod/web1/disk@sda`.
    var label: String {
        switch self {
        case .host(let host, let subject, let instance): "\(host)/\(subject)\(instance.map { "@\($0)" } ?? "")"
        case .group(let group, let subject): "group \(group)/\(subject)"
        }
    }
}
