import Testing
import Transport

/// Two hosts on one segment, as two network namespaces.
@Suite(.enabled(if: Namespaces.available, "needs root, iproute2, IPv6 and network namespaces"))
struct NamespaceTests {
    @Test(
        "a group is heard across the segment, both ways",
        arguments: ["239.2.11.71", "ff15::ef02:b47"], [nil, "wire"])
    func bothWays(group: String, interface: String?) throws {
        let hosts = try Namespaces()
        try hosts.up()
        for (speaker, listener) in [(hosts.near, hosts.far), (hosts.far, hosts.near)] {
            var receiver = try listener.run {
                try UDPReceiver(
                    listeningOn: #require(SocketAddress(host: group, port: 0)), interface: interface)
            }
            let place = receiver.address
            let names = receiver.joinedInterfaces
            #expect(names == (interface.map { [$0] } ?? ["lo", "wire"]))
            var sender = try speaker.run { try UDPSender(interface: interface) }
            let report = try speaker.run { sender.send(DatagramBatch("frame", "frame 2"), to: [place]) }
            #expect(report.sent == 2, "\(report)")
            let heard = try receiver.hear(2)
            #expect(heard.map(\.text) == ["frame", "frame 2"])
            #expect(heard.allSatisfy { $0.envelope.isMulticast && $0.envelope.interface != 1 })
            // The answer finds the way back.
            let source = try #require(heard.first?.envelope.source)
            try receiver.send("describe".utf8.span, to: source)
            #expect(try sender.hear(1).map(\.text) == ["describe"])
        }
    }

    @Test("without a route a group leaves by the interface there is, and that is told once")
    func picks() throws {
        let hosts = try Namespaces()
        try hosts.up()
        var receiver = try hosts.far.run { try UDPReceiver(listeningOn: address("239.2.11.71:0")) }
        let place = receiver.address
        var sender = try UDPSender()
        let reports = try hosts.near.run {
            [sender.send(DatagramBatch("one"), to: [place]), sender.send(DatagramBatch("two"), to: [place])]
        }
        #expect(reports.map(\.sent) == [1, 1])
        #expect(reports.map(\.pickedInterface) == ["wire", nil])
        #expect(try receiver.hear(2).map(\.text) == ["one", "two"])
    }

    @Test("on a host with nothing but loopback a group stays on loopback, until there is more")
    func loopback() throws {
        let hosts = try Namespaces()
        var receiver = try hosts.near.run { try UDPReceiver(listeningOn: address("239.2.11.71:0")) }
        let place = receiver.address
        var sender = try UDPSender()
        let alone = try hosts.near.run { sender.send(DatagramBatch("alone"), to: [place]) }
        #expect(alone.sent == 1 && alone.pickedInterface == "lo")
        #expect(try receiver.hear(1).map(\.text) == ["alone"])

        try hosts.up()
        let joining = try hosts.near.run { try receiver.rejoin() }
        #expect(joining.joined == ["wire"] && joining.failed.isEmpty)
        let connected = try hosts.near.run { sender.send(DatagramBatch("connected"), to: [place]) }
        #expect(connected.sent == 1 && connected.pickedInterface == "wire")
        let heard = try receiver.hear(1)
        #expect(heard.map(\.text) == ["connected"])
    }

    @Test("an interface that was asked for, went and came back is used again", arguments: ["239.2.11.71", "ff15::1"])
    func comesBack(group: String) throws {
        let hosts = try Namespaces()
        try hosts.up()
        var receiver = try hosts.far.run {
            try UDPReceiver(listeningOn: #require(SocketAddress(host: group, port: 0)), interface: "wire")
        }
        let place = receiver.address
        var sender = try hosts.near.run { try UDPSender(interface: "wire") }
        let before = try hosts.near.run { sender.send(DatagramBatch("before"), to: [place]) }
        #expect(before.sent == 1)

        try ip("-n", hosts.near.name, "link", "delete", "wire")
        let away = try hosts.near.run { sender.send(DatagramBatch("away"), to: [place]) }
        #expect(away.outcomes.first?.error == .noInterface("wire", available: ["lo"]))
        let deaf = #expect(throws: TransportError.self) { _ = try hosts.far.run { try receiver.rejoin() } }
        #expect(deaf == .noInterface("wire", available: ["lo"]))
        let names = receiver.joinedInterfaces
        #expect(names.isEmpty)

        try hosts.connect()
        try hosts.up()
        let joining = try hosts.far.run { try receiver.rejoin() }
        #expect(joining.joined == ["wire"])
        let after = try hosts.near.run { sender.send(DatagramBatch("after"), to: [place]) }
        #expect(after.sent == 1, "\(after)")
        #expect(try receiver.hear(2).map(\.text) == ["before", "after"])
    }

    @Test("an address that no route leads to is told", arguments: ["192.0.2.1", "2001:db8::1"])
    func noRoute(host: String) throws {
        let hosts = try Namespaces()
        let place = try #require(SocketAddress(host: host, port: 8649))
        var sender = try UDPSender()
        let report = try hosts.near.run { sender.send(DatagramBatch("x"), to: [place]) }
        #expect(report.outcomes.first?.error?.description == "no route to \(place)")
    }
}
