import Foundation
import Parsers
import Procfs
import TestKit
import Testing

@Suite("NetworkInterface")
struct NetworkInterfaceTests {
    @Test(
        "is known by its name where /sys does not know it",
        arguments: [
            ("lo", .loopback), ("eth0", .ethernet), ("enp3s0f1", .ethernet), ("wlan0", .ethernet), ("ib0", .ethernet),
            ("veth1a2b", .veth), ("cali0123", .veth), ("docker0", .bridge), ("br-0123", .bridge), ("virbr0", .bridge),
            ("bond0", .bond), ("bond0.7", .vlan), ("eth0.100", .vlan), ("vlan5", .vlan), ("eth0.4095", .ethernet),
            ("eth0.0", .ethernet), (".5", .ethernet), ("eth0.x", .ethernet), ("tun0", .tun), ("tap3", .tun),
            ("vnet2", .tun), ("wg0", .tunnel), ("sit0", .tunnel), ("ppp0", .tunnel), ("dummy0", .virtual),
            ("ifb1", .virtual), ("", .ethernet), ("..", .ethernet), ("a/b", .ethernet),
        ] as [(String, NetworkInterface.Kind)])
    func byName(name: String, kind: NetworkInterface.Kind) {
        #expect(NetworkInterface(name, proc: ProcRoot("/nowhere"), sys: SysRoot("/nowhere")).kind == kind)
    }

    @Test(
        "is what the fixture hosts say it is",
        arguments: [
            ("hypervisor", "lo", .loopback), ("hypervisor", "eno1", .ethernet), ("hypervisor", "bond0", .bond),
            ("hypervisor", "bond0.100", .vlan), ("hypervisor", "br0", .bridge), ("hypervisor", "tap7", .tun),
            ("hypervisor", "veth1a2b3c4", .veth), ("container", "eth0", .ethernet), ("kernel-4.19", "docker0", .bridge),
            ("odd-names", "end0.100", .vlan), ("odd-names", "wlp0s20f3.4094x", .ethernet),
            ("odd-names", "p1@home", .ethernet), ("odd-names", "wg-büro", .tunnel), ("idle-vm", "eth0", .ethernet),
            ("idle-vm", "ifb0", .virtual), ("spanning-tree", "br-lan", .bridge), ("spanning-tree", "port0", .ethernet),
        ] as [(String, String, NetworkInterface.Kind)])
    func bySys(host: String, name: String, kind: NetworkInterface.Kind) {
        let moment = FixtureHost(name: host).first
        #expect(NetworkInterface(name, proc: moment.proc, sys: moment.sys).kind == kind)
    }

    @Test(
        "beside a card, what has no device is no wire, whatever its name; without one it may be a container's",
        arguments: [
            // The far end of a container's wire, as networks of clouds name it.
            (["ifindex": "9", "iflink": "3"], .veth, .ethernet),
            // An ifb or dummy that was renamed.
            (["ifindex": "9", "iflink": "9"], .virtual, .ethernet),
            // A macvlan, whose packets pass the card below.
            (["ifindex": "9", "iflink": "2", "lower_eth0/ifindex": "2"], .virtual, .virtual),
            // A VRF or team over cards.
            (
                ["ifindex": "9", "iflink": "9", "lower_eth0/ifindex": "2", "lower_eth1/ifindex": "3"], .virtual,
                .virtual
            ),
            (["ifindex": "9", "bridge/stp_state": "0"], .bridge, .bridge),
        ] as [([String: String], NetworkInterface.Kind, NetworkInterface.Kind)])
    func withoutDevice(files: [String: String], besideCard: NetworkInterface.Kind, alone: NetworkInterface.Kind) throws
    {
        let host = try Sys(["x0": files, "eth0": ["ifindex": "2", "device/vendor": "0x8086"]])
        #expect(host.kind(of: "x0") == besideCard)
        #expect(host.kind(of: "eth0") == .ethernet)
        let container = try Sys(["x0": files])
        #expect(container.kind(of: "x0") == alone)
    }

    @Test(
        "a card counts unless its packets are counted elsewhere",
        arguments: [
            (["device/vendor": "0x15b3"], .ethernet),
            // A slave of a bond, whose folder has no device, and a port of a bridge.
            (["device/vendor": "0x15b3", "master/bonding/mode": "802.3ad 4"], .ethernet),
            (["device/vendor": "0x15b3", "master/bridge/stp_state": "0"], .ethernet),
            // The fast way below a cloud's virtual card, which counts both ways.
            (["device/vendor": "0x15b3", "master/device/vendor": "0x0"], .path),
            // A card's own name for its port, and the end of a virtual machine's function.
            (["device/vendor": "0x15b3", "phys_port_name": "p0"], .ethernet),
            (["device/vendor": "0x15b3", "phys_port_name": "pf0vf3"], .tun),
            (["device/vendor": "0x15b3", "phys_port_name": "c1pf0sf88"], .tun),
            // A port of a switch chip: its packets pass the interface that the chip hangs on.
            (["device/vendor": "0x15b3", "uevent": "DEVTYPE=dsa"], .virtual),
            (["device/vendor": "0x15b3", "uevent": "DEVTYPE=wlan"], .ethernet),
        ] as [([String: String], NetworkInterface.Kind)])
    func cards(files: [String: String], kind: NetworkInterface.Kind) throws {
        let host = try Sys(["x0": files.merging(["ifindex": "2"]) { $1 }])
        #expect(host.kind(of: "x0") == kind)
        #expect(NetworkInterface("x0", proc: ProcRoot("/nowhere"), sys: host.root).isSummed == (kind == .ethernet))
    }

    @Test("a VLAN is known by its file, which the unprivileged may see but not read")
    func unreadableVLAN() throws {
        let folder = try TemporaryFolder()
        defer { withExtendedLifetime(folder) {} }
        try FileManager.default.createDirectory(
            atPath: "\(folder.path)/net/vlan/office", withIntermediateDirectories: true)
        let interface = NetworkInterface("office", proc: ProcRoot(folder.path), sys: SysRoot("/nowhere"))
        #expect(interface.kind == .vlan)
    }

    /// A `/sys` with these interfaces and their files.
    private final class Sys {
        private let folder: TemporaryFolder

        init(_ interfaces: [String: [String: String]]) throws {
            folder = try TemporaryFolder()
            for (name, files) in interfaces {
                for (path, text) in files {
                    let file = URL(filePath: "\(folder.path)/class/net/\(name)/\(path)")
                    try FileManager.default.createDirectory(
                        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
                    try Data("\(text)\n".utf8).write(to: file)
                }
            }
        }

        var root: SysRoot { SysRoot(folder.path) }

        func kind(of name: String) -> NetworkInterface.Kind {
            NetworkInterface(name, proc: ProcRoot("/nowhere"), sys: root).kind
        }
    }

    @Test(
        "only what has a wire is summed; only the ends into containers are not shown",
        arguments: [
            ("eth0", true, true), ("lo", false, true), ("veth0", false, false), ("br-1", false, true),
            ("bond0", false, true), ("eth0.5", false, true), ("tap0", false, true), ("dummy0", false, true),
        ])
    func counts(name: String, isSummed: Bool, isShown: Bool) {
        let interface = NetworkInterface(name, proc: ProcRoot("/nowhere"), sys: SysRoot("/nowhere"))
        #expect(interface.isSummed == isSummed)
        #expect(interface.isShown == isShown)
    }
}
