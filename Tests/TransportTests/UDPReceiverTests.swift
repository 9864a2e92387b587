import Glibc
import Testing
import Transport

@Suite struct UDPReceiverTests {
    @Test("hears what is sent, from whom and how", arguments: possible("127.0.0.1:0", "[::1]:0"))
    func hears(place: String) throws {
        var receiver = try UDPReceiver(listeningOn: address(place))
        let here = receiver.address
        #expect(here.port != 0)
        var sender = try UDPSender()
        let report = sender.send(DatagramBatch("one", "", "three"), to: [here])
        #expect(report.sent == 3 && report.failed == 0)
        let port = try #require(try sender.port(here.family))
        var source = here
        source.port = port
        let expected = Envelope(source: source, interface: 1, isMulticast: false, isTruncated: false)
        #expect(try receiver.hear(3) == ["one", "", "three"].map { Heard(text: $0, envelope: expected) })
        #expect(receiver.lost == 0)
    }

    @Test("listens on every address of a family", arguments: possible("0.0.0.0:0", "[::]:0"))
    func any(place: String) throws {
        var receiver = try UDPReceiver(listeningOn: address(place))
        let here = receiver.address
        let loopback = here.family == .ipv4 ? "127.0.0.1" : "::1"
        let to = try #require(SocketAddress(host: loopback, port: here.port))
        var sender = try UDPSender()
        _ = sender.send(DatagramBatch("hello"), to: [to])
        #expect(try receiver.hear(1).map(\.text) == ["hello"])
    }

    @Test("IPv4 and IPv6 may listen on one port", .enabled(if: hasIPv6, "needs IPv6"))
    func bothFamilies() throws {
        // The number that one family has free another test may have taken of the other.
        var (listens, tries) = (false, 0)
        while !listens, tries < 50 {
            tries += 1
            let six = try UDPReceiver(listeningOn: .any(.ipv6, port: 0))
            if let four = try? UDPReceiver(listeningOn: .any(.ipv4, port: six.address.port)) {
                listens = four.address.port == six.address.port
            }
        }
        #expect(listens)
    }

    @Test(
        "flags what is longer than the inbox has room for",
        arguments: [(16, false), (17, true), (60_000, true), (15, false)])
    func truncates(length: Int, isTruncated: Bool) throws {
        var receiver = try UDPReceiver(listeningOn: address("127.0.0.1:0"), inbox: Inbox(datagrams: 3, bytes: 16))
        let here = receiver.address
        var batch = DatagramBatch()
        batch.append(repeatElement(UInt8(ascii: "x"), count: length))
        batch.append("next".utf8)
        var sender = try UDPSender()
        #expect(sender.send(batch, to: [here]).sent == 2)
        let heard = try receiver.hear(2)
        #expect(heard.map(\.text) == [String(repeating: "x", count: min(length, 16)), "next"])
        #expect(heard.map(\.envelope.isTruncated) == [isTruncated, false])
    }

    @Test("reads more than an inbox holds in several goes, in order", arguments: [1, 7, 64, 1000])
    func batches(room: Int) throws {
        var receiver = try UDPReceiver(listeningOn: address("127.0.0.1:0"), inbox: Inbox(datagrams: room))
        let here = receiver.address
        var batch = DatagramBatch()
        let texts = (0..<150).map { "datagram \($0)" }
        for text in texts { batch.append(text.utf8.span) }
        var sender = try UDPSender()
        #expect(sender.send(batch, to: [here]).sent == 150)
        #expect(try receiver.hear(150).map(\.text) == texts)
    }

    @Test("counts what the kernel had to drop")
    func drops() throws {
        var receiver = try UDPReceiver(listeningOn: address("127.0.0.1:0"), bufferBytes: 8192)
        let here = receiver.address
        var batch = DatagramBatch()
        for _ in 0..<200 { batch.append(repeatElement(0, count: 1000)) }
        var sender = try UDPSender()
        #expect(sender.send(batch, to: [here]).sent == 200)
        var kept = 0
        while case let count = try receiver.drain({ _, _ in }), count > 0 { kept += count }
        #expect((1..<200).contains(kept))
        // What was lost is told with the next datagram.
        _ = sender.send(DatagramBatch("after"), to: [here])
        #expect(try receiver.hear(1).map(\.text) == ["after"])
        #expect(receiver.lost == 200 - UInt64(kept))
    }

    @Test("says how much room it was granted")
    func room() throws {
        let small = try UDPReceiver(listeningOn: address("127.0.0.1:0"), bufferBytes: 100_000)
        #expect(small.bufferBytes == 100_000)
    }

    @Test("16 MiB are granted to those who may exceed the limit", .enabled(if: geteuid() == 0, "needs root"))
    func forcedRoom() throws {
        let receiver = try UDPReceiver(listeningOn: address("127.0.0.1:0"))
        #expect(receiver.bufferBytes == 16 << 20)
    }

    @Test("a port in use is an error", arguments: possible("127.0.0.1:0", "[::1]:0", "0.0.0.0:0"))
    func inUse(place: String) throws {
        let first = try UDPReceiver(listeningOn: address(place))
        let taken = first.address
        let error = #expect(throws: TransportError.self) { _ = try UDPReceiver(listeningOn: taken) }
        #expect(error == .addressInUse(taken))
        #expect(error?.description == "\(taken): another program listens there")
        #expect(first.descriptor >= 0)
    }

    @Test("the address of another host is an error", arguments: possible("192.0.2.77:0", "[2001:db8::77]:0"))
    func notHere(place: String) throws {
        let elsewhere = try address(place)
        #expect(throws: TransportError.notThisHost(elsewhere)) { _ = try UDPReceiver(listeningOn: elsewhere) }
    }

    @Test("comes back when the time is over", arguments: [0, 1, -5])
    func timesOut(milliseconds: Int) throws {
        var receiver = try UDPReceiver(listeningOn: address("127.0.0.1:0"))
        let wakeup = try receiver.receive(timeoutMilliseconds: milliseconds) { _, _ in Issue.record("heard something") }
        #expect(wakeup == .timedOut)
    }

    @Test("a waker calls a waiting thread back, and does so until it is reset")
    func wakes() throws {
        let waker = try Waker()
        var thread = pthread_t()
        let ringer: @convention(c) (UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? = { argument in
            guard let argument else { return nil }
            Unmanaged<Waker>.fromOpaque(argument).takeRetainedValue().wake()
            return nil
        }
        var receiver = try UDPReceiver(listeningOn: address("127.0.0.1:0"))
        let created = pthread_create(&thread, nil, ringer, Unmanaged.passRetained(waker).toOpaque())
        try #require(created == 0)
        let first = try receiver.receive(timeoutMilliseconds: nil, waker: waker) { _, _ in }
        pthread_join(thread, nil)
        let second = try receiver.receive(timeoutMilliseconds: 0, waker: waker) { _, _ in }
        waker.reset()
        let third = try receiver.receive(timeoutMilliseconds: 0, waker: waker) { _, _ in }
        #expect([first, second, third] == [.woken, .woken, .timedOut])
    }

    @Test("asks a sender by unicast, and the sender hears it", arguments: possible("127.0.0.1:0", "[::1]:0"))
    func asks(place: String) throws {
        var receiver = try UDPReceiver(listeningOn: address(place))
        let here = receiver.address
        var sender = try UDPSender()
        _ = sender.send(DatagramBatch("frame"), to: [here])
        let source = try #require(try receiver.hear(1).first?.envelope.source)
        try receiver.send("describe".utf8.span, to: source)
        let answers = try sender.hear(1)
        #expect(answers.map(\.text) == ["describe"])
        #expect(answers.map(\.envelope.source) == [here])
    }

    @Test("unicast joins nothing")
    func joinsNothing() throws {
        var receiver = try UDPReceiver(listeningOn: address("127.0.0.1:0"))
        let names = receiver.joinedInterfaces
        #expect(names.isEmpty)
        #expect(try receiver.rejoin(renewing: true) == Joining())
    }
}
