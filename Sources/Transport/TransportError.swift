import Glibc

/// Why something could not be sent, heard, or found on the network.
package enum TransportError: Error, Equatable, Sendable {
    /// Text that is no address, with the part that is wrong.
    case badAddress(String, expected: String, found: String)
    /// Another program listens there.
    case addressInUse(SocketAddress)
    /// The address belongs to no interface of this host.
    case notThisHost(SocketAddress)
    /// No interface of that name; `available` are the names there are.
    case noInterface(String, available: [String])
    /// The routing table leads nowhere near the address.
    case noRoute(to: SocketAddress)
    /// The kernel, or a firewall on this host, forbids it.
    case permissionDenied(doing: String)
    /// Longer than a datagram to there can be.
    case tooLong(to: SocketAddress)
    /// The resolver knows no address for the name; `reason` is its own sentence.
    case unresolved(name: String, reason: String)
    /// Any other refusal of the kernel.
    case refused(doing: String, errno: CInt)
}

extension TransportError {
    /// What it means that a socket could not be bound.
    init(errno code: CInt, binding address: SocketAddress) {
        switch code {
        case EADDRINUSE: self = .addressInUse(address)
        case EADDRNOTAVAIL: self = .notThisHost(address)
        case EACCES, EPERM: self = .permissionDenied(doing: "listen on \(address)")
        default: self = .refused(doing: "listen on \(address)", errno: code)
        }
    }

    /// What it means that a datagram could not be sent.
    init(errno code: CInt, sendingTo address: SocketAddress) {
        switch code {
        // EADDRNOTAVAIL: no interface on the way has an address of the family to send from.
        case ENETUNREACH, EHOSTUNREACH, EADDRNOTAVAIL: self = .noRoute(to: address)
        case EMSGSIZE: self = .tooLong(to: address)
        case EACCES, EPERM: self = .permissionDenied(doing: "send to \(address)")
        default: self = .refused(doing: "send to \(address)", errno: code)
        }
    }
}

extension TransportError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .badAddress(let text, let expected, let found):
            "\(text.debugDescription): expected \(expected), found \(found.debugDescription)"
        case .addressInUse(let address): "\(address): another program listens there"
        case .notThisHost(let address): "\(address): no interface of this host has that address"
        case .noInterface(let name, let available):
            "no interface \(name.debugDescription); there are: \(available.joined(separator: ", "))"
        case .noRoute(let address): "no route to \(address)"
        case .permissionDenied(let doing): "not permitted to \(doing)"
        case .tooLong(let address): "\(address): the datagram is too long to be sent"
        case .unresolved(let name, let reason): "no address for \(name.debugDescription): \(reason)"
        case .refused(let doing, let code): "could not \(doing): \(String(cString: strerror(code)))"
        }
    }
}
