/// What an interface is, and so whether it counts.
///
/// Asked once, when the interface appears: costs some system calls.
package struct NetworkInterface: Sendable, Equatable {
    package let name: String
    package let kind: Kind
    /// Whether `/sys` tells its speed and the speed is a wire's.
    ///
    /// Paravirtual drivers and pairs of virtual ends make one up.
    package let hasRealSpeed: Bool
    /// The kernel's number for it, which netlink uses; nil where `/sys` does not tell.
    package let index: Int?

    package enum Kind: Sendable, Hashable, CaseIterable {
        /// A card, or what a virtual machine or container takes for one.
        case ethernet
        case loopback
        /// One end of a pair, the other one usually in a container.
        case veth
        case bridge
        /// Several interfaces made one: bonding or team.
        case bond
        case vlan
        /// A virtual machine's or a program's end: tun, tap.
        case tun
        /// WireGuard, GRE, VXLAN and the like: its packets leave through another interface.
        case tunnel
        /// Another interface without a wire: dummy, ifb, macvlan, the port of a switch chip behind another interface.
        case virtual
        /// A card below another interface that counts its packets too: the fast way of a cloud's virtual card.
        case path
    }

    /// Whether the interface counts in the host's total: only what has a wire, so that nothing counts twice.
    package var isSummed: Bool { kind == .ethernet }

    /// Whether the interface has graphs of its own; the ends that lead into containers come and go and have none.
    package var isShown: Bool { kind != .veth }

    /// Whether anybody wants its numbers.
    package var isWanted: Bool { isSummed || isShown }

    /// Whether it is worth watching as a link: what has a wire, and what is built on such.
    ///
    /// The ends of virtual machines and containers come and go with them.
    package var hasLink: Bool {
        switch kind {
        case .ethernet, .bond, .bridge, .vlan, .path: true
        case .loopback, .veth, .tun, .tunnel, .virtual: false
        }
    }
}

extension NetworkInterface {
    /// Asks `/sys` and `/proc/net/vlan`, and the name where they do not tell.
    package init(_ name: String, proc: ProcRoot, sys: SysRoot) {
        self.name = name
        let kind = Self.kind(of: name, proc: proc, sys: sys) ?? Self.guess(name)
        self.kind = kind
        let isFolder = SysRoot.folder(name) == name
        index = isFolder ? sys.line("class/net/\(name)/ifindex").flatMap { Int($0) } : nil
        hasRealSpeed =
            switch kind {
            case .bond: true
            case .ethernet: isFolder && Self.hasRealDriver(name, sys)
            default: false
            }
    }

    /// Whether a device stands behind the interface whose driver is not a hypervisor's.
    private static func hasRealDriver(_ name: String, _ sys: SysRoot) -> Bool {
        let driver = sys.value(of: "DRIVER", in: "class/net/\(name)/device/uevent")
        guard let driver else { return false }
        return !["virtio_net", "vmxnet3", "vif", "xen_netfront", "hv_netvsc", "ena", "gve"].contains(driver)
    }

    private static func kind(of name: String, proc: ProcRoot, sys: SysRoot) -> Kind? {
        guard let folder = SysRoot.folder(name), folder == name else { return nil }
        let path = "class/net/\(name)"
        // ARPHRD_LOOPBACK
        if sys.line("\(path)/type") == "772" { return .loopback }
        if sys.has("\(path)/bridge") { return .bridge }
        if sys.has("\(path)/bonding") { return .bond }
        if sys.has("\(path)/tun_flags") { return .tun }
        // Only the privileged may read it.
        if proc.has("net/vlan/\(name)") { return .vlan }
        switch sys.line("\(path)/uevent") {
        case "DEVTYPE=vlan": return .vlan
        case "DEVTYPE=bridge": return .bridge
        case "DEVTYPE=bond": return .bond
        case "DEVTYPE=vxlan", "DEVTYPE=geneve", "DEVTYPE=wireguard", "DEVTYPE=gre": return .tunnel
        case "DEVTYPE=dsa": return .virtual
        default: break
        }
        if isCard(path, sys) { return kind(ofCard: path, in: sys) }
        return sys.has("\(path)/ifindex") ? kind(ofVirtual: name, in: sys) : nil
    }

    /// Whether hardware, or what a hypervisor makes look like it, stands behind the interface.
    private static func isCard(_ path: String, _ sys: SysRoot) -> Bool { sys.has("\(path)/device") }

    private static func kind(ofCard path: String, in sys: SysRoot) -> Kind {
        // The card's end of a virtual machine's function: `pf0vf3`, `c1pf0sf88`.
        if let port = sys.line("\(path)/phys_port_name"), port.contains("pf"),
            port.contains("vf") || port.contains("sf")
        {
            return .tun
        }
        // Bonds, bridges and the like have no device of their own.
        return isCard("\(path)/master", sys) ? .path : .ethernet
    }

    /// What an interface without a device is, if neither the kernel nor its name tells.
    private static func kind(ofVirtual name: String, in sys: SysRoot) -> Kind {
        let guess = guess(name)
        guard guess == .ethernet else { return guess }
        let path = "class/net/\(name)"
        // A macvlan, a team, a VRF: its packets pass another interface of this host.
        if sys.hasEntry("lower_", in: path) { return .virtual }
        // A container has nothing better than one end of a pair.
        guard hasCard(sys) else { return .ethernet }
        return sys.line("\(path)/iflink") == sys.line("\(path)/ifindex") ? .virtual : .veth
    }

    private static func hasCard(_ sys: SysRoot) -> Bool {
        var folder = sys.folder("class/net")
        _ = folder.list()
        return folder.names.contains { isCard("class/net/\($0)", sys) }
    }

    private static func guess(_ name: String) -> Kind {
        if name == "lo" { return .loopback }
        if let dot = name.lastIndex(of: "."), dot != name.startIndex {
            let id = name[name.index(after: dot)...]
            if id.count <= 4, let number = Int(id), 1...4094 ~= number { return .vlan }
        }
        let rule = prefixes.first { name.hasPrefix($0.prefix) }
        return rule?.kind ?? .ethernet
    }

    private static let prefixes: [(prefix: String, kind: Kind)] = [
        ("veth", .veth), ("cali", .veth), ("lxc", .veth), ("vnet", .tun), ("tap", .tun), ("tun", .tun),
        ("br-", .bridge), ("virbr", .bridge), ("docker", .bridge), ("vmbr", .bridge), ("cni", .bridge),
        ("ovs-", .bridge), ("bond", .bond), ("team", .bond), ("vlan", .vlan), ("wg", .tunnel), ("gre", .tunnel),
        ("erspan", .tunnel), ("sit", .tunnel), ("ip6tnl", .tunnel), ("ip6gre", .tunnel), ("ip_vti", .tunnel),
        ("ip6_vti", .tunnel), ("tunl", .tunnel), ("vxlan", .tunnel), ("geneve", .tunnel), ("flannel", .tunnel),
        ("ppp", .tunnel), ("dummy", .virtual), ("ifb", .virtual), ("macvlan", .virtual), ("macvtap", .virtual),
        ("ipvlan", .virtual), ("kube-", .virtual), ("nlmon", .virtual),
    ]
}
