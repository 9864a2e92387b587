import CLinux
import Glibc

/// Where a datagram goes or came from: an IPv4 or IPv6 address, a port, and for some IPv6 addresses an interface.
package struct SocketAddress: Hashable, Sendable {
    package enum Family: Sendable, Hashable {
        case ipv4, ipv6
    }

    package let family: Family
    /// The address as a number, its first byte the most significant; an IPv4 address in the low 32 bits.
    package let bits: UInt128
    /// 0 means "any free one" to a socket that is bound, and is no place to send to.
    package var port: UInt16
    /// The index of the interface on which an IPv6 address is meant (`fe80::1%eth0`); 0 if it is not told.
    package let scope: UInt32

    /// An IPv4 address.
    package init(ipv4 bits: UInt32, port: UInt16) {
        self.init(family: .ipv4, bits: UInt128(bits), port: port, scope: 0)
    }

    /// An IPv6 address.
    package init(ipv6 bits: UInt128, port: UInt16, scope: UInt32 = 0) {
        self.init(family: .ipv6, bits: bits, port: port, scope: scope)
    }

    private init(family: Family, bits: UInt128, port: UInt16, scope: UInt32) {
        self.family = family
        self.bits = bits
        self.port = port
        self.scope = scope
    }

    /// Every address of this host, to listen on: `0.0.0.0` or `::`.
    package static func any(_ family: Family, port: UInt16) -> SocketAddress {
        SocketAddress(family: family, bits: 0, port: port, scope: 0)
    }

    /// Whether it names a group of hosts: `224.0.0.0/4` or `ff00::/8`.
    package var isMulticast: Bool {
        switch family {
        case .ipv4: bits >> 28 == 0xE
        case .ipv6: bits >> 120 == 0xFF
        }
    }

    /// Whether it means every address of this host: `0.0.0.0` or `::`.
    package var isAny: Bool { bits == 0 }
}

extension SocketAddress {
    /// The address written in `host`, without a port: `192.0.2.1`, `2001:db8::1`, `fe80::1%eth0`.
    ///
    /// nil if the text is no address, or names an interface that is not there: names are the ``Resolver``'s. A `%` may be
    /// followed by an interface's name or its index.
    package init?(host: String, port: UInt16) {
        guard !host.utf8.contains(0) else { return nil }
        var four = in_addr()
        if inet_pton(AF_INET, host, &four) == 1 {
            self.init(ipv4: UInt32(bigEndian: four.s_addr), port: port)
            return
        }
        var scope: UInt32 = 0
        var text = host
        if let (before, zone) = host.cut(at: "%") {
            scope = UInt32(zone) ?? if_nametoindex(zone)
            guard scope != 0 else { return nil }
            text = before
        }
        var six = in6_addr()
        guard inet_pton(AF_INET6, text, &six) == 1 else { return nil }
        self.init(ipv6: six.bits, port: port, scope: scope)
    }

    /// The address in `ADDR`, `ADDR:PORT`, `V6ADDR`, `[V6ADDR]` or `[V6ADDR]:PORT`; see ``Endpoint``, which takes names
    /// too.
    package init(parsing text: String, defaultPort: UInt16 = Endpoint.defaultPort) throws(TransportError) {
        guard case .address(let address) = try Endpoint(parsing: text, defaultPort: defaultPort, anyPort: true) else {
            throw .badAddress(text, expected: "an IPv4 or IPv6 address", found: text)
        }
        self = address
    }
}

extension SocketAddress: CustomStringConvertible {
    /// `192.0.2.1:8649` or `[fe80::1%eth0]:8649`.
    package var description: String {
        switch family {
        case .ipv4: "\(host):\(port)"
        case .ipv6: "[\(host)]:\(port)"
        }
    }

    /// The address without its port: `192.0.2.1` or `fe80::1%eth0`, with the index where an interface has gone.
    package var host: String {
        let text = withUnsafeTemporaryAllocation(of: CChar.self, capacity: Int(INET6_ADDRSTRLEN)) { room in
            guard let start = room.baseAddress else { return "" }
            let written =
                switch family {
                case .ipv4:
                    withUnsafeBytes(of: UInt32(truncatingIfNeeded: bits).bigEndian) {
                        inet_ntop(AF_INET, $0.baseAddress, start, socklen_t(room.count))
                    }
                case .ipv6:
                    withUnsafeBytes(of: bits.bigEndian) {
                        inet_ntop(AF_INET6, $0.baseAddress, start, socklen_t(room.count))
                    }
                }
            return written.map { String(cString: $0) } ?? ""
        }
        return scope == 0 ? text : "\(text)%\(NetworkInterface.name(ofIndex: scope) ?? String(scope))"
    }
}

// MARK: - As the kernel knows it

extension SocketAddress {
    /// nil if it is of neither family.
    init?(_ native: clinux_address) {
        switch Int32(native.any.sa_family) {
        case AF_INET:
            self.init(
                ipv4: UInt32(bigEndian: native.ipv4.sin_addr.s_addr), port: UInt16(bigEndian: native.ipv4.sin_port))
        case AF_INET6:
            self.init(
                ipv6: native.ipv6.sin6_addr.bits, port: UInt16(bigEndian: native.ipv6.sin6_port),
                scope: native.ipv6.sin6_scope_id)
        default:
            return nil
        }
    }

    /// nil if there is no address or it is of neither family.
    init?(_ native: UnsafePointer<sockaddr>?) {
        guard let native else { return nil }
        var copy = clinux_address()
        switch Int32(native.pointee.sa_family) {
        case AF_INET: native.withMemoryRebound(to: sockaddr_in.self, capacity: 1) { copy.ipv4 = $0.pointee }
        case AF_INET6: native.withMemoryRebound(to: sockaddr_in6.self, capacity: 1) { copy.ipv6 = $0.pointee }
        default: return nil
        }
        self.init(copy)
    }

    var native: clinux_address {
        var native = clinux_address()
        switch family {
        case .ipv4:
            native.ipv4.sin_family = sa_family_t(AF_INET)
            native.ipv4.sin_port = port.bigEndian
            native.ipv4.sin_addr = in4
        case .ipv6:
            native.ipv6.sin6_family = sa_family_t(AF_INET6)
            native.ipv6.sin6_port = port.bigEndian
            native.ipv6.sin6_addr = in6
            native.ipv6.sin6_scope_id = scope
        }
        return native
    }

    var in4: in_addr { in_addr(s_addr: UInt32(truncatingIfNeeded: bits).bigEndian) }

    var in6: in6_addr {
        var address = in6_addr()
        withUnsafeMutableBytes(of: &address) { $0.storeBytes(of: bits.bigEndian, as: UInt128.self) }
        return address
    }
}

extension SocketAddress.Family {
    var native: CInt {
        switch self {
        case .ipv4: AF_INET
        case .ipv6: AF_INET6
        }
    }
}

extension in6_addr {
    /// The address as a number, its first byte the most significant.
    fileprivate var bits: UInt128 {
        withUnsafeBytes(of: self) { UInt128(bigEndian: $0.loadUnaligned(as: UInt128.self)) }
    }
}
