/// What `/sys/class/net/eth0/operstate` says of an interface.
package struct OperationalState: Sendable, Equatable {
    /// nil if the driver does not tell: `unknown`.
    package let isUp: Bool?

    /// `up`, or one of `down`, `lowerlayerdown`, `dormant`, `testing` and `notpresent`.
    package init(_ bytes: Span<UInt8>) {
        isUp = bytes.isLine("unknown") || bytes.isEmpty ? nil : bytes.isLine("up")
    }
}
