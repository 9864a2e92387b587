import MetricModel

extension Series {
    /// The same number for the same series in every process.
    ///
    /// It decides which worker owns the files, and when in the interval they are written.
    var stableHash: UInt64 {
        var hash = FNV1a()
        switch self {
        case .host(let host, let subject, let instance):
            hash.add(host.cluster.text)
            hash.add(host.name.text)
            hash.add(subject.text)
            hash.add(instance?.text ?? "")
        case .group(let group, let subject):
            hash.add(group.text)
            hash.add(subject.text)
        }
        return hash.value
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
