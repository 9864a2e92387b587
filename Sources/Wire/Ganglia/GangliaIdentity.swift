/// Who and what a message is about, once spoofing is understood.
package struct GangliaIdentity: Sendable, Hashable {
    package let host: Host
    /// The metric's name as people see it.
    package let metric: String
    /// The name under which the metric is kept: of one host, several spoofed metrics may show the same name.
    package let metricKey: String

    package enum Host: Sendable, Hashable {
        /// Known by the address that the datagram came from; what the sender calls itself means nothing to Ganglia.
        case sourceAddress
        /// Known by a key, normally an IPv4 address, and shown by a name.
        case spoofed(key: String, name: String)
    }

    /// Interprets a message's id; throws ``GangliaError/malformedSpoof(_:)`` where gmond drops the packet.
    ///
    /// A spoofed metric may be called `metric:realname`: the part before the colon is shown. In other names a colon
    /// becomes `_`. No other character is checked here.
    package init(_ id: GangliaMetricID) throws(GangliaError) {
        guard id.isSpoofed else {
            host = .sourceAddress
            var shown = String.UnicodeScalarView()
            for scalar in id.name.unicodeScalars { shown.append(scalar == ":" ? "_" : scalar) }
            metric = String(shown)
            metricKey = metric
            return
        }
        guard let parts = Self.split(id.host), !parts.right.isEmpty else { throw .malformedSpoof(id.host) }
        host = .spoofed(key: parts.left, name: parts.right)
        metric = Self.split(id.name)?.left ?? id.name
        metricKey = id.name
    }

    /// Splits at the first colon that has something before it; nil without one.
    static func split(_ text: String) -> (left: String, right: String)? {
        // By bytes: a colon and a combining mark after it are one character.
        guard let colon = text.utf8.dropFirst().firstIndex(of: UInt8(ascii: ":")) else { return nil }
        return (String(text[..<colon]), String(text[text.utf8.index(after: colon)...]))
    }
}
