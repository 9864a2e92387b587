import Glibc

/// One network interface of this host, as `ip link` shows it.
package struct NetworkInterface: Hashable, Sendable {
    package let name: String
    /// The kernel's number for it, 1 or more; an interface that is made anew gets a new one.
    package let index: UInt32
    /// Switched on (`IFF_UP`), with or without a cable.
    package let isUp: Bool
    /// Ready to carry packets (`IFF_RUNNING`).
    package let isRunning: Bool
    package let isLoopback: Bool
    /// Whether it knows multicast (`IFF_MULTICAST`).
    ///
    /// Loopback does not say so, and yet carries it.
    package let isMulticast: Bool
    /// Its own addresses, port 0.
    package let addresses: [SocketAddress]

    package init(
        name: String, index: UInt32, isUp: Bool = true, isRunning: Bool = true, isLoopback: Bool = false,
        isMulticast: Bool = true, addresses: [SocketAddress] = []
    ) {
        self.name = name
        self.index = index
        self.isUp = isUp
        self.isRunning = isRunning
        self.isLoopback = isLoopback
        self.isMulticast = isMulticast
        self.addresses = addresses
    }

    /// Whether multicast can be sent and heard on it.
    package var carriesMulticast: Bool { isUp && (isMulticast || isLoopback) }

    package func hasAddress(of family: SocketAddress.Family) -> Bool { addresses.contains { $0.family == family } }

    /// The name of the interface with that index; nil if there is none.
    static func name(ofIndex index: UInt32) -> String? {
        withUnsafeTemporaryAllocation(of: CChar.self, capacity: Int(IF_NAMESIZE)) { room in
            room.baseAddress.flatMap { if_indextoname(index, $0) }.map { String(cString: $0) }
        }
    }
}
