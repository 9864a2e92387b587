import Transport

/// One datagram, copied out of an inbox.
struct Heard: Equatable {
    var text: String
    var envelope: Envelope
}

extension Heard {
    init(_ bytes: Span<UInt8>, _ envelope: Envelope) {
        let text = bytes.withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) }
        self.init(text: text, envelope: envelope)
    }
}

extension UDPReceiver {
    /// What comes in until there are `count` datagrams, or for five seconds nothing came.
    mutating func hear(_ count: Int) throws -> [Heard] {
        var heard: [Heard] = []
        while heard.count < count {
            let wakeup = try receive(timeoutMilliseconds: 5000) { heard.append(Heard($0, $1)) }
            if wakeup != .readable { break }
        }
        return heard
    }
}

extension UDPSender {
    /// The answers that come until there are `count`, or for five seconds none came.
    mutating func hear(_ count: Int) throws -> [Heard] {
        var heard: [Heard] = []
        var inbox = Inbox(datagrams: 4, bytes: 512)
        while heard.count < count {
            let wakeup = try Wakeup.wait(for: descriptors, timeoutMilliseconds: 5000)
            if wakeup != .readable { break }
            _ = try receive(into: &inbox)
            inbox.forEach { heard.append(Heard($0, $1)) }
        }
        return heard
    }
}

extension DatagramBatch {
    init(_ texts: String...) {
        self.init()
        for text in texts { append(text.utf8) }
    }
}

/// An address written in a test.
func address(_ text: String) throws -> SocketAddress { try SocketAddress(parsing: text) }
