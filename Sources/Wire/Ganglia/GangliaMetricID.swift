/// Which metric of which host a message speaks of, as the message puts it; ``GangliaIdentity`` says what it means.
package struct GangliaMetricID: Sendable, Hashable {
    /// `address:name` if spoofed, else whatever the sender calls itself.
    package var host: String
    package var name: String
    /// Whether `host` says who the value is about, rather than the address that the datagram came from.
    package var isSpoofed: Bool

    package init(host: String, name: String, isSpoofed: Bool = false) {
        self.host = host
        self.name = name
        self.isSpoofed = isSpoofed
    }
}
