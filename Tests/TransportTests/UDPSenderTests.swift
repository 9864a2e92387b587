import Testing
import Transport

@Suite struct UDPSenderTests {
    @Test("one destination that fails takes nothing from the others")
    func perDestination() throws {
        var one = try UDPReceiver(listeningOn: address("127.0.0.1:0"))
        var other = try UDPReceiver(listeningOn: address("127.0.0.1:0"))
        let places = try [one.address, address("127.255.255.255:9"), other.address]
        // Port 0 cannot be sent to.
        let nowhere = SocketAddress(ipv4: 0x7F00_0001, port: 0)
        var sender = try UDPSender()
        let report = sender.send(DatagramBatch("a", "b"), to: [places[0], places[1], nowhere, places[2]])
        #expect(report.outcomes.map(\.destination) == [places[0], places[1], nowhere, places[2]])
        #expect(report.outcomes.map(\.sent) == [2, 0, 0, 2])
        #expect(report.outcomes.map(\.failed) == [0, 2, 2, 0])
        #expect(report.outcomes[1].error?.description == "not permitted to send to 127.255.255.255:9")
        #expect(report.outcomes[2].error?.description == "could not send to 127.0.0.1:0: Invalid argument")
        #expect(report.sent == 4 && report.failed == 4)
        #expect(try one.hear(2).map(\.text) == ["a", "b"])
        #expect(try other.hear(2).map(\.text) == ["a", "b"])
    }

    @Test("a datagram that is too long is passed over, wherever it stands", arguments: [0, 1, 2, 70])
    func tooLong(position: Int) throws {
        var receiver = try UDPReceiver(listeningOn: address("127.0.0.1:0"))
        let here = receiver.address
        var batch = DatagramBatch()
        for index in 0...70 {
            if index == position {
                batch.append(repeatElement(0, count: 65_508))
            } else {
                batch.append("\(index)".utf8)
            }
        }
        var sender = try UDPSender()
        let outcome = try #require(sender.send(batch, to: [here]).outcomes.first)
        #expect(outcome.sent == 70 && outcome.failed == 1)
        #expect(outcome.error == .tooLong(to: here))
        #expect(try receiver.hear(70).map(\.text) == (0...70).filter { $0 != position }.map(String.init))
    }

    @Test("nobody listening is no error: the next datagram goes out too")
    func nobody() throws {
        let gone: SocketAddress
        do {
            let receiver = try UDPReceiver(listeningOn: address("127.0.0.1:0"))
            gone = receiver.address
        }
        var sender = try UDPSender()
        let sent = [sender.send(DatagramBatch("a"), to: [gone]).sent, sender.send(DatagramBatch("b"), to: [gone]).sent]
        #expect(sent == [1, 1])
    }

    @Test("an interface that is not there is an error that names those that are")
    func missingInterface() {
        let error = #expect(throws: TransportError.self) { _ = try UDPSender(interface: "plx-none") }
        #expect(error?.description.hasPrefix(#"no interface "plx-none"; there are: lo"#) == true)
    }

    @Test("opens no socket before it is needed, and one a family", .enabled(if: hasIPv6, "needs IPv6"))
    func lazily() throws {
        var sender = try UDPSender()
        var open = [sender.descriptors.count]
        for place in try [address("127.0.0.1:9"), address("127.0.0.1:19"), address("[::1]:9")] {
            _ = sender.send(DatagramBatch("x"), to: [place])
            open.append(sender.descriptors.count)
        }
        #expect(open == [0, 1, 1, 2])
    }

    @Test("an empty batch, or none to send to, is nothing")
    func nothing() throws {
        var sender = try UDPSender()
        let place = try address("127.0.0.1:9")
        let outcomes = sender.send(DatagramBatch(), to: [place]).outcomes
        #expect(outcomes.map(\.sent) == [0] && outcomes.map(\.failed) == [0])
        #expect(sender.send(DatagramBatch("x"), to: []) == SendReport())
    }

    @Test("a batch is empty again after it was emptied")
    func emptied() {
        var batch = DatagramBatch("one", "two")
        let before = batch.count
        batch.removeAll()
        #expect(before == 2 && batch.isEmpty)
        batch.append("three".utf8)
        #expect(batch == DatagramBatch("three"))
    }
}
