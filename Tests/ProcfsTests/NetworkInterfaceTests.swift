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
            ("idle-vm", "ifb0", .virtual),
        ] as [(String, String, NetworkInterface.Kind)])
    func bySys(host: String, name: String, kind: NetworkInterface.Kind) {
        let moment = FixtureHost(name: host).first
        #expect(NetworkInterface(name, proc: moment.proc, sys: moment.sys).kind == kind)
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
