import Glibc

/// The network interfaces of this host at one moment, in the order of their indexes.
package struct NetworkInterfaces: Sendable, Equatable {
    package let all: [NetworkInterface]

    package init(_ all: [NetworkInterface]) {
        self.all = all.sorted { $0.index < $1.index }
    }

    /// What the kernel has now (`getifaddrs(3)`); costs some tens of microseconds.
    package static func current() throws(TransportError) -> NetworkInterfaces {
        var list: UnsafeMutablePointer<ifaddrs>?
        guard getifaddrs(&list) == 0 else { throw .refused(doing: "list the network interfaces", errno: errno) }
        defer { freeifaddrs(list) }
        var found: [NetworkInterface] = []
        var entry = list
        while let current = entry?.pointee {
            entry = current.ifa_next
            let label = String(cString: current.ifa_name)
            // An IPv4 address may carry a label of its own, "eth0:1", instead of the interface's name.
            let name = label.cut(at: ":")?.before ?? label
            let index = if_nametoindex(name)
            guard index != 0 else { continue }
            let flags = current.ifa_flags
            let address = SocketAddress(current.ifa_addr).map { [$0] } ?? []
            // Each interface comes once for itself and once for each of its addresses.
            let known = found.firstIndex { $0.index == index }
            let interface = NetworkInterface(
                name: name, index: index, isUp: flags.has(IFF_UP), isRunning: flags.has(IFF_RUNNING),
                isLoopback: flags.has(IFF_LOOPBACK), isMulticast: flags.has(IFF_MULTICAST),
                addresses: (known.map { found[$0].addresses } ?? []) + address)
            if let known { found[known] = interface } else { found.append(interface) }
        }
        return NetworkInterfaces(found)
    }

    /// The interface of that name.
    ///
    /// - Throws: ``TransportError/noInterface(_:available:)``.
    package func named(_ name: String) throws(TransportError) -> NetworkInterface {
        guard let interface = all.first(where: { $0.name == name }) else {
            throw .noInterface(name, available: all.map(\.name))
        }
        return interface
    }

    /// Those on which a group can be heard, with those that have an address of the family in front: the kernel lets one
    /// IPv4 socket join on 20 interfaces only (`net.ipv4.igmp_max_memberships`), and the ports of a bridge must not use
    /// them up.
    package func forHearing(_ family: SocketAddress.Family) -> [NetworkInterface] {
        let able = all.filter(\.carriesMulticast)
        return able.filter { $0.hasAddress(of: family) } + able.filter { !$0.hasAddress(of: family) }
    }

    /// The one to send a group's datagrams by when the routing table knows none: the first that runs and is not loopback,
    /// better with an address of the family than without, better with a cable than without; else loopback; nil if all
    /// are down.
    package func forSending(_ family: SocketAddress.Family) -> NetworkInterface? {
        let able = forHearing(family)
        let real = able.filter { !$0.isLoopback }
        return real.first(where: \.isRunning) ?? real.first ?? able.first
    }
}

extension UInt32 {
    fileprivate func has(_ flag: Int) -> Bool { Int(self) & flag != 0 }
}
