import Glibc

/// Names into addresses, by the host's own rules: `/etc/hosts`, then DNS, as `nsswitch.conf(5)` has it.
package enum Resolver {
    /// The addresses of a name, the one to try first in front (`getaddrinfo(3)`); never empty.
    ///
    /// Blocks: microseconds for a name in `/etc/hosts`, and 10 seconds or more where DNS servers do not answer.
    ///
    /// - Throws: ``TransportError/unresolved(name:reason:)``.
    package static func addresses(of name: String, port: UInt16) throws(TransportError) -> [SocketAddress] {
        var hints = addrinfo()
        hints.ai_family = AF_UNSPEC
        // One entry per address rather than one per kind of socket.
        hints.ai_socktype = CInt(SOCK_DGRAM.rawValue)
        var list: UnsafeMutablePointer<addrinfo>?
        let code = getaddrinfo(name, nil, &hints, &list)
        guard code == 0 else {
            let reason = code == EAI_SYSTEM ? strerror(errno).map { String(cString: $0) } : nil
            throw .unresolved(name: name, reason: reason ?? String(cString: gai_strerror(code)))
        }
        defer { freeaddrinfo(list) }
        var found: [SocketAddress] = []
        var entry = list
        while let current = entry {
            if var address = SocketAddress(current.pointee.ai_addr) {
                address.port = port
                if !found.contains(address) { found.append(address) }
            }
            entry = current.pointee.ai_next
        }
        guard !found.isEmpty else { throw .unresolved(name: name, reason: "neither IPv4 nor IPv6") }
        return found
    }
}

extension Endpoint {
    /// The addresses of the place; blocks as ``Resolver`` does if it is a name.
    package func resolved() throws(TransportError) -> [SocketAddress] {
        switch self {
        case .address(let address): [address]
        case .name(let name, let port): try Resolver.addresses(of: name, port: port)
        }
    }
}
