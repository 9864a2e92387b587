import Testing
import Transport

/// Groups heard on loopback, which every machine has.
@Suite struct MulticastTests {
    @Test("a group is heard on loopback, and told from unicast to the same port")
    func group() throws {
        var receiver = try UDPReceiver(listeningOn: address("239.2.11.71:0"), interface: "lo")
        let group = receiver.address
        let unicast = SocketAddress(ipv4: 0x7F00_0001, port: group.port)
        #expect(receiver.joinedInterfaces == ["lo"])
        var sender = try UDPSender(interface: "lo")
        let report = sender.send(DatagramBatch("frame"), to: [group, unicast])
        #expect(report.sent == 2 && report.pickedInterface == nil)
        let heard = try receiver.hear(2)
        #expect(heard.map(\.text) == ["frame", "frame"])
        #expect(heard.map(\.envelope.isMulticast) == [true, false])
        #expect(heard.map(\.envelope.interface) == [1, 1])
    }

    @Test("two programs may hear one group on one port")
    func shared() throws {
        var one = try UDPReceiver(listeningOn: address("239.2.11.72:0"), interface: "lo")
        let group = one.address
        var other = try UDPReceiver(listeningOn: group, interface: "lo")
        var sender = try UDPSender(interface: "lo")
        _ = sender.send(DatagramBatch("frame"), to: [group])
        #expect(try one.hear(1).map(\.text) == ["frame"])
        #expect(try other.hear(1).map(\.text) == ["frame"])
    }

    @Test("a program that listens by unicast does not share its port with a group")
    func unshared() throws {
        let unicast = try UDPReceiver(listeningOn: address("0.0.0.0:0"))
        let taken = unicast.address
        let group = try address("239.2.11.72:\(taken.port)")
        #expect(throws: TransportError.addressInUse(taken)) {
            _ = try UDPReceiver(listeningOn: group, interface: "lo")
        }
        #expect(unicast.descriptor >= 0)
    }

    @Test("a group that another program joined is not heard")
    func joinedOnly() throws {
        let neighbour = try UDPReceiver(listeningOn: address("239.2.11.73:0"), interface: "lo")
        let theirs = neighbour.address
        var receiver = try UDPReceiver(listeningOn: address("239.2.11.74:\(theirs.port)"), interface: "lo")
        let ours = receiver.address
        var sender = try UDPSender(interface: "lo")
        _ = sender.send(DatagramBatch("theirs"), to: [theirs])
        _ = sender.send(DatagramBatch("ours"), to: [ours])
        #expect(try receiver.hear(1).map(\.text) == ["ours"])
        #expect(neighbour.descriptor >= 0)
    }

    @Test("without a chosen interface the group is joined on loopback too")
    func everyInterface() throws {
        var receiver = try UDPReceiver(listeningOn: address("239.2.11.75:0"))
        let names = receiver.joinedInterfaces
        #expect(names.contains("lo"))
        let group = receiver.address
        var sender = try UDPSender(interface: "lo")
        _ = sender.send(DatagramBatch("frame"), to: [group])
        #expect(try receiver.hear(1).map(\.text) == ["frame"])
    }

    @Test("joining again adds nothing, renewing joins where it was joined", arguments: [(false, []), (true, ["lo"])])
    func rejoin(renewing: Bool, joined: [String]) throws {
        var receiver = try UDPReceiver(listeningOn: address("239.2.11.76:0"), interface: "lo")
        let group = receiver.address
        let joining = try receiver.rejoin(renewing: renewing)
        #expect(joining.joined == joined && joining.failed.isEmpty)
        var sender = try UDPSender(interface: "lo")
        _ = sender.send(DatagramBatch("frame"), to: [group])
        #expect(try receiver.hear(1).map(\.text) == ["frame"])
    }

    @Test(
        "an interface that is not there is an error that names those that are",
        arguments: possible("239.2.11.71:0", "[ff15::1]:0"))
    func missingInterface(place: String) throws {
        let group = try address(place)
        let error = #expect(throws: TransportError.self) {
            _ = try UDPReceiver(listeningOn: group, interface: "plx-none")
        }
        #expect(error?.description.hasPrefix(#"no interface "plx-none"; there are: lo"#) == true)
    }

    @Test(
        "an IPv6 group is joined where the flag or the address says, and unicast to its port is heard",
        .enabled(if: hasIPv6, "needs IPv6"), arguments: [("ff15::1", "lo"), ("ff15::1%lo", nil)])
    func ipv6(host: String, interface: String?) throws {
        var receiver = try UDPReceiver(listeningOn: address("[\(host)]:0"), interface: interface)
        let group = receiver.address
        #expect(receiver.joinedInterfaces == ["lo"])
        // The kernel knows no way for an IPv6 group to leave by loopback; unicast to its port shows that it listens.
        var sender = try UDPSender()
        let unicast = SocketAddress(ipv6: 1, port: group.port)
        #expect(sender.send(DatagramBatch("hello"), to: [unicast]).sent == 1)
        let heard = try receiver.hear(1)
        #expect(heard.map(\.text) == ["hello"])
        #expect(heard.map(\.envelope.isMulticast) == [false])
    }
}
