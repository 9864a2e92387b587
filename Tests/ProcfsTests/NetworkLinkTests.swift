import Procfs
import TestKit
import Testing

@Suite("NetworkLink")
struct NetworkLinkTests {
    @Test(
        "the state is up, down, or not told",
        arguments: [
            ("up\n", 1), ("down\n", 0), ("lowerlayerdown\n", 0), ("dormant\n", 0), ("notpresent\n", 0),
            ("unknown\n", nil),
        ] as [(String, UInt64?)])
    func states(text: String, state: UInt64?) throws {
        #expect(try parse(text, NetworkLink.state) == state)
    }

    @Test(
        "speed is in bit/s, and what no wire says is nil",
        arguments: [
            (.speed, "1000\n", 1_000_000_000), (.speed, "800000\n", 800_000_000_000), (.speed, "-1\n", nil),
            (.speed, "4294967295\n", nil), (.speed, "0\n", nil), (.duplex, "full\n", 1), (.duplex, "half\n", 0),
            (.duplex, "unknown\n", nil), (.mtu, "1500\n", 1500), (.carrier, "1\n", 1), (.carrierChanges, "7\n", 7),
        ] as [(LinkKey, String, UInt64?)])
    func numbers(key: LinkKey, text: String, number: UInt64?) throws {
        let parsed = try parse(text) { (bytes) throws(ProcfsError) in try NetworkLink.number(key, bytes) }
        #expect(parsed == number)
    }

    @Test(
        "says what it expected and what it found",
        arguments: [
            (.speed, "fast\n", #"class/net: expected Mbit/s, found "fast""#),
            (.speed, "1000", #"class/net: expected end of line, found "1000""#),
            (.mtu, "-5\n", #"class/net: expected number, found "-5""#),
            (.mtu, "", #"class/net: expected number, found """#),
        ] as [(LinkKey, String, String)])
    func malformed(key: LinkKey, text: String, message: String) {
        let error = #expect(throws: ProcfsError.self) {
            try parse(text) { (bytes) throws(ProcfsError) in try NetworkLink.number(key, bytes) }
        }
        #expect(error?.description == message)
    }

    @Test(
        "a speed is real where a card's driver says it, or bonding of such",
        arguments: [
            ("hypervisor", "eno1", true), ("hypervisor", "bond0", true), ("hypervisor", "br0", false),
            ("hypervisor", "vnet0", false), ("hypervisor", "bond0.100", false), ("hypervisor", "lo", false),
            ("idle-vm", "eth0", false), ("container", "eth0", false), ("kernel-3.10", "eth0", true),
            ("odd-names", "p1@home", false),
        ])
    func real(host: String, name: String, isReal: Bool) {
        let moment = FixtureHost(name: host).first
        #expect(NetworkInterface(name, proc: moment.proc, sys: moment.sys).hasRealSpeed == isReal)
    }

    @Test("the kernel's number of an interface, where /sys knows it")
    func index() {
        let moment = FixtureHost.hypervisor.first
        #expect(NetworkInterface("tap7", proc: moment.proc, sys: moment.sys).index == 10)
        #expect(NetworkInterface("..", proc: moment.proc, sys: moment.sys).index == nil)
        #expect(NetworkInterface("absent", proc: moment.proc, sys: moment.sys).index == nil)
    }
}
