import Dispatch
import Glibc
import MetricModel
import Transport

/// Finds the names of Ganglia senders' addresses, on a thread of its own since a silent DNS server blocks for long.
final class ReverseNames: Sendable {
    private let queue = DispatchQueue(label: "reverse-names")

    /// Looks a name up and hands it over; nil if the address has none that is valid.
    func resolve(_ address: String, _ done: @escaping @Sendable (HostName?) -> Void) {
        queue.async { done(Self.name(of: address)) }
    }

    private static func name(of address: String) -> HostName? {
        var hints = addrinfo()
        hints.ai_flags = CInt(AI_NUMERICHOST)
        hints.ai_socktype = CInt(SOCK_DGRAM.rawValue)
        var list: UnsafeMutablePointer<addrinfo>?
        guard getaddrinfo(address, nil, &hints, &list) == 0, let info = list else { return nil }
        defer { freeaddrinfo(list) }
        var name = [CChar](repeating: 0, count: Int(NI_MAXHOST))
        let result = getnameinfo(
            info.pointee.ai_addr, info.pointee.ai_addrlen, &name, socklen_t(name.count), nil, 0, NI_NAMEREQD)
        guard result == 0 else { return nil }
        return HostName(String(decoding: name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self))
    }
}
