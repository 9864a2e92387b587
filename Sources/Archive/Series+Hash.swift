import MetricModel

extension Series {
    /// The same number for the same series in every process.
    ///
    /// It decides which worker owns the files, and when in the interval they are written.
    var stableHash: UInt64 {
        var hash = FNV1a()
        switch self {
        case .host(let host, let subject, let instance):
            hash.combine(host.cluster.text)
            hash.combine(host.name.text)
            hash.combine(subject.text)
            hash.combine(instance?.text ?? "")
        case .group(let group, let subject):
            hash.combine(group.text)
            hash.combine(subject.text)
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

/// The 64-bit Fowler–Noll–Vo hash: short, and the same in every process, which Swift's own is not.
struct FNV1a {
    private(set) var value: UInt64 = 0xCBF2_9CE4_8422_2325

    /// Adds a text and an end mark, so that "a", "bc" and "ab", "c" differ.
    mutating func combine(_ text: String) {
        for byte in text.utf8 { combine(byte) }
        combine(0xFF)
    }

    private mutating func combine(_ byte: UInt8) {
        value = (value ^ UInt64(byte)) &* 0x0000_0100_0000_01B3
    }
}
