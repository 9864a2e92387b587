import CLinux
import Glibc

/// A UDP socket, closed with its owner.
struct Socket: ~Copyable, Sendable {
    let descriptor: CInt

    init(_ family: SocketAddress.Family) throws(TransportError) {
        descriptor = socket(family.native, CInt(SOCK_DGRAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { throw .refused(doing: "open an \(family.name) socket", errno: errno) }
    }

    deinit { close(descriptor) }

    /// Sets an option; the error that the kernel gave, 0 if none.
    ///
    /// - Precondition: `Value` is the plain C type that the option takes.
    func set<Value>(_ level: CInt, _ option: CInt, _ value: Value) -> CInt {
        withUnsafeBytes(of: value) { bytes in
            setsockopt(descriptor, level, option, bytes.baseAddress, socklen_t(bytes.count)) == 0 ? 0 : errno
        }
    }

    /// Sets an option without which the socket is of no use.
    func require<Value>(
        _ level: CInt, _ option: CInt, _ value: Value, for purpose: @autoclosure () -> String
    ) throws(TransportError) {
        let code = set(level, option, value)
        guard code == 0 else { throw .refused(doing: purpose(), errno: code) }
    }

    /// Binds to an address.
    ///
    /// - Throws: Among others ``TransportError/addressInUse(_:)`` and ``TransportError/notThisHost(_:)``.
    func bind(to address: SocketAddress) throws(TransportError) {
        let code = address.withNative { Glibc.bind(descriptor, $0, $1) == 0 ? 0 : errno }
        guard code == 0 else { throw TransportError(errno: code, binding: address) }
    }

    /// The address and port it is bound to.
    func localAddress() throws(TransportError) -> SocketAddress {
        var native = clinux_address()
        var size = socklen_t(MemoryLayout<clinux_address>.size)
        // A pointer to one member of a C union would be one to a copy.
        let code = withUnsafeMutablePointer(to: &native) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                getsockname(descriptor, $0, &size) == 0 ? 0 : errno
            }
        }
        guard code == 0, let address = SocketAddress(native) else {
            throw .refused(doing: "tell a socket's address", errno: code)
        }
        return address
    }

    /// Sends one datagram without waiting.
    func send(_ bytes: Span<UInt8>, to address: SocketAddress) throws(TransportError) {
        let code = bytes.withUnsafeBytes { bytes in
            address.withNative { native, size in
                sendto(
                    descriptor, bytes.baseAddress, bytes.count, CInt(MSG_DONTWAIT | MSG_NOSIGNAL),
                    native, size) >= 0 ? 0 : errno
            }
        }
        guard code == 0 else { throw TransportError(errno: code, sendingTo: address) }
    }
}

extension SocketAddress {
    /// Lends the address in the form that system calls take.
    func withNative<Result>(_ body: (UnsafePointer<sockaddr>, socklen_t) -> Result) -> Result {
        let native = native
        let size = family == .ipv4 ? MemoryLayout<sockaddr_in>.size : MemoryLayout<sockaddr_in6>.size
        return withUnsafePointer(to: native) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { body($0, socklen_t(size)) }
        }
    }
}

extension SocketAddress.Family {
    /// "IPv4" or "IPv6".
    package var name: String {
        switch self {
        case .ipv4: "IPv4"
        case .ipv6: "IPv6"
        }
    }
}
