/// As whom a message is sent.
package struct GangliaSender: Sendable, Hashable {
    /// What goes into a message's `host`.
    package let host: String
    package let isSpoofed: Bool

    /// This host, by the name that `gethostname` gives; receivers go by the address they see instead.
    package init(hostName: String) {
        host = hostName
        isSpoofed = false
    }

    /// Another host, as gmetric's `--spoof` takes it: `address:name`, or `name:name` where no address is known.
    ///
    /// Throws ``GangliaError/malformedSpoof(_:)`` for text that every receiver would drop, of which gmetric itself
    /// refuses only that without a colon.
    package init(spoofing text: String) throws(GangliaError) {
        guard let parts = GangliaIdentity.split(text), !parts.right.isEmpty else { throw .malformedSpoof(text) }
        host = text
        isSpoofed = true
    }

    /// Another host by its address and name, the address first.
    ///
    /// Throws ``GangliaError/malformedSpoof(_:)`` if a part is empty or the address holds a colon: an IPv6 address
    /// cannot be spoofed, since receivers would cut it at the first one.
    package init(address: String, name: String) throws(GangliaError) {
        let text = "\(address):\(name)"
        guard let parts = GangliaIdentity.split(text), parts.left == address else { throw .malformedSpoof(text) }
        try self.init(spoofing: text)
    }

    /// The id of one of this sender's metrics.
    package func id(of metric: String) -> GangliaMetricID {
        GangliaMetricID(host: host, name: metric, isSpoofed: isSpoofed)
    }
}
