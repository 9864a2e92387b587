import Parsers
import Procfs
import TestKit
import Testing

@Suite("Bond")
struct BondTests {
    @Test("with a switch that speaks 802.3ad: slaves, aggregators, partners")
    func lacp() throws {
        let bond = try Bond(FixtureHost.hypervisor.first.proc)
        #expect(bond.mode == .lacp)
        #expect(bond.isUp == true)
        #expect(bond.activeSlave == nil)
        #expect(bond.activeAggregator == 1)
        #expect(bond.slaves.map(\.name) == ["eno1", "eno2"])
        #expect(bond.slavesUp == 2)
        #expect(bond.failures == 2)
        #expect(bond.mismatched == 0)
        #expect(bond.churned == 0)
        let slave = try #require(bond.slaves.last)
        #expect(slave.speed == 10_000_000_000)
        #expect(slave.isFullDuplex == true)
        #expect(slave.aggregator == 1)
        #expect(slave.hasPartner == true)
        #expect(bond.slaves.map(bond.isActive) == [true, true])
    }

    @Test("a slave in an aggregator of its own, without an answer, is told of")
    func mismatch() throws {
        let bond = try Bond(FixtureHost.hypervisor.second.proc)
        #expect(bond.failures == 5)
        #expect(bond.mismatched == 1)
        #expect(bond.churned == 1)
        #expect(bond.slaves.map(\.hasPartner) == [true, false])
        #expect(bond.slaves.map(bond.isActive) == [true, false])
    }

    @Test("to the unprivileged the kernel names neither the active aggregator nor partners: the largest one is meant")
    func unprivileged() throws {
        let bond = try Bond(
            """
            Bonding Mode: IEEE 802.3ad Dynamic link aggregation
            MII Status: up

            802.3ad info
            LACP active: on
            LACP rate: slow
            Min links: 0
            Aggregator selection policy (ad_select): stable

            """ + Self.slave("eth0", "Aggregator ID: 3\nActor Churn State: none\nPartner Churn State: churned")
                + Self.slave("eth1", "Aggregator ID: 4\nActor Churn State: none\nPartner Churn State: none")
                + Self.slave("eth2", "Aggregator ID: 4\nActor Churn State: monitoring\nPartner Churn State: none"))
        #expect(bond.activeAggregator == nil)
        #expect(bond.mismatched == 1)
        #expect(bond.churned == 1)
        #expect(bond.slaves.map(bond.isActive) == [nil, nil, nil])
    }

    @Test("without any answer from a switch all are mismatched, whether told by slave or, as before Linux 4.0, in one")
    func noPartner() throws {
        let bond = try Bond(
            """
            Bonding Mode: IEEE 802.3ad Dynamic link aggregation
            MII Status: up
            802.3ad info
            Active Aggregator Info:
            \tAggregator ID: 1
            \tPartner Mac Address: 00:00:00:00:00:00

            """ + Self.slave("eth0", "Aggregator ID: 1") + Self.slave("eth1", "Aggregator ID: N/A"))
        #expect(bond.mismatched == 2)
        #expect(bond.churned == nil)
        #expect(bond.slaves.map(\.aggregator) == [1, nil])
    }

    @Test("one active slave, the other's link gone")
    func activeBackup() throws {
        let bond = try Bond(
            """
            Ethernet Channel Bonding Driver: v3.7.1 (April 27, 2011)

            Bonding Mode: fault-tolerance (active-backup) (fail_over_mac active)
            Primary Slave: None
            Currently Active Slave: eth1
            MII Status: up
            MII Polling Interval (ms): 100
            Up Delay (ms): 200
            Down Delay (ms): 200
            ARP Polling Interval (ms): 1000
            ARP IP target/s (n.n.n.n form): 192.168.1.1

            Slave Interface: eth0
            MII Status: going back
            Speed: Unknown
            Duplex: Unknown
            Link Failure Count: 4294967295
            Permanent HW addr: 52:54:00:12:34:56
            Slave queue ID: 0

            Slave Interface: eth1
            MII Status: up
            Speed: 1000 Mbps
            Duplex: half
            Link Failure Count: 1
            Permanent HW addr: 52:54:00:12:34:57
            Slave queue ID: 0

            """)
        #expect(bond.mode?.name == "active-backup")
        #expect(bond.activeSlave == "eth1")
        #expect(bond.slavesUp == 1)
        #expect(bond.failures == 4_294_967_296)
        #expect(bond.mismatched == nil)
        #expect(bond.churned == nil)
        #expect(bond.slaves.map(\.speed) == [nil, 1_000_000_000])
        #expect(bond.slaves.map(\.isFullDuplex) == [nil, false])
        #expect(bond.slaves.map(bond.isActive) == [false, true])
    }

    @Test("an old kernel tells neither speed nor duplex; no slave is active")
    func old() throws {
        let bond = try Bond(
            """
            Ethernet Channel Bonding Driver: v3.4.0 (October 7, 2008)

            Bonding Mode: fault-tolerance (active-backup)
            Primary Slave: eth0
            Currently Active Slave: None
            MII Status: down

            Slave Interface: eth0
            MII Status: down
            Link Failure Count: 7
            Permanent HW addr: 00:16:3e:00:00:01

            """)
        #expect(bond.isUp == false)
        #expect(bond.activeSlave == nil)
        #expect(bond.slaves.map(\.speed) == [nil])
        #expect(bond.slaves.map(bond.isActive) == [false])
    }

    @Test(
        "knows every mode by the kernel's words",
        arguments: [
            ("load balancing (round-robin)", "balance-rr", 0), ("fault-tolerance (active-backup)", "active-backup", 1),
            ("load balancing (xor)", "balance-xor", 2), ("fault-tolerance (broadcast)", "broadcast", 3),
            ("IEEE 802.3ad Dynamic link aggregation", "802.3ad", 4), ("transmit load balancing", "balance-tlb", 5),
            ("adaptive load balancing", "balance-alb", 6),
        ])
    func modes(words: String, name: String, number: UInt64) throws {
        let bond = try Bond("Bonding Mode: \(words)\nMII Status: up\n")
        #expect(bond.mode?.name == name)
        #expect(bond.mode?.rawValue == number)
        #expect(bond.slaves.isEmpty)
        #expect(bond.failures == nil)
    }

    @Test("of a mode that is not known there is no word, and of its slaves not whether they are active")
    func unknownMode() throws {
        let bond = try Bond("Bonding Mode: quantum\n" + Self.slave("eth0", "Speed: -1 Mbps"))
        #expect(bond.mode == nil)
        #expect(bond.slaves.map(bond.isActive) == [nil])
        #expect(bond.slaves.map(\.speed) == [nil])
    }

    @Test("a speed that is -1 in 16 or 32 bits is unknown", arguments: ["65535", "4294967295", "18446744073709551615"])
    func unknownSpeed(megabits: String) throws {
        let bond = try Bond("Bonding Mode: x\n" + Self.slave("eth0", "Speed: \(megabits) Mbps"))
        #expect(bond.slaves.map(\.speed) == [nil])
    }

    @Test("a slave that left is forgotten, and one that came back knows nothing of before")
    func reuse() throws {
        var bond = Bond()
        let head = "Bonding Mode: load balancing (xor)\n"
        for (text, names) in [
            (Self.slave("a", "Speed: 10 Mbps") + Self.slave("b"), ["a", "b"]), (Self.slave("b"), ["b"]),
            (Self.slave("b") + Self.slave("a"), ["b", "a"]), ("", []),
        ] {
            try parse(head + text) { (bytes) throws(ProcfsError) in try bond.parse(bytes) }
            #expect(bond.slaves.map(\.name) == names)
        }
        try parse(head + Self.slave("a")) { (bytes) throws(ProcfsError) in try bond.parse(bytes) }
        #expect(bond.slaves.map(\.speed) == [nil])
    }

    @Test(
        "says what it expected and what it found",
        arguments: [
            ("", #"net/bonding: expected Bonding Mode, found """#),
            ("Bonding Mode: x", #"net/bonding: expected end of line, found "Bonding Mode: x""#),
            (
                "Bonding Mode: x\nMII Status: sideways\n",
                #"net/bonding: expected MII Status up or down, found "sideways""#
            ),
            ("Bonding Mode: x\nSlave Interface:\n", #"net/bonding: expected slave's name, found """#),
            (
                "Bonding Mode: x\nSlave Interface: a\nSpeed: fast\n",
                #"net/bonding: expected speed in Mbps, found "fast""#
            ),
            (
                "Bonding Mode: x\nSlave Interface: a\nLink Failure Count: -1\n",
                #"net/bonding: expected link failures, found "-1""#
            ),
            (
                "Bonding Mode: x\nSlave Interface: a\nAggregator ID: \u{1}\n",
                #"net/bonding: expected aggregator, found "\x01""#
            ),
            ("Bonding Mode: x\n\tAggregator ID: 1.5\n", #"net/bonding: expected aggregator, found "1.5""#),
        ])
    func malformed(text: String, message: String) {
        let error = #expect(throws: ProcfsError.self) { try Bond(text) }
        #expect(error?.description == message)
    }

    @Test("after an error nothing is left of the reading before")
    func empty() throws {
        var bond = try Bond(FixtureHost.hypervisor.first.proc)
        #expect(throws: ProcfsError.self) { try parse("x\n") { (bytes) throws(ProcfsError) in try bond.parse(bytes) } }
        #expect(bond == Bond())
    }

    @Test("more slaves than a bond can have are refused")
    func many() {
        let text = "Bonding Mode: x\n" + (0...256).map { Self.slave("s\($0)") }.joined()
        #expect(throws: ProcfsError.malformed(path: "net/bonding", expected: "slave's name", found: "s256")) {
            try Bond(text)
        }
    }

    private static func slave(_ name: String, _ lines: String = "Link Failure Count: 0") -> String {
        "\nSlave Interface: \(name)\nMII Status: up\n\(lines)\n"
    }
}
