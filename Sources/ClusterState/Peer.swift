/// Where a datagram came from.
package struct Peer: Sendable, Hashable, CustomStringConvertible {
    /// The IP address as text.
    package let address: String
    package let port: UInt16

    package init(address: String, port: UInt16) {
        self.address = address
        self.port = port
    }

    package var description: String { address.contains(":") ? "[\(address)]:\(port)" : "\(address):\(port)" }
}
