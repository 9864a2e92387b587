/// A place on the network as a person writes it, after `--send` or `--listen`: an address, or a name that is yet to be
/// looked up.
package enum Endpoint: Hashable, Sendable {
    case address(SocketAddress)
    case name(String, port: UInt16)

    /// Ganglia's port, and ours.
    package static let defaultPort: UInt16 = 8649
    /// Ganglia's multicast group, and ours: `239.2.11.71:8649`.
    package static let defaultGroup = Endpoint.address(SocketAddress(ipv4: 0xEF02_0B47, port: defaultPort))

    package var port: UInt16 {
        switch self {
        case .address(let address): address.port
        case .name(_, let port): port
        }
    }
}

extension Endpoint: CustomStringConvertible {
    package var description: String {
        switch self {
        case .address(let address): address.description
        case .name(let name, let port): "\(name):\(port)"
        }
    }
}
