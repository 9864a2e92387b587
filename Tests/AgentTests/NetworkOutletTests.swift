import Agent
import MetricModel
import TestKit
import Testing
import Transport

@Suite("The network outlet")
struct NetworkOutletTests {
    private static func batch(_ text: String) -> DatagramBatch {
        var batch = DatagramBatch()
        batch.append(text.utf8)
        return batch
    }

    @Test("sends to every destination, and hands over what is answered")
    func answers() throws {
        var first = try UDPReceiver(listeningOn: SocketAddress(parsing: "127.0.0.1:0"))
        var second = try UDPReceiver(listeningOn: SocketAddress(parsing: "127.0.0.1:0"))
        let lines = Lines()
        var outlet = try NetworkOutlet(
            to: [.address(first.address), .address(second.address)], interface: nil, timeToLive: 1
        ) { lines.add($0) }
        #expect(outlet.send(Self.batch("values"), at: .start) == 0)

        var heard: [String] = []
        var source: SocketAddress?
        let hear = { (bytes: Span<UInt8>, envelope: Envelope) in
            heard.append(bytes.withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) })
            source = envelope.source
        }
        _ = try first.receive(timeoutMilliseconds: 20_000, hear)
        _ = try second.receive(timeoutMilliseconds: 20_000, hear)
        #expect(heard == ["values", "values"])

        try second.send(Array("question".utf8).span, to: #require(source))
        var list = WaitList()
        outlet.addDescriptors(to: &list)
        #expect(try list.wait(waker: nil, timeoutMilliseconds: 20_000) == .readable)
        var answers: [String] = []
        outlet.answers { bytes in
            answers.append(bytes.withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) })
        }
        #expect(answers == ["question"])
        #expect(lines.take().isEmpty)
    }

    @Test("a destination that fails is reported once, and the others are sent to")
    func failure() throws {
        var receiver = try UDPReceiver(listeningOn: SocketAddress(parsing: "127.0.0.1:0"))
        let lines = Lines()
        // The kernel lets nobody send to this address without leave.
        let broadcast = try SocketAddress(parsing: "255.255.255.255:9")
        var outlet = try NetworkOutlet(
            to: [.address(broadcast), .address(receiver.address)], interface: nil, timeToLive: 1
        ) { lines.add($0) }
        #expect(outlet.send(Self.batch("one"), at: .start) == 1)
        #expect(outlet.send(Self.batch("two"), at: .start + 15) == 1)
        #expect(lines.take().count == 1)
        var heard = 0
        while heard < 2, try receiver.receive(timeoutMilliseconds: 20_000, { _, _ in heard += 1 }) == .readable {}
        #expect(heard == 2)
    }
}
