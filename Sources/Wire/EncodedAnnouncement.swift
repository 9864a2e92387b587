import MetricModel

/// What an agent says of its host, as it travels: it is always the same.
package struct EncodedAnnouncement: Sendable {
    package let payload: [UInt8]

    package init(_ host: HostAnnouncement) {
        var bytes: [UInt8] = []
        bytes.append(littleEndian: host.interval)
        bytes.append(text: host.cluster.text)
        bytes.append(text: host.name.text)
        bytes.append(varint: UInt64(host.groups.count))
        for group in host.groups { bytes.append(text: group.text) }
        bytes.append(varint: UInt64(host.tags.count))
        for (key, value) in host.tags.sorted(by: { $0.key < $1.key }) {
            bytes.append(text: key)
            bytes.append(text: value)
        }
        payload = bytes
    }
}
