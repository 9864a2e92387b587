import Glibc

extension Socket {
    /// Chooses the interface by which multicast leaves; 0 leaves it to the routing table.
    ///
    /// - Returns: The kernel's error, 0 if none.
    func setMulticastInterface(_ index: UInt32, _ family: SocketAddress.Family) -> CInt {
        switch family {
        case .ipv4: set(CInt(IPPROTO_IP), IP_MULTICAST_IF, ip_mreqn(index: index))
        case .ipv6: set(CInt(IPPROTO_IPV6), IPV6_MULTICAST_IF, CInt(bitPattern: index))
        }
    }

    /// Sets how many routers multicast may pass, plus one, and that this host hears it too.
    func setMulticastReach(_ timeToLive: UInt8, _ family: SocketAddress.Family) throws(TransportError) {
        let hops = CInt(timeToLive)
        let on: CInt = 1
        switch family {
        case .ipv4:
            try require(CInt(IPPROTO_IP), IP_MULTICAST_TTL, hops, for: "set the multicast TTL")
            try require(CInt(IPPROTO_IP), IP_MULTICAST_LOOP, on, for: "loop multicast back")
        case .ipv6:
            try require(CInt(IPPROTO_IPV6), IPV6_MULTICAST_HOPS, hops, for: "set the multicast hop limit")
            try require(CInt(IPPROTO_IPV6), IPV6_MULTICAST_LOOP, on, for: "loop multicast back")
        }
    }

    /// Takes only the groups that this socket joined: else it hears every group that any program on the host joined.
    ///
    /// Kernels before 4.20 do not know it for IPv6, and then it is left.
    func hearOnlyJoinedGroups(_ family: SocketAddress.Family) {
        switch family {
        case .ipv4: _ = set(CInt(IPPROTO_IP), IP_MULTICAST_ALL, CInt(0))
        case .ipv6: _ = set(CInt(IPPROTO_IPV6), IPV6_MULTICAST_ALL, CInt(0))
        }
    }

    /// Joins a group on one interface; the kernel's error, 0 if it is joined now or was before.
    func join(_ group: SocketAddress, on index: UInt32) -> CInt {
        let code =
            switch group.family {
            case .ipv4: set(CInt(IPPROTO_IP), IP_ADD_MEMBERSHIP, ip_mreqn(group, index: index))
            case .ipv6: set(CInt(IPPROTO_IPV6), IPV6_ADD_MEMBERSHIP, ipv6_mreq(group, index: index))
            }
        return code == EADDRINUSE ? 0 : code
    }

    /// Leaves a group on one interface, which may have gone already.
    func leave(_ group: SocketAddress, on index: UInt32) {
        switch group.family {
        case .ipv4: _ = set(CInt(IPPROTO_IP), IP_DROP_MEMBERSHIP, ip_mreqn(group, index: index))
        case .ipv6: _ = set(CInt(IPPROTO_IPV6), IPV6_DROP_MEMBERSHIP, ipv6_mreq(group, index: index))
        }
    }
}

extension ip_mreqn {
    fileprivate init(_ group: SocketAddress? = nil, index: UInt32) {
        self.init()
        if let group { imr_multiaddr = group.in4 }
        imr_ifindex = CInt(bitPattern: index)
    }
}

extension ipv6_mreq {
    fileprivate init(_ group: SocketAddress, index: UInt32) {
        self.init()
        ipv6mr_multiaddr = group.in6
        ipv6mr_interface = index
    }
}
